"""What whoever holds a link may do, and that nobody else may do it with it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import linkage_extensions, linkages
from sanxin.ledger.actions.links import revoke_link
from sanxin.ledger.models import Linkage, LinkageLink
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, linkage_of, photo
from tests.ledger.linked import asked_water, linked

LATER = date(2026, 12, 1)
Verb = Callable[[Linkage, Person | LinkageLink, datetime], object]


def accept(linkage: Linkage, by: Person | LinkageLink, at: datetime) -> object:
    return linkages.accept_linkage(linkage, by=by, at=at)


def answer(linkage: Linkage, by: Person | LinkageLink, at: datetime) -> object:
    return linkages.answer_linkage(linkage, by=by, account="管子接好了", uploads=[photo("现场.txt")], at=at)


def hand_back(linkage: Linkage, by: Person | LinkageLink, at: datetime) -> object:
    return linkages.hand_back_linkage(linkage, by=by, reason="归自来水公司", at=at)


def ask_for_time(linkage: Linkage, by: Person | LinkageLink, at: datetime) -> object:
    return linkage_extensions.ask_for_time(linkage, by=by, wanted_on=LATER, reason="等管子到货", at=at)


VERBS: list[tuple[Verb, str]] = [
    (accept, "市水利局凭链接接下了"),
    (answer, "市水利局凭链接答复：管子接好了"),
    (hand_back, "市水利局凭链接退回：归自来水公司"),
    (ask_for_time, "市水利局凭链接申请延到 12-01：等管子到货"),
]


@pytest.mark.parametrize(("verb", "told"), VERBS)
def test_each_verb_works_and_says_it_was_by_link(cast: Cast, now: datetime, verb: Verb, told: str) -> None:
    link = linked(cast).link

    verb(link.linkage, link, now)

    event = timeline(link.linkage_id)[0]
    assert (event.text, event.who) == (told, "市水利局 黎春生")
    assert timeline(link.id)[0] == event


def test_files_by_link_are_filed_in_the_links_name(cast: Cast, now: datetime) -> None:
    link = linked(cast).link

    answer(link.linkage, link, now)

    row = link.linkage.evidence.get()
    assert (row.by, row.link, row.who) == (None, link, "市水利局 黎春生（凭链接）")
    assert link.linkage.answer.who == "市水利局 黎春生（凭链接）"


@pytest.mark.parametrize("verb", [verb for verb, _told in VERBS])
def test_not_with_a_link_taken_back_or_expired_or_of_another(cast: Cast, now: datetime, verb: Verb) -> None:
    revoked, short, other = linked(cast).link, linked(cast, days=1).link, linked(cast).link
    revoke_link(revoked.linkage, by=cast.officer, at=now)
    trials = [(revoked.linkage, revoked, now), (short.linkage, short, now + timedelta(days=1))]
    trials += [(asked_water(cast), other, now)]

    for linkage, link, at in trials:
        with pytest.raises(Refused) as refusal:
            verb(linkage, link, at)
        assert refusal.value.code == "ledger.link.dead"


@pytest.mark.parametrize("verb", [verb for verb, _told in VERBS])
def test_by_account_only_whoever_answers_for_the_department(cast: Cast, now: datetime, verb: Verb) -> None:
    verb(linkage_of(accepted(cast), cast), cast.handler, now)

    for person in (cast.officer, cast.liaison, cast.stranger):
        with pytest.raises(NotAllowed):
            verb(linkage_of(accepted(cast), cast), person, now)


@pytest.mark.parametrize("verb", [verb for verb, _told in VERBS])
def test_nothing_after_an_answer(cast: Cast, now: datetime, verb: Verb) -> None:
    link = linked(cast).link
    answer(link.linkage, link, now)

    with pytest.raises(Refused) as refusal:
        verb(link.linkage, link, now)

    assert refusal.value.code == "ledger.linkage.answered"


def test_taken_on_once(cast: Cast, now: datetime) -> None:
    link = linked(cast).link
    accept(link.linkage, link, now)

    with pytest.raises(Refused) as refusal:
        accept(link.linkage, link, now)

    assert refusal.value.code == "ledger.linkage.accepted"
