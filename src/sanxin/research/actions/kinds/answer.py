from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person
from sanxin.research import events_kinds as events
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.actions.problems.counting import recount
from sanxin.research.models import KindAnswer, KindProposal, Problem
from sanxin.research.permissions import problems as permissions
from sanxin.research.rules import kinds as rules
from sanxin.service.models import Kind, Voice

KINDS = frozenset(Kind.values) - {Kind.UNSORTED.value}


@dataclass(frozen=True)
class Answered:
    sorted: int
    """Voices that have a kind now."""
    faster: int
    """Voices somebody else had sorted meanwhile; left as they stand."""


@action
def answer_kinds(voice_ids: Sequence[UUID], *, by: Person, at: datetime, kind: str = "") -> Answered:
    """Sort voices the machine had proposals for: as proposed, or all under `kind`. The answer is kept for learning.

    Refused: not the desk of the office, nothing chosen, too many at once; overtaken, where all were sorted meanwhile.
    """
    rules.check_answered(len(voice_ids), kind=kind, kinds=KINDS)
    rows = KindProposal.objects.filter(voice__in=voice_ids)
    offices = set(Voice.objects.filter(pk__in=voice_ids).order_by().values_list("office_id", flat=True))
    for office_id in sorted(offices):
        permissions.check_may_work(by, office_id)
        hold_desk(office_id)
    voices = locked(Voice.objects.filter(pk__in=voice_ids, kind=Kind.UNSORTED).order_by("pk"))
    proposals = rows.select_related("voice").filter(voice__in=[voice.pk for voice in voices])
    found = list(proposals.order_by("voice_id"))
    if not found:
        raise Overtaken("research.kinds.overtaken", _("这些声音刚刚有人归过了，没有改动任何东西。"))
    _write(found, kind, by=by, at=at)
    return Answered(len(found), len(voice_ids) - len(found))


def _write(rows: Sequence[KindProposal], kind: str, *, by: Person, at: datetime) -> None:
    for row in rows:
        row.voice.kind = kind or row.kind
    Voice.objects.bulk_update([row.voice for row in rows], ["kind"], batch_size=500)
    KindAnswer.objects.bulk_create(
        KindAnswer(
            voice_id=row.voice_id,
            training_id=row.training_id,
            proposed=row.kind,
            kind=row.voice.kind,
            sure=row.sure,
            by=by,
            at=at,
        )
        for row in rows
    )
    KindProposal.objects.filter(pk__in=[row.pk for row in rows]).delete()
    recount(Problem.objects.on_desk().filter(voice_rows__voice__in=[row.pk for row in rows]).distinct(), at=at)
    _record(rows, by=by, at=at)


def _record(rows: Iterable[KindProposal], *, by: Person, at: datetime) -> None:
    """One event a kind, about its voices: the timeline of each says what it was sorted under."""
    voices = [row.voice for row in rows]
    for kind, count in sorted(Counter(voice.kind for voice in voices).items()):
        about = [("service.voice", voice.id) for voice in voices if voice.kind == kind]
        facts = {"kind": kind, "voices": count}
        record(events.ANSWERED, county_id=voices[0].county_id, by=by, at=at, about=about, facts=facts)
