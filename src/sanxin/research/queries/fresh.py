"""What runs have proposed of late and nobody has answered: one page instead of a search through the desk."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from sanxin.people.models import Person
from sanxin.research.models import Advice, AdviceKind, CruxProblem, CruxStage, Offer, Problem, Stage

SHOWN = 50


@dataclass(frozen=True)
class Offered:
    problem: Problem
    voices: int


@dataclass(frozen=True)
class Counselled:
    """A merge or a split the last run advises."""

    advice: Advice
    shared: list[str]
    """Key words both have, or those of the part."""
    voices: int


@dataclass(frozen=True)
class Fresh:
    problems: list[Problem]
    problems_count: int
    offers: list[Offered]
    merges: list[Counselled]
    splits: list[Counselled]
    refused: list[Advice]
    cruxes: list[CruxProblem]
    """Proposed ones nobody has confirmed, each with .problems."""
    crux_offers: list[CruxProblem]
    """Confirmed ones that were offered problems, each with .offered."""

    @property
    def count(self) -> int:
        advised = len(self.merges) + len(self.splits)
        return self.problems_count + len(self.offers) + advised + len(self.cruxes) + len(self.crux_offers)


def fresh_for(person: Person, since: datetime | None) -> Fresh:
    """Nine queries, however much waits."""
    mine = Problem.objects.filter(office__in=person.sight.desk_offices)
    proposed = mine.filter(stage=Stage.PROPOSED).exclude(run=None)
    if since:
        proposed = proposed.filter(born_at__gte=since)
    advice = Advice.objects.visible_to(person).select_related("problem", "other")
    waiting = advice.waiting().annotate(parts=Count("voice_rows")).order_by("-problem__heat", "id")
    counselled = [_counselled(row) for row in _since(waiting, since)[: 2 * SHOWN]]
    return Fresh(
        problems=list(proposed.order_by("-heat", "number")[:SHOWN]),
        problems_count=proposed.count(),
        offers=_offers(mine, since),
        merges=[one for one in counselled if one.advice.kind == AdviceKind.MERGE],
        splits=[one for one in counselled if one.advice.kind == AdviceKind.SPLIT],
        cruxes=_cruxes(person, since),
        crux_offers=_crux_offers(person, since),
        refused=list(advice.filter(refusal__isnull=False).select_related("refusal__by").order_by("-refusal__at")[:20]),
    )


def advised(person: Person) -> int:
    """Merges and splits that wait for an answer."""
    return Advice.objects.visible_to(person).waiting().count()


def days_back(days: int, now: datetime) -> datetime:
    """The morning so many days ago."""
    day = timezone.localdate(now) - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.min))


def _since(rows: QuerySet[Advice], since: datetime | None) -> QuerySet[Advice]:
    return rows.filter(at__gte=since) if since else rows


def _offers(mine: QuerySet[Problem], since: datetime | None) -> list[Offered]:
    rows = Offer.objects.filter(problem__in=mine).values("problem").annotate(n=Count("pk"), at=Max("at"))
    if since:
        rows = rows.filter(at__gte=since)
    counts: dict[UUID, int] = {row["problem"]: row["n"] for row in rows}
    found = Problem.objects.filter(pk__in=counts).order_by("-heat", "number")[:SHOWN]
    return [Offered(problem, counts[problem.pk]) for problem in found]


def _cruxes(person: Person, since: datetime | None) -> list[CruxProblem]:
    rows = CruxProblem.objects.filter(office__in=person.sight.desk_offices, stage=CruxStage.PROPOSED)
    if since:
        rows = rows.filter(born_at__gte=since)
    return list(rows.annotate(problems=Count("member_rows")).order_by("-problems", "number")[:SHOWN])


def _crux_offers(person: Person, since: datetime | None) -> list[CruxProblem]:
    rows = CruxProblem.objects.filter(office__in=person.sight.desk_offices).exclude(offers=None)
    if since:
        rows = rows.filter(offers__at__gte=since)
    return list(rows.annotate(offered=Count("offers")).order_by("number")[:SHOWN])


def _counselled(row: Advice) -> Counselled:
    if row.other is None:
        return Counselled(row, list(row.terms), row.parts)  # type: ignore[attr-defined]
    mine, other = words_of(row.problem), words_of(row.other)
    return Counselled(row, [word for word in mine if word in set(other)][:6], row.other.messages)


def words_of(problem: Problem) -> list[str]:
    """What its voices share: key words first, then the other words told as reasons."""
    return list(dict.fromkeys([*problem.keywords, *(term for term, _count in problem.reasons)]))
