"""The pages behind a link: one task and nothing else, no account, nothing kept by the browser."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel import clock
from sanxin.kernel.models import Submission
from sanxin.ledger.actions import linkage_extensions, progress
from sanxin.ledger.actions.links import revoke_link
from sanxin.ledger.models import Linkage, LinkageAcceptance, LinkageAnswer, LinkageExtension, LinkageHandBack
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, linkage_of, photo
from tests.ledger.linked import asked_water, item_of, key, linked, water

ClientOf = Callable[[Person], Client]


def at(name: str, secret: str) -> str:
    return reverse(f"link:{name}", args=[secret])


def test_it_shows_the_task_and_nothing_else_of_the_item(cast: Cast, now: datetime, client: Client) -> None:
    item = accepted(
        cast,
        title="竹坑村接水",
        detail="方茂林 13812342210 家断水三个月",
        place_text="三组 17 号方茂林家",
        source="余海生 13900001111 说的",
        outcome_wanted="方家水龙头有水",
        cost="3.2 万元",
    )
    progress.note_progress(item, by=cast.officer, text="去看了方茂林家", at=now)
    linkage_of(item, cast, asks="请交通局的话：不给水利局看")
    linkage = linkage_of(item, cast, unit=water(cast), asks="请三天内接通水管", contact="农水科")

    answer = client.get(at("task", linked(cast, linkage=linkage).secret))

    assert answer.status_code == 200
    for shown in ("竹坑村接水", "请三天内接通水管", "市水利局 黎春生", "市委组织部"):
        assert shown in answer.text
    for hidden in (
        *("方茂林", "1381234", "1390000", "余海生", "三组", "3.2 万", "水龙头", "去看了", "交通局"),
        *(item.code, str(item.pk), cast.officer.name),
    ):
        assert hidden not in answer.text, hidden


def test_nothing_of_it_stays_in_the_browser_or_a_search_engine(cast: Cast, now: datetime, client: Client) -> None:
    issued = linked(cast)

    for answer in (client.get(at("task", issued.secret)), client.get(at("task", "nosuchlink"))):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "no-store" in answer.headers["Cache-Control"]
        assert not answer.cookies


def test_taken_on_then_answered_with_a_file(cast: Cast, now: datetime, client: Client) -> None:
    issued = linked(cast)

    taken = client.post(at("accept", issued.secret), key())
    held = client.get(at("task", issued.secret))
    answer = client.post(
        at("answer", issued.secret), {**key(), "account": "水管接通了", "uploads": [photo("现场.txt")]}
    )
    page = client.get(at("task", issued.secret))

    assert (taken.status_code, taken.headers["Location"]) == (302, "../")
    assert answer.status_code == 302
    assert LinkageAcceptance.objects.get().link == issued.link
    assert LinkageAnswer.objects.get().account == "水管接通了"
    assert "11 月 19 日接下了，办好在这里交答复。" in held.text
    assert "答复交过去了" in page.text
    assert "现场.txt" in page.text


def test_handed_back_and_put_off(cast: Cast, now: datetime, client: Client) -> None:
    first, second = linked(cast), linked(cast)

    client.post(at("hand_back", first.secret), {**key(), "back-reason": "归自来水公司"})
    told = {**key(), "time-wanted_on": "2026-12-01", "time-reason": "等管子到货"}
    client.post(at("time", second.secret), told)

    assert LinkageHandBack.objects.get().reason == "归自来水公司"
    assert LinkageExtension.objects.get().linkage == second.link.linkage
    assert "您申请延到 12 月 1 日，对方还没有定。" in client.get(at("task", second.secret)).text
    linkage_extensions.decide_time(LinkageExtension.objects.get(), by=cast.officer, granted=True, at=now)
    assert "同意延期：12 月 1 日前答复。" in client.get(at("task", second.secret)).text


@pytest.mark.parametrize(
    ("route", "told", "said"),
    [
        ("answer", {"account": " "}, "现在"),
        ("hand_back", {"back-reason": ""}, "为什么不归本单位"),
        ("time", {"time-wanted_on": "2026-11-20", "time-reason": "等"}, "延到的日子要晚于现在的期限"),
    ],
)
def test_wrong_input_is_said_on_the_page_and_kept(
    cast: Cast, now: datetime, client: Client, route: str, told: dict[str, str], said: str
) -> None:
    issued = linked(cast)

    answer = client.post(at(route, issued.secret), {**key(), **told})

    assert answer.status_code == 422
    assert said in answer.text or route == "answer"
    assert not LinkageAnswer.objects.exists()
    assert Linkage.objects.unanswered().exists()


def test_a_click_too_many_says_how_it_stands(cast: Cast, now: datetime, client: Client) -> None:
    issued, first = linked(cast), key()

    again = [client.post(at("accept", issued.secret), first) for _ in range(2)]
    late = client.post(at("accept", issued.secret), key())
    without = client.post(at("accept", issued.secret))

    assert [answer.status_code for answer in again] == [302, 302]
    assert (late.status_code, without.status_code) == (422, 400)
    assert "市水利局已经接下了。" in late.text
    assert LinkageAcceptance.objects.count() == 1


def test_the_secret_is_kept_nowhere(cast: Cast, now: datetime, client: Client, client_of: ClientOf) -> None:
    linkage = asked_water(cast)
    told = {**key(), "holder": "市水利局", "days": "7"}
    shown = client_of(cast.officer).post(reverse("ledger:linkage_link", args=[linkage.pk]), told)
    secret = shown.text.split("/d/")[1].split("/")[0]
    client.post(at("accept", secret), key())
    client.post(at("answer", secret), {**key(), "account": "接通了"})

    kept = [(row.path, row.headers, bytes(row.body).decode()) for row in Submission.objects.all()]

    assert len(kept) == 3
    assert all(secret not in part for row in kept for part in map(str, row))


@pytest.mark.parametrize(("what", "status"), [("revoked", 410), ("expired", 410), ("unknown", 404)])
def test_a_link_that_opens_nothing_says_so_and_no_more(
    cast: Cast, now: datetime, client: Client, what: str, status: int
) -> None:
    issued = linked(cast, days=1)
    if what == "revoked":
        revoke_link(issued.link.linkage, by=cast.officer, at=now)
    secret = "x" * 43 if what == "unknown" else issued.secret
    words = {"revoked": "这条链接收回了", "expired": "这条链接过期了", "unknown": "没有这条链接"}

    with clock.frozen(now + timedelta(days=2) if what == "expired" else now):
        page = client.get(at("task", secret))
        posted = client.post(at("answer", secret), {**key(), "account": "晚了"})

    assert (page.status_code, posted.status_code) == (status, status)
    assert words[what] in page.text
    assert "竹坑村" not in page.text
    assert not LinkageAnswer.objects.exists()


def test_what_is_over_says_thank_you(cast: Cast, now: datetime, client: Client) -> None:
    issued = linked(cast)
    item = item_of(issued.link.linkage)
    type(item).objects.filter(pk=item.pk).update(stage="withdrawn")

    page = client.get(at("task", issued.secret))
    posted = client.post(at("answer", issued.secret), {**key(), "account": "接通了"})

    assert "这件事已经不用再办了" in page.text
    assert posted.status_code == 422
    assert "不再办" in posted.text


def test_the_lead_gives_it_out_once_and_sees_what_came(
    cast: Cast, now: datetime, client_of: ClientOf, client: Client
) -> None:
    linkage, officer = asked_water(cast), client_of(cast.officer)
    page = reverse("ledger:linkage_link", args=[linkage.pk])
    told = {**key(), "holder": "市水利局 农水科", "days": "7"}

    form = officer.get(page)
    shown = officer.post(page, told)
    again = officer.post(page, told)
    wrong = officer.post(page, {**key(), "holder": "", "days": "0"})
    secret = shown.text.split("/d/")[1].split("/")[0]
    client.post(at("answer", secret), {**key(), "account": "接通了", "uploads": [photo("现场.txt")]})
    story = officer.get(reverse("ledger:linkage", args=[linkage.pk])).text

    assert "市水利局 农水科" in form.text
    assert "data:image/svg+xml" in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert "已经显示过了" in again.text
    assert wrong.status_code == 422
    assert "市水利局 农水科（凭链接）" in story
    assert "现场.txt" in story
    revoked = officer.post(reverse("ledger:linkage_link_revoke", args=[linkage.pk]), key())
    assert revoked.status_code == 302
    assert client.get(at("task", secret)).status_code == 410


def test_strangers_find_no_linkage_to_make_a_link_for(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    linkage = asked_water(cast)

    for route in ("linkage_link", "linkage_ask_time"):
        assert client_of(cast.stranger).get(reverse(f"ledger:{route}", args=[linkage.pk])).status_code == 404
    refused = client_of(cast.handler).post(
        reverse("ledger:linkage_link", args=[linkage_of(accepted(cast), cast).pk]),
        {**key(), "holder": "我自己", "days": "7"},
    )
    assert refused.status_code == 403


def test_words_that_came_too_late_can_be_copied(cast: Cast, now: datetime, client: Client) -> None:
    secret = linked(cast).secret
    client.post(at("answer", secret), key() | {"account": "通水了"})

    answer = client.post(at("answer", secret), key() | {"account": "下周才通水"})

    assert answer.status_code == 422
    assert "市水利局已经答复过了。" in answer.text
    assert "下周才通水" in answer.text
    assert LinkageAnswer.objects.get().account == "通水了"
