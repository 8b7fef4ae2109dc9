"""不再办: taken off the ledger without being done."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.ledger.actions import linkages, progress, withdrawals
from sanxin.ledger.models import Item, Withdrawal
from sanxin.ledger.queries.stages import differing
from sanxin.ledger.queries.waiting import waiting_for
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, fresh, item_for, linkage_of, measure_of, requested, struck_off

ClientOf = Callable[[Person], Client]


def withdrawn(cast: Cast, now: datetime) -> Item:
    item = accepted(cast)
    withdrawals.withdraw(item, by=cast.head, reason="和 2026-0098 是一件事。", at=now)
    return fresh(item)


def test_it_is_not_done_any_more_and_its_number_stays_used(cast: Cast, now: datetime) -> None:
    item = withdrawn(cast, now)

    assert (item.stage, item.is_open) == (Stage.WITHDRAWN, False)
    assert timeline(item.id)[0].text == "定为不再办：和 2026-0098 是一件事"
    assert item_for(cast).number == item.number + 1
    assert not [row for row in waiting_for(cast.officer, now.date()) if item.code in row.meta]
    assert differing() == []


def test_nothing_more_is_done_about_it(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    linkage = linkage_of(item, cast)
    withdrawals.withdraw(item, by=cast.head, reason="本人说不用了", at=now)

    for verb in (
        lambda: progress.note_progress(item, by=cast.officer, text="去看过", at=now),
        lambda: linkages.answer_linkage(linkage, by=cast.handler, account="好", at=now),
        lambda: withdrawals.withdraw(item, by=cast.head, reason="再定一次", at=now),
    ):
        with pytest.raises(Refused) as refusal:
            verb()
        assert refusal.value.code == "ledger.item.withdrawn"
    assert not [row for row in waiting_for(cast.handler, now.date()) if row.section == "linkages"]


def test_the_list_leaves_it_out_and_a_view_of_its_own_shows_it(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = withdrawn(cast, now)
    client = client_of(cast.officer)

    def codes(query: str) -> list[str]:
        return [row.code for row in client.get(f"{reverse('ledger:items')}?{query}").context["rows"]]

    assert codes("view=open") == codes("view=mine") == codes("view=struck") == []
    assert codes("view=withdrawn") == codes("view=all&stage=withdrawn") == [item.code]
    tabs = client.get(reverse("ledger:items")).context["tabs"]
    assert ("不再办", 1) in [(tab.label, tab.count) for tab in tabs]


def test_the_page_says_why(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = accepted(cast)
    head = client_of(cast.head)
    url = reverse("ledger:item_withdraw", args=[item.pk])
    assert "不再办" in head.get(reverse("ledger:item", args=[item.pk])).text

    answer = head.post(url, {"reason": "本人说不用了", "seen": item.version, "once": "w1"})

    page = head.get(answer.headers["Location"]).text
    assert "11 月 19 日由徐建平定：本人说不用了" in page
    assert "编号留用" in page
    assert reverse("ledger:item_progress", args=[item.pk]) not in page


def test_what_was_left_undone_is_late_no_more(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = accepted(cast)
    measure_of(item, cast)
    linkage_of(item, cast)
    withdrawals.withdraw(item, by=cast.head, reason="转走了", at=now)

    with clock.frozen(now + timedelta(days=60)):
        client = client_of(cast.officer)
        page = client.get(reverse("ledger:item", args=[item.pk]))

    story = page.context["story"]
    assert [line.light.word for line in story.measures] == ["没办"]
    assert [line.light_word for line in story.linkages] == ["没答复"]
    assert "超期" not in page.text


def test_a_section_head_or_leader_decides_and_never_about_their_own(cast: Cast, now: datetime) -> None:
    item, own = item_for(cast), item_for(cast, owner=cast.head)

    with pytest.raises(NotAllowed, match="科室负责人或领导"):
        withdrawals.withdraw(item, by=cast.colleague, reason="不想办", at=now)
    with pytest.raises(NotAllowed, match="要由别人来定"):
        withdrawals.withdraw(own, by=cast.head, reason="不想办", at=now)

    withdrawals.withdraw(own, by=cast.leader, reason="转走了", at=now)
    assert Withdrawal.objects.get().item == own


def test_not_without_a_reason_not_while_somebody_verifies_not_after_the_end(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        withdrawals.withdraw(item_for(cast), by=cast.head, reason=" ", at=now)
    assert refusal.value.field == "reason"

    with pytest.raises(Refused, match="正等人核验"):
        withdrawals.withdraw(requested(cast), by=cast.head, reason="算了", at=now)
    with pytest.raises(Refused, match="已经销号"):
        withdrawals.withdraw(struck_off(cast).item, by=cast.head, reason="算了", at=now)


def test_who_was_overtaken_is_told(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    progress.note_progress(item, by=cast.officer, text="公交公司答应了", at=now)

    with pytest.raises(Overtaken):
        withdrawals.withdraw(item, by=cast.head, reason="没人管", at=now, seen=item.version)
