"""What was heard on a visit, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.fieldwork import events
from sanxin.fieldwork.actions import difficulties
from sanxin.fieldwork.models import Visit, VisitKind, VisitLine
from sanxin.fieldwork.permissions import visits as permissions
from sanxin.fieldwork.rules import visits as rules
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.service.actions.voices import hear
from sanxin.service.models import Voice


@dataclass(frozen=True)
class NewLine:
    """A sentence as it was written down; the id is that of the line and of the voice it becomes."""

    text: str
    is_difficulty: bool = False
    owes_answer: bool = False
    id: UUID = field(default_factory=new_id)


@action
def add(visit: Visit, new: NewLine, *, by: Person, at: datetime, heard_at: datetime | None = None) -> VisitLine:
    """Something else was said there. The same id again changes nothing and gives the first line back."""
    permissions.check_may_add(visit, by)
    if found := VisitLine.objects.filter(pk=new.id, visit=visit).first():
        return found
    count = visit.lines.count()
    rules.check_content(people=0, note="", lines=count + 1)
    line = write(visit, [new], first=count + 1, by=by, at=at, heard_at=heard_at or visit.born_at)[0]
    record(events.LINE_ADDED, county_id=visit.county_id, by=by, at=at, about=[("fieldwork.visit", visit.id)])
    return line


def write(
    visit: Visit, lines: Sequence[NewLine], *, first: int, by: Person, at: datetime, heard_at: datetime
) -> list[VisitLine]:
    """Inside the transaction of a verb: a voice and a line each, and an item for each difficulty that may be one."""
    written, may_open = [], permissions.may_open_items(visit.office_id, by)
    opened = {
        new.id: difficulties.item_of(new.text, visit, by=by, at=at) for new in lines if may_open and new.is_difficulty
    }
    for order, new in enumerate(lines, start=first):
        line = VisitLine.objects.create(
            id=new.id,
            visit=visit,
            voice=_heard(visit, new, by=by, at=at, heard_at=heard_at),
            order=order,
            is_difficulty=new.is_difficulty,
            owes_answer=new.owes_answer,
            by=by,
            noted_at=at,
        )
        if new.id in opened:
            difficulties.settle(line, opened[new.id], by=by, at=at)
        written.append(line)
    return written


def _heard(visit: Visit, new: NewLine, *, by: Person, at: datetime, heard_at: datetime) -> Voice:
    if VisitLine.objects.filter(pk=new.id).exists() or Voice.objects.filter(pk=new.id).exists():
        raise Refused("fieldwork.line.id_taken", _("这一句的编号已经被别的记录用了，请重新记一次。"))
    return hear(
        office=visit.office,
        text=new.text,
        source=VisitKind(visit.kind).source,
        place=visit.place or (visit.member.village if visit.member else None),
        place_text=visit.place_text,
        heard_at=heard_at,
        by=by,
        at=at,
        voice_id=new.id,
    )
