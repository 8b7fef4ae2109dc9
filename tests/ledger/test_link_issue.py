"""A link for a department without an account: given out, renewed, taken back."""

from datetime import datetime, timedelta

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import linkages, strike_offs
from sanxin.ledger.actions.links import find_link, issue_link, revoke_link
from sanxin.ledger.models import LinkageLink
from tests.cast import Cast
from tests.ledger.builders import fresh, with_evidence
from tests.ledger.linked import asked_water, item_of, linked


def test_a_link_is_given_out_and_only_its_hash_is_kept(cast: Cast, now: datetime) -> None:
    issued = linked(cast)

    found = find_link(issued.secret)
    assert found == issued.link
    assert issued.secret not in str(LinkageLink.objects.values().get())
    assert issued.link.expires_at == now + timedelta(days=30)
    assert timeline(issued.link.id)[0].text == "给市水利局发了链接，12-19 前有效，交给市水利局 黎春生"


def test_another_secret_finds_nothing(cast: Cast, now: datetime) -> None:
    issued = linked(cast)

    assert find_link(issued.secret[:-1] + ("a" if issued.secret[-1] != "a" else "b")) is None


def test_a_new_link_ends_the_old_one(cast: Cast, now: datetime) -> None:
    first = linked(cast)

    second = linked(cast, linkage=first.link.linkage)

    assert LinkageLink.objects.live(now).get() == second.link
    assert timeline(second.link.id)[0].text.startswith("给市水利局换了链接")


def test_it_is_taken_back_once(cast: Cast, now: datetime) -> None:
    issued = linked(cast)

    revoke_link(issued.link.linkage, by=cast.colleague, at=now)

    assert not LinkageLink.objects.live(now).exists()
    assert timeline(issued.link.id)[0].text == "收回市水利局的链接"
    with pytest.raises(Refused) as refusal:
        revoke_link(issued.link.linkage, by=cast.officer, at=now)
    assert refusal.value.code == "ledger.link.none"


def test_an_expired_link_needs_no_taking_back(cast: Cast, now: datetime) -> None:
    issued = linked(cast, days=1)

    with pytest.raises(Refused):
        revoke_link(issued.link.linkage, by=cast.officer, at=now + timedelta(days=2))


def test_only_those_who_may_ask_give_out_links(cast: Cast, now: datetime) -> None:
    linkage, issued = asked_water(cast), linked(cast)

    for person in (cast.handler, cast.liaison, cast.stranger):
        with pytest.raises(NotAllowed):
            issue_link(linkage, holder="市水利局", days=5, by=person, at=now)
        with pytest.raises(NotAllowed):
            revoke_link(issued.link.linkage, by=person, at=now)


@pytest.mark.parametrize(
    ("holder", "days", "code", "field"),
    [
        (" ", 5, "ledger.link.no_holder", "holder"),
        ("水" * 61, 5, "ledger.link.holder_long", "holder"),
        ("市水利局", 0, "ledger.link.days", "days"),
        ("市水利局", 366, "ledger.link.days", "days"),
    ],
)
def test_it_names_its_holder_and_its_days(
    cast: Cast, now: datetime, holder: str, days: int, code: str, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        issue_link(asked_water(cast), holder=holder, days=days, by=cast.officer, at=now)

    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_no_link_for_what_is_answered_or_over(cast: Cast, now: datetime) -> None:
    answered = linked(cast)
    linkages.answer_linkage(answered.link.linkage, by=answered.link, account="通水了", at=now)
    over = asked_water(cast)
    with_evidence(item_of(over))
    strike_offs.request_strike_off(item_of(over), by=cast.officer, account="好了", at=now)
    item = fresh(item_of(over))
    strike_offs.strike_off(item, by=cast.head, seen=item.version, method="papers", at=now)

    for linkage in (answered.link.linkage, over):
        with pytest.raises(Refused):
            issue_link(linkage, holder="市水利局", days=5, by=cast.officer, at=now)
