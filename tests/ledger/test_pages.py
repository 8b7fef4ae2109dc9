"""The page of one item and its verbs, through HTTP."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sanxin.kernel.ids import new_id
from sanxin.ledger.actions import extensions, linkages, progress
from sanxin.ledger.models import Evidence, Item, Linkage, Measure, Progress, StrikeOff
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import (
    accepted,
    fresh,
    in_progress,
    item_for,
    linkage_of,
    measure_of,
    photo,
    requested,
    struck_off,
    with_evidence,
)

ClientOf = Callable[[Person], Client]


def send(client: Client, route: str, pk: UUID | None = None, **data: object):  # type: ignore[no-untyped-def]
    """POST a form with a key of its own, as `{% once_key %}` gives it."""
    url = reverse(f"ledger:{route}", args=[pk] if pk else [])
    return client.post(url, data, headers={"Idempotency-Key": str(new_id())})


def page_of(client: Client, item: Item) -> str:
    answer = client.get(reverse("ledger:item", args=[item.pk]))
    assert answer.status_code == 200
    return answer.text


def test_a_page_tells_the_whole_story(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = accepted(cast, outcome_wanted="赶集日两班", kind="livelihood")
    measure_of(item, cast)
    linkage = linkage_of(item, cast)
    linkages.answer_linkage(linkage, by=cast.handler, account="同意纳入补贴", uploads=[photo("复函.txt")], at=now)

    text = page_of(client_of(cast.officer), item)

    for said in ("赶集日两班", "民生", "与公交公司商定班次", "同意纳入补贴", "复函.txt", "措施 1 还没办完", "填进展"):
        assert said in text, said


@pytest.mark.parametrize(
    ("who", "make", "verb"),
    [
        ("officer", item_for, "认领"),
        ("officer", in_progress, "填进展"),
        ("head", requested, "去核验"),
        ("officer", struck_off, "重新办理"),
    ],
)
def test_the_bar_offers_the_next_verb(
    cast: Cast, now: datetime, client_of: ClientOf, who: str, make: Callable[..., object], verb: str
) -> None:
    made = make(cast)
    item = made if isinstance(made, Item) else made.item  # type: ignore[attr-defined]

    client = client_of(getattr(cast, who))
    verbs = client.get(reverse("ledger:item", args=[item.pk])).context["story"].next.verbs

    assert verbs[-1].label == verb


def test_one_vermilion_button_at_most(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    for item in (item_for(cast), in_progress(cast), requested(cast), struck_off(cast).item):
        for who in (cast.officer, cast.head, cast.leader):
            assert page_of(client_of(who), item).count("btn-primary") <= 1


def test_the_number_of_queries_does_not_grow(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    def fill(count: int) -> Item:
        item = accepted(cast)
        for _ in range(count):
            measure_of(item, cast)
            with_evidence(item)
            progress.note_progress(item, by=cast.officer, text="办", at=now)
            linkages.answer_linkage(linkage_of(item, cast), by=cast.handler, account="好", at=now)
        return item

    client, small, large = client_of(cast.officer), fill(2), fill(8)
    page_of(client, small)
    with CaptureQueriesContext(connection) as few:
        page_of(client, small)
    with CaptureQueriesContext(connection) as many:
        page_of(client, large)

    assert len(many) == len(few)


def test_a_strangers_id_is_not_found(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item, linkage = accepted(cast), linkage_of(accepted(cast), cast)
    stranger = client_of(cast.stranger)

    for route in ("item", "item_print", "item_progress", "item_request", "item_verify", "item_reopen"):
        assert stranger.get(reverse(f"ledger:{route}", args=[item.pk])).status_code == 404, route
    assert stranger.get(reverse("ledger:linkage", args=[linkage.pk])).status_code == 404
    assert client_of(cast.handler).get(reverse("ledger:item", args=[item.pk])).status_code == 404


def test_an_item_goes_all_the_way_through_its_pages(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    officer, head, handler = client_of(cast.officer), client_of(cast.head), client_of(cast.handler)
    facts = {"title": "班车停运", "owner": cast.officer.pk, "working_days": 10, "place": cast.village.pk}

    assert send(head, "new", **facts).status_code == 302
    item = Item.objects.get()
    send(officer, "item_accept", item.pk, seen=1)
    send(officer, "item_measure", item.pk, what="商定班次", person=cast.officer.pk, due_on="2026-11-27")
    send(officer, "item_linkage", item.pk, unit=cast.transport.pk, asks="补贴多少？", due_on="2026-11-24")
    send(
        handler,
        "linkage",
        Linkage.objects.get().pk,
        account="每班次 80 元",
        uploads=[photo("复函.txt"), photo("表.txt")],
    )
    send(officer, "item_progress", item.pk, text="公司同意")
    send(officer, "measure_done", Measure.objects.get().pk, note="定了", upload=photo())
    send(officer, "item_evidence", item.pk, upload=photo("站牌.txt"), caption="站牌")
    item = fresh(item)
    send(officer, "item_request", item.pk, account="已开两班", seen=item.version)
    done = send(head, "item_verify", item.pk, method="on_site", note="看过", seen=fresh(item).version)

    assert done.status_code == 302
    assert (fresh(item).stage, Evidence.objects.count(), Progress.objects.count()) == (Stage.STRUCK_OFF, 4, 1)
    assert "已销号" in page_of(officer, item)


def test_the_verifier_sends_it_back_from_the_same_page(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = requested(cast)
    head = client_of(cast.head)
    assert "竹坑村口站牌" in head.get(reverse("ledger:item_verify", args=[item.pk])).text

    silent = send(head, "item_verify", item.pk, seen=item.version, **{"return": "1"})
    send(head, "item_verify", item.pk, note="缺班次表", seen=item.version, **{"return": "1"})

    assert silent.status_code == 422
    assert fresh(item).stage == Stage.IN_PROGRESS
    assert "徐建平核验后退回：缺班次表" in page_of(client_of(cast.officer), item)


def test_who_was_overtaken_reads_why_keeps_the_text_and_may_send_again(
    cast: Cast, now: datetime, client_of: ClientOf
) -> None:
    item = requested(cast)
    progress.note_progress(item, by=cast.colleague, text="又停了一天", at=now)
    head = client_of(cast.head)

    answer = send(head, "item_verify", item.pk, method="on_site", note="去看过", seen=item.version)

    assert answer.status_code == 409
    assert "何志明 刚刚改过这件" in answer.text
    assert "去看过" in answer.text
    again = send(head, "item_verify", item.pk, method="on_site", seen=answer.context["form"]["seen"].value())
    assert (again.status_code, StrikeOff.objects.count()) == (302, 1)


def test_a_refusal_goes_back_onto_the_form(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = in_progress(cast)

    answer = send(client_of(cast.officer), "item_request", item.pk, account="已开两班", seen=item.version)

    assert answer.status_code == 422
    assert "还没有佐证" in answer.text
    assert "已开两班" in answer.text


def test_what_somebody_may_not_do_is_a_page_that_says_so(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = requested(cast)

    answer = send(client_of(cast.officer), "item_verify", item.pk, method="papers", seen=item.version)

    assert answer.status_code == 403
    assert "要由别人来核验" in answer.text


def test_the_same_form_twice_opens_one_item(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    client, key = client_of(cast.head), str(new_id())
    facts = {"title": "班车停运", "owner": cast.officer.pk, "due_on": "2026-11-27"}

    answers = [
        client.post(reverse("ledger:new"), facts, headers={"Idempotency-Key": key}).headers["Location"]
        for _ in range(2)
    ]

    assert len(set(answers)) == 1
    assert Item.objects.count() == 1


def test_what_is_missing_in_a_new_item_is_said(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    answer = send(client_of(cast.officer), "new", title="班车停运", owner=cast.officer.pk)

    assert answer.status_code == 422
    assert "要有期限" in answer.text


def test_the_rarer_verbs_have_pages_too(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = in_progress(cast)
    officer, head = client_of(cast.officer), client_of(cast.head)

    send(officer, "item_edit", item.pk, title="竹坑班车", seen=item.version)
    send(officer, "item_extension", item.pk, wanted_on="2026-12-10", reason="等", seen=fresh(item).version)
    request = item.extension_requests.get()
    assert "等" in head.get(reverse("ledger:extension", args=[request.pk])).text
    send(head, "extension", request.pk, granted="yes", seen=fresh(item).version)
    assert (fresh(item).title, fresh(item).due_on) == ("竹坑班车", date(2026, 12, 10))

    send(head, "item_suspend", item.pk, until="2026-12-01", reason="等", seen=fresh(item).version)
    assert fresh(item).is_suspended(now.date())
    send(head, "item_resume", item.pk, seen=fresh(item).version)
    assert not fresh(item).is_suspended(now.date())

    send(officer, "item_hand_back", item.pk, reason="归一科", seen=fresh(item).version)
    send(head, "item_owner", item.pk, owner=cast.colleague.pk, reason="他熟", seen=fresh(item).version)
    assert (fresh(item).owner, fresh(item).stage) == (cast.colleague, Stage.OPENED)


def test_a_struck_off_item_is_reopened_from_its_page(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = struck_off(cast).item

    send(client_of(cast.officer), "item_reopen", item.pk, reason="又停了", seen=fresh(item).version)

    assert fresh(item).stage == Stage.IN_PROGRESS


def test_a_department_hands_back_and_is_reminded(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    first, second = linkage_of(accepted(cast), cast), linkage_of(accepted(cast), cast)

    send(client_of(cast.officer), "linkage_remind", first.pk)
    send(client_of(cast.handler), "linkage_hand_back", second.pk, reason="归公交公司")

    assert first.reminders.count() == 1
    assert "归公交公司" in client_of(cast.officer).get(reverse("ledger:linkage", args=[second.pk])).text


def test_an_answer_is_read(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    linkage = linkage_of(accepted(cast), cast)
    linkages.answer_linkage(linkage, by=cast.handler, account="好", at=now)

    send(client_of(cast.officer), "linkage_read", linkage.pk)

    assert Linkage.objects.get().answer.reading.by == cast.officer


def test_the_sheet_of_paper_holds_what_matters(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = in_progress(cast)
    measure_of(item, cast)

    text = client_of(cast.officer).get(reverse("ledger:item_print", args=[item.pk])).text

    for said in ("督办单", item.code, "与公交公司商定班次", "公交公司同意每日一班", "领导批示"):
        assert said in text, said


def test_who_decides_an_extension_is_offered_it(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = in_progress(cast)
    extensions.ask_extension(item, by=cast.officer, wanted_on=date(2026, 12, 10), reason="等", at=now)

    verbs = client_of(cast.leader).get(reverse("ledger:item", args=[item.pk])).context["story"].next.verbs

    assert [verb.label for verb in verbs] == ["定延期"]


def test_pages_carry_no_inline_style_or_script(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = requested(cast)
    client = client_of(cast.head)
    urls = [reverse("ledger:items"), reverse("ledger:board"), reverse("ledger:new")]
    urls += [reverse(f"ledger:{route}", args=[item.pk]) for route in ("item", "item_print", "item_verify", "item_edit")]

    for url in urls:
        text = client.get(url).text
        assert " style=" not in text, url
        assert "onclick" not in text, url
