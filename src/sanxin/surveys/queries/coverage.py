"""Who has not been heard: villages, groups of people, kinds of matters, counted back some months.

A constant number of database queries, however many villages a county has.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils import timezone

from sanxin.people.models import Level, Person, Unit
from sanxin.service.models import Kind, Source, Voice
from sanxin.surveys.models import Group, Meeting, Response, WhoQuestion
from sanxin.surveys.queries.plan import groups_in
from sanxin.surveys.rules.smallness import LEAST

MONTHS = (3, 6, 12)
DAYS_A_MONTH = 30.44
TOWARDS_VISIT = (Source.VISIT,)
FROM_ELSEWHERE = (Source.QUESTIONNAIRE, Source.MEETING)
"""Counted by their own rows: responses and meetings."""


@dataclass(frozen=True)
class Heard:
    """The last time by one way, and how often in the time looked at."""

    last: date | None = None
    count: int = 0

    def with_other(self, other: "Heard") -> "Heard":
        days = [day for day in (self.last, other.last) if day]
        return Heard(max(days, default=None), self.count + other.count)


NEVER = Heard()


@dataclass(frozen=True)
class Village:
    """One village and how it was last heard."""

    unit: Unit
    visits: Heard
    voices: Heard
    """By telephone, letter, public page."""
    answers: Heard
    meetings: Heard

    @property
    def last(self) -> date | None:
        return max((one.last for one in self._ways if one.last), default=None)

    @property
    def count(self) -> int:
        return sum(one.count for one in self._ways)

    @property
    def _ways(self) -> tuple[Heard, ...]:
        return (self.visits, self.voices, self.answers, self.meetings)


@dataclass(frozen=True)
class GroupHeard:
    """Numbers are told in steps of five: set against one questionnaire's they give no small group away."""

    group: Group
    heard: Heard

    @property
    def at_least(self) -> int:
        return self.heard.count // LEAST * LEAST


@dataclass(frozen=True)
class KindHeard:
    kind: str
    heard: Heard


@dataclass(frozen=True)
class Coverage:
    since: date
    villages: list[Village]
    groups: list[GroupHeard] = field(default_factory=list)
    kinds: list[KindHeard] = field(default_factory=list)

    @property
    def unheard(self) -> list[Village]:
        """Longest unheard first; those never heard before all."""
        silent = [one for one in self.villages if not one.count]
        return sorted(silent, key=lambda one: (one.last or date.min, one.unit.path))


def coverage_of(person: Person, *, months: int, today: date, town: str = "") -> Coverage:
    """As far as this person's offices know. `town`: only villages of the township with that code."""
    since = today - timedelta(days=round(months * DAYS_A_MONTH))
    offices = person.sight.work_offices
    villages = Unit.objects.in_use().filter(county__in=person.sight.counties, level=Level.VILLAGE)
    if town:
        villages = villages.filter(path__contains=f"/{town}/")
    visits = _voices(offices, since, Q(source__in=TOWARDS_VISIT))
    others = _voices(offices, since, ~Q(source__in=(*TOWARDS_VISIT, *FROM_ELSEWHERE)))
    answers, meetings = _answers(offices, since), _meetings(offices, since)
    lines = [
        Village(unit, *(ways.get(unit.id, NEVER) for ways in (visits, others, answers, meetings)))
        for unit in villages.select_related("parent")
    ]
    return Coverage(since, lines, _groups(offices, since), _kinds(offices, since))


def _voices(offices: Iterable[UUID], since: date, which: Q) -> dict[object, Heard]:
    rows = Voice.objects.filter(which, office__in=offices, place__isnull=False).order_by().values_list("place")
    found = rows.annotate(last=Max("heard_at"), n=Count("id", filter=Q(heard_at__gte=_midnight(since))))
    return {place: Heard(timezone.localdate(last), count) for place, last, count in found}


def _answers(offices: Iterable[UUID], since: date) -> dict[object, Heard]:
    """By the village of the link, or of the meeting it was made for."""
    found: dict[object, Heard] = {}
    for way, other in (("link__place", Q()), ("link__meeting__place", Q(link__place=None))):
        rows = Response.objects.filter(other, link__office__in=offices, **{f"{way}__isnull": False}).order_by()
        for place, last, count in rows.values_list(way).annotate(
            last=Max("day"), n=Count("id", filter=Q(day__gte=since))
        ):
            found[place] = found.get(place, NEVER).with_other(Heard(last, count))
    return found


def _meetings(offices: Iterable[UUID], since: date) -> dict[object, Heard]:
    rows = Meeting.objects.filter(office__in=offices, place__isnull=False).order_by().values_list("place")
    found = rows.annotate(last=Max("held_on"), n=Count("id", filter=Q(held_on__gte=since)))
    return {place: Heard(last, count) for place, last, count in found}


def _groups(offices: Iterable[UUID], since: date) -> list[GroupHeard]:
    """From who came to meetings and from the question about who one is; as far as somebody asked."""
    found = dict.fromkeys(Group.values, NEVER)
    for day, groups in Meeting.objects.filter(office__in=offices).order_by().values_list("held_on", "groups"):
        for name, count in groups.items():
            if name in found and count:
                found[name] = found[name].with_other(Heard(day, count if day >= since else 0))
    for name, heard in _answering_groups(offices, since):
        found[name] = found[name].with_other(heard)
    return [GroupHeard(Group(name), heard) for name, heard in found.items()]


def _answering_groups(offices: Iterable[UUID], since: date) -> Iterable[tuple[str, Heard]]:
    asking = {who.edition_id: who for who in WhoQuestion.objects.filter(edition__questionnaire__office__in=offices)}
    rows = Response.objects.filter(link__edition__in=asking).order_by()
    for edition, day, answers in rows.values_list("link__edition", "day", "answers").iterator(chunk_size=2000):
        for name in groups_in(asking[edition], answers):
            yield name, Heard(day, int(day >= since))


def _kinds(offices: Iterable[UUID], since: date) -> list[KindHeard]:
    rows = Voice.objects.filter(office__in=offices).order_by().values_list("kind")
    found = rows.annotate(last=Max("heard_at"), n=Count("id", filter=Q(heard_at__gte=_midnight(since))))
    heard = {kind: Heard(timezone.localdate(last), count) for kind, last, count in found}
    return [KindHeard(str(Kind(kind).label), heard.get(kind, NEVER)) for kind in Kind.values if kind != Kind.UNSORTED]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
