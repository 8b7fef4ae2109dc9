"""What was promised on a visit has been answered."""

from datetime import datetime

from sanxin.fieldwork import events
from sanxin.fieldwork.models import PromiseKept, VisitLine
from sanxin.fieldwork.permissions import visits as permissions
from sanxin.fieldwork.rules import promises as rules
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.people.models import Person


@action
def keep(line: VisitLine, *, words: str, by: Person, at: datetime) -> PromiseKept:
    """Note the answer given. Refused where none was promised, or it was given before."""
    permissions.check_may_answer(line, by)
    rules.check_words(words)
    line = locked(VisitLine.objects.filter(pk=line.pk)).get()
    rules.check_owed(promised=line.owes_answer, kept=PromiseKept.objects.filter(line=line).exists())
    kept = PromiseKept.objects.create(line=line, words=words.strip(), by=by, at=at)
    about = [("fieldwork.visit", line.visit_id), ("service.voice", line.voice_id)]
    record(events.PROMISE_KEPT, county_id=line.visit.county_id, by=by, at=at, about=about)
    return kept
