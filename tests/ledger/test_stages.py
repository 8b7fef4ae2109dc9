"""What an item says about itself is always what its rows say."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from sanxin.kernel.refusals import Refused
from sanxin.ledger.actions import (
    acceptances,
    extensions,
    linkages,
    measures,
    owner_changes,
    progress,
    reopenings,
    strike_offs,
    suspensions,
)
from sanxin.ledger.models import ExtensionRequest, Item, Linkage, Measure, StrikeOff
from sanxin.ledger.queries.stages import differing, projection_of, written
from sanxin.ledger.rules.stages import Deeds, Stage, stage_of
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import fresh, item_for, linkage_of, measure_of, struck_off, with_evidence

Verb = Callable[[Item, Cast, datetime], object]


def _open_measure(item: Item) -> Measure:
    return Measure.objects.undone().filter(item=item)[0]


def _linkage(item: Item) -> Linkage:
    return Linkage.objects.unanswered().filter(item=item)[0]


def _owners_other(item: Item, cast: Cast) -> Person:
    return cast.officer if item.owner_id == cast.colleague.id else cast.colleague


VERBS: dict[str, Verb] = {
    "accept": lambda item, cast, at: acceptances.accept(item, by=item.owner, at=at),
    "hand_back": lambda item, cast, at: acceptances.hand_back(item, by=item.owner, reason="归别处", at=at),
    "owner": lambda item, cast, at: owner_changes.change_owner(
        item, owner=_owners_other(item, cast), by=cast.head, reason="换人", at=at
    ),
    "progress": lambda item, cast, at: progress.note_progress(item, by=item.owner, text="办了", at=at),
    "measure": lambda item, cast, at: measure_of(item, cast),
    "done": lambda item, cast, at: measures.complete_measure(_open_measure(item), by=item.owner, at=at),
    "evidence": lambda item, cast, at: with_evidence(item),
    "linkage": lambda item, cast, at: linkage_of(item, cast),
    "answer": lambda item, cast, at: linkages.answer_linkage(_linkage(item), by=cast.handler, account="好", at=at),
    "extend": lambda item, cast, at: extensions.ask_extension(
        item, by=item.owner, wanted_on=item.due_on + timedelta(days=7), reason="等", at=at
    ),
    "decide": lambda item, cast, at: extensions.decide_extension(
        ExtensionRequest.objects.undecided().filter(item=item)[0], by=cast.head, granted=True, at=at
    ),
    "suspend": lambda item, cast, at: suspensions.suspend(
        item, by=cast.head, until=at.date() + timedelta(days=9), reason="等", at=at
    ),
    "resume": lambda item, cast, at: suspensions.resume(item, by=cast.head, at=at),
    "request": lambda item, cast, at: strike_offs.request_strike_off(item, by=item.owner, account="好", at=at),
    "strike": lambda item, cast, at: strike_offs.strike_off(
        item, by=cast.head, seen=item.version, method="papers", at=at
    ),
    "return": lambda item, cast, at: strike_offs.return_for_more(
        item, by=cast.head, seen=item.version, reason="缺", at=at
    ),
    "reopen": lambda item, cast, at: reopenings.reopen(
        StrikeOff.objects.in_force().filter(item=item)[0], by=cast.officer, reason="没好", at=at
    ),
}


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_projection_equals_the_rows(cast: Cast, now: datetime, seed: int) -> None:
    """Sixty verbs in any order; those that do not fit are refused and change nothing."""
    chance, item, at, done = random.Random(seed), item_for(cast), now, 0
    for _ in range(60):
        name = chance.choice(list(VERBS))
        before = fresh(item)
        try:
            VERBS[name](before, cast, at)
        except (Refused, IndexError):
            assert written(fresh(item)) == written(before), name
            continue
        done += 1
        at += timedelta(minutes=1)
        after = fresh(item)
        assert written(after) == projection_of(after), name
        assert after.version == before.version + 1, name

    assert done >= 8
    assert differing() == []


def test_a_row_written_past_the_actions_is_noticed(cast: Cast, now: datetime) -> None:
    item = struck_off(cast).item
    Item.objects.filter(pk=item.pk).update(stage=Stage.IN_PROGRESS, struck_off_on=None)

    assert differing() == [fresh(item)]


@pytest.mark.parametrize(
    ("deeds", "stage"),
    [
        (Deeds(), Stage.OPENED),
        (Deeds(worked=True), Stage.OPENED),
        (Deeds(accepted=True), Stage.ACCEPTED),
        (Deeds(accepted=True, worked=True), Stage.IN_PROGRESS),
        (Deeds(accepted=True, handed_back=True), Stage.HANDED_BACK),
        (Deeds(accepted=True, worked=True, requested=True), Stage.STRIKE_OFF_REQUESTED),
        (Deeds(accepted=True, worked=True, struck_off=True), Stage.STRUCK_OFF),
    ],
)
def test_the_stage_is_the_farthest_thing_in_force(deeds: Deeds, stage: Stage) -> None:
    assert stage_of(deeds) == stage
