"""Kinds of questions and their working days: a section head writes them, every edition is kept."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person, Unit
from sanxin.service import events
from sanxin.service.models import QuestionTerm
from sanxin.service.permissions import questions as permissions
from sanxin.service.queries.offices import county_of
from sanxin.service.queries.question_kinds import Kinds, QuestionKind
from sanxin.service.rules import question_kinds as rules


@action
def add_kind(office: Unit, *, name: str, days: int, by: Person, at: datetime) -> QuestionTerm:
    """A kind of the office's own. Refused: by anybody but a head, without a name or days, twice."""
    permissions.check_may_keep_kinds(office.id, by)
    locked(Unit.objects.filter(pk=office.pk)).get()
    kinds = Kinds([office.id])
    rules.check_kind(name, days, taken=frozenset(kind.name for kind in kinds.all(office.id)))
    return _write(office, str(new_id()), number=1, name=name, days=days, in_use=True, by=by, at=at)


@action
def set_kind(
    office: Unit, key: str, *, name: str, days: int, in_use: bool, seen: int, by: Person, at: datetime
) -> QuestionTerm:
    """Write a kind anew; what was put under it keeps its day. `seen`: the edition somebody read.

    Refused as adding one, and: stopping the last kind in use, or the days for telling. Overtaken where somebody wrote
    a newer edition.
    """
    permissions.check_may_keep_kinds(office.id, by)
    locked(Unit.objects.filter(pk=office.pk)).get()
    kinds = Kinds([office.id])
    now = kinds.get(office.id, key)
    _check_not_overtaken(now, seen)
    others = [kind for kind in kinds.all(office.id) if kind.key != key]
    rules.check_kind(name, days, taken=frozenset(kind.name for kind in others))
    if not in_use:
        rules.check_can_stop(key, others_in_use=sum(kind.in_use for kind in others))
    kept = "" if key in rules.FIRST and name.strip() == now.name and not _renamed(office, key) else name
    return _write(office, key, number=now.number + 1, name=kept, days=days, in_use=in_use, by=by, at=at)


def _renamed(office: Unit, key: str) -> bool:
    """Whether the office calls a kind that came with the product by a name of its own."""
    newest = QuestionTerm.objects.filter(office=office, key=key).order_by("-number").first()
    return newest is not None and newest.name != ""


def _check_not_overtaken(now: QuestionKind, seen: int) -> None:
    if seen != now.number:
        words = _("{who}刚改过“{kind}”：现在是 {days} 个工作日。您写的还没有存，看过再改。")
        raise Overtaken("service.kind.overtaken", words.format(who=now.by, kind=now.name, days=now.days))


def _write(
    office: Unit, key: str, *, number: int, name: str, days: int, in_use: bool, by: Person, at: datetime
) -> QuestionTerm:
    row = QuestionTerm.objects.create(
        office=office, key=key, number=number, name=name.strip(), days=days, in_use=in_use, by=by, at=at
    )
    facts = {"kind": row.name or key, "days": days}
    name_of = events.KIND_SET if in_use else events.KIND_STOPPED
    about = [("people.unit", office.id), ("service.question_term", row.id)]
    record(name_of, county_id=county_of(office), by=by, at=at, about=about, facts=facts)
    return row
