"""Voices as the classifier sees them: those people sorted, those nobody has, and what is known of the last learning."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from sanxin.research.models import KindAnswer, KindTraining
from sanxin.research.rules.kinds import learnable
from sanxin.service.models import Kind, Voice

MOST = 20_000
"""Voices learnt from, or looked at, in one go: the newest."""


@dataclass(frozen=True)
class Sorted:
    """(text, kind) of what people have sorted."""

    examples: list[tuple[str, str]]
    corrections: list[tuple[str, str]]
    counts: dict[str, int]


def sorted_counts(office_id: UUID) -> dict[str, int]:
    """Kind → voices people sorted under it."""
    rows = Voice.objects.filter(office=office_id).exclude(kind=Kind.UNSORTED).order_by()
    return dict(rows.values_list("kind").annotate(n=Count("pk")))


def sorted_voices(office_id: UUID) -> Sorted:
    """What stands on the voices today is the truth; kinds with too few are left out."""
    rows = Voice.objects.filter(office=office_id).exclude(kind=Kind.UNSORTED).order_by("-heard_at", "-id")
    found = list(rows.values_list("pk", "title", "text", "kind")[:MOST])
    wanted = learnable(Counter(kind for _pk, _title, _text, kind in found))
    answers = KindAnswer.objects.corrections().filter(voice__office=office_id)
    corrected = set(answers.values_list("voice_id", flat=True))
    examples: list[tuple[str, str]] = []
    corrections: list[tuple[str, str]] = []
    for pk, title, text, kind in reversed(found):
        if kind in wanted:
            (corrections if pk in corrected else examples).append((as_read(title, text), kind))
    return Sorted(examples, corrections, wanted)


def unsorted_voices(office_id: UUID, *, fresh: bool = False) -> list[tuple[UUID, str]]:
    """Voices without a kind, the newest first; only those without a proposal where `fresh`."""
    rows = Voice.objects.filter(office=office_id, kind=Kind.UNSORTED)
    if fresh:
        rows = rows.filter(kind_proposal=None)
    found = rows.order_by("-heard_at", "-id").values_list("pk", "title", "text")[:MOST]
    return [(pk, as_read(title, text)) for pk, title, text in found]


def last_training(office_id: UUID) -> KindTraining | None:
    return KindTraining.objects.filter(office=office_id).finished().order_by("-finished_at").first()


def as_read(title: str, text: str) -> str:
    """A title stands on the first line."""
    return f"{title}\n{text}" if title else text
