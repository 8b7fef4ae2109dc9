"""Visits that a phone records and mends."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import visits
from sanxin.fieldwork.actions.lines import NewLine
from sanxin.fieldwork.actions.visits import Told
from sanxin.fieldwork.models import Visit
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person, Unit
from sanxin.service.models import Member
from sanxin.service.queries.offices import offices_hearing
from sanxin.service.queries.places import Places
from sanxin.sync.actions.contract import Context, NotYet, Question
from sanxin.sync.queries.standing import standing
from sanxin.sync.rules.operations import Operation, Values


def record(operation: Operation, context: Context) -> dict[str, Any]:
    """`{visit, place, place_text, member, household, on, kind, people, note, office, lines: [{id, text, …}]}`"""
    said = operation.values
    visit_id = said.born("visit")
    if Visit.objects.filter(pk=visit_id).exists():
        words = _("这次走访已经送到过了，和这次写的不一样的话，请在走访那一页更正。")
        raise Refused("sync.visit.known", words)
    visit = visits.record(
        told_of(said, context.by),
        [line_of(one) for one in said.several("lines")],
        office=_office(said, context.by),
        visit_id=visit_id,
        born_at=operation.born_at,
        by=context.by,
        at=context.at,
    )
    return summary(visit)


def correct(operation: Operation, context: Context) -> dict[str, Any]:
    """`{visit, reason, …}`: fields that are not named stay as they are. `base` is the version it was written over."""
    said = operation.values
    visit = visit_of(said, context.by)
    told = told_of(said, context.by, visit)
    try:
        visit = visits.correct(
            visit,
            told,
            reason=said.text("reason"),
            seen=operation.base if operation.base is not None else 1,
            branch=context.branch,
            correction_id=operation.id,
            by=context.by,
            at=context.at,
        )
    except Overtaken as refusal:
        raise Question(refusal.code, refusal.sentence, mine=dict(said.raw), theirs=standing(visit)) from None
    return summary(visit)


def visit_of(said: Values, by: Person) -> Visit:
    visit = Visit.objects.visible_to(by).filter(pk=said.id("visit")).first()
    if visit is None:
        raise NotYet("sync.visit.missing", _("它所属的走访还没有送到，先留在手机里。"))
    return visit


def told_of(said: Values, by: Person, now: Visit | None = None) -> Told:
    """What the operation says; what it does not, as it stands."""

    def given(name: str, read: Any, stands: Any) -> Any:
        return read(name) if now is None or name in said else stands

    place, place_text = _place(said, by) if now is None or "place" in said or "place_text" in said else (None, "")
    if now is not None and "place" not in said and "place_text" not in said:
        place, place_text = now.place, now.place_text
    return Told(
        on=given("on", said.day, now and now.on),
        place=place,
        place_text=place_text,
        member=_member(said, by) if now is None or "member" in said else now.member,
        household=given("household", said.text, now and now.household),
        kind=given("kind", said.text, now and now.kind),
        people=given("people", said.number, now and now.people),
        note=given("note", said.text, now and now.note),
    )


def line_of(said: Values) -> NewLine:
    return NewLine(
        id=said.born("id"),
        text=said.text("text"),
        is_difficulty=said.flag("difficulty"),
        owes_answer=said.flag("owed"),
    )


def summary(visit: Visit) -> dict[str, Any]:
    url = reverse("fieldwork:visit", args=[visit.pk])
    return {"visit": str(visit.pk), "version": visit.version, "url": url}


def _place(said: Values, by: Person) -> tuple[Unit | None, str]:
    """The village that is named, or meant by the words; words nobody knows stay words."""
    words = said.text("place_text").strip()
    if place_id := said.id_or_none("place"):
        found = Unit.objects.visible_to(by).places().filter(pk=place_id).first()
        if found is None:
            raise Refused("sync.place", _("没有找到这个村，请重新选，或用文字写去了哪里。"), field="place")
        return found, words
    known = Places(tuple(by.sight.counties)).find(words) if words else None
    return (known, "") if known else (None, words)


def _member(said: Values, by: Person) -> Member | None:
    member_id = said.id_or_none("member")
    if member_id is None:
        return None
    found = Member.objects.visible_to(by).filter(pk=member_id).first()
    if found is None:
        raise Refused("sync.member", _("这一位已经不归您联系，改成写“哪一家”再送。"), field="member")
    return found


def _office(said: Values, by: Person) -> Unit:
    """Whose desk it lies on: the one named, or the only one there is."""
    offices = offices_hearing(by)
    wanted = said.id_or_none("office")
    found = next((office for office in offices if wanted in {None, office.id}), None)
    if found is None:
        raise Refused("sync.office", _("没有可以交给的单位，请问管理员您的任职是否还在。"), field="office")
    return found
