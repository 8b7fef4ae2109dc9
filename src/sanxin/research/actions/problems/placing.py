"""Voices chosen by a person, near copies included, and what follows when they come to a problem on the ledger."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from sanxin.people.models import Person
from sanxin.research.models import KeptApart, Problem, ProblemItem, ProblemVoice, Stage
from sanxin.research.rules import acts
from sanxin.service.actions.links import tie
from sanxin.service.models import Voice


def chosen_rows(problem: Problem, voice_ids: Collection[UUID]) -> list[ProblemVoice]:
    """The rows of the chosen voices, and of the near copies folded under them, which go along.

    Refused: none chosen, some no longer here, all of them chosen.
    """
    here = ProblemVoice.objects.filter(problem=problem)
    chosen = set(voice_ids)
    acts.check_all_there(len(chosen), here.filter(voice__in=chosen).count())
    rows = list(here.filter(Q(voice__in=chosen) | Q(copy_of__in=chosen)))
    acts.check_some_voices(len(rows), here.count())
    return rows


def place(rows: Iterable[ProblemVoice], problem: Problem, *, by: Person, at: datetime) -> None:
    """Put the voices there by a person's word: no run moves them any more, and what kept them apart is forgotten."""
    voices = [row.voice_id for row in rows]
    moving = ProblemVoice.objects.filter(voice__in=voices)
    moving.update(problem=problem, placed_by=by, placed_at=at)
    moving.exclude(copy_of=None).exclude(copy_of__in=voices).update(copy_of=None)
    welcome(voices, problem, by=by, at=at)


def welcome(voice_ids: Collection[UUID], problem: Problem, *, by: Person, at: datetime) -> None:
    """They belong here now: nobody keeps them apart, and who spoke will be told how the ledger items end."""
    KeptApart.objects.filter(problem=problem, voice__in=voice_ids).delete()
    if problem.stage != Stage.ON_LEDGER:
        return
    voices = list(Voice.objects.filter(pk__in=voice_ids))
    for row in ProblemItem.objects.filter(problem=problem).select_related("item"):
        if row.item.is_open:
            tie(voices, row.item, by=by, at=at)
