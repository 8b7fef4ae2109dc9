"""What the worker does: learn from the sorted, look at the unsorted. All is written in one transaction at the end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.research import events_kinds as events
from sanxin.research import kind_engine as engine
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.engine import Step
from sanxin.research.models import KindAnswer, KindProposal, KindTraining
from sanxin.research.queries.kinds import Sorted, last_training, sorted_voices, unsorted_voices
from sanxin.research.rules import kinds as rules

Guesses = Sequence[tuple[UUID, engine.Guess]]


def perform_learning(training: KindTraining, *, at: datetime, step: Step) -> KindTraining:
    """Learn, measure, keep, propose. Refused where too few are left by now."""
    settle_answers(training.office_id, at=at)
    voices = sorted_voices(training.office_id)
    rules.check_can_learn(voices.counts, running=False)
    content, measured = engine.learn(voices.examples, voices.corrections, lambda n, of: step("measure", n, of))
    training.measured, training.corrections, training.examples = measured, len(voices.corrections), voices.counts
    training.sha256 = engine.keep(training, content)
    guesses = _look(training, unsorted_voices(training.office_id), step)
    return _take(training, guesses, voices, at=at)


def perform_looking(office_id: UUID, *, at: datetime, step: Step) -> int:
    """Proposals for voices that have none; how many."""
    training = last_training(office_id)
    rules.check_can_look(trained=training is not None, running=False)
    assert training is not None
    guesses = _look(training, unsorted_voices(office_id, fresh=True), step)
    return _propose(training, guesses)


@action
def settle_answers(office_id: UUID, *, at: datetime) -> None:
    """Voices sorted on their own page answer the proposals they had."""
    hold_desk(office_id)
    rows = KindProposal.objects.overtaken().filter(voice__office=office_id).select_related("voice")
    KindAnswer.objects.bulk_create(
        KindAnswer(
            voice_id=row.voice_id,
            training_id=row.training_id,
            proposed=row.kind,
            kind=row.voice.kind,
            sure=row.sure,
            at=at,
        )
        for row in rows
    )
    rows.delete()


def _look(training: KindTraining, voices: Sequence[tuple[UUID, str]], step: Step) -> Guesses:
    model = engine.read(training)
    found = engine.guess(model, [text for _pk, text in voices], lambda n, of: step("look", n, of))
    return [(pk, one) for (pk, _text), one in zip(voices, found, strict=True)]


@action
def _take(training: KindTraining, guesses: Guesses, voices: Sorted, *, at: datetime) -> KindTraining:
    hold_desk(training.office_id)
    KindProposal.objects.waiting().filter(voice__office=training.office_id).delete()
    _write(training, guesses)
    earlier = KindTraining.objects.filter(office=training.office_id).aggregate(most=Max("number"))["most"]
    training.number, training.finished_at = (earlier or 0) + 1, at
    fields = ["number", "finished_at", "measured", "corrections", "examples", "sha256"]
    training.save(update_fields=fields)
    facts: dict[str, Any] = {
        "number": training.number,
        "voices": training.learnt_from,
        "accuracy": round(training.measured["accuracy"] * 100),
    }
    about = [("research.kind_training", training.id), ("people.unit", training.office_id)]
    record(events.LEARNT, county_id=training.county_id, by=None, at=at, about=about, facts=facts)
    return training


@action
def _propose(training: KindTraining, guesses: Guesses) -> int:
    hold_desk(training.office_id)
    return _write(training, guesses)


def _write(training: KindTraining, guesses: Guesses) -> int:
    """Somebody may have sorted a voice meanwhile; its proposal then waits for nobody."""
    rows = [
        KindProposal(
            voice_id=pk,
            training=training,
            kind=one.kind,
            runner_up=one.runner_up,
            confidence=one.confidence,
            sure=one.sure,
            words=one.words,
        )
        for pk, one in guesses
    ]
    KindProposal.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)
