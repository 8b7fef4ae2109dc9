"""Crux problems for their pages: in numbers, with their problems, and which one a problem lies in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from sanxin.kernel.words import listed
from sanxin.people.models import Person
from sanxin.research.models import CruxKind, CruxMember, CruxProblem, CruxStage, Problem, ProblemVoice
from sanxin.research.queries.states import with_state

LIGHTS = {CruxStage.PROPOSED: "wait", CruxStage.ACCEPTED: "green", CruxStage.GONE: "off"}


def with_figures(rows: QuerySet[CruxProblem]) -> QuerySet[CruxProblem]:
    """Each with .problems, .messages, .heat and .last_at, summed over its problems."""
    return rows.annotate(
        problems=Count("member_rows"),
        messages=Sum("member_rows__problem__messages", default=0),
        heat=Sum("member_rows__problem__heat", default=0.0),
        last_at=Max("member_rows__problem__last_at"),
    )


def hottest(rows: QuerySet[CruxProblem]) -> QuerySet[CruxProblem]:
    return with_figures(rows).select_related("lock").order_by(F("heat").desc(), "number")


def people_of(crux_ids: list[UUID]) -> dict[UUID, int]:
    """Distinct people behind each crux; one query. Who spoke of two of its problems is one person."""
    rows = (
        ProblemVoice.objects.filter(problem__crux_row__crux__in=crux_ids)
        .order_by()
        .values("problem__crux_row__crux")
        .annotate(
            named=Count("voice__speaker_key", distinct=True, filter=~Q(voice__speaker_key="")),
            nameless=Count("pk", filter=Q(voice__speaker_key="", copy_of=None)),
        )
    )
    return {row["problem__crux_row__crux"]: row["named"] + row["nameless"] for row in rows}


@dataclass(frozen=True)
class CruxCounts:
    proposed: int
    accepted: int
    offered: int
    """Problems that wait to be taken into a confirmed crux."""

    @property
    def all(self) -> int:
        return self.proposed + self.accepted


def counts_for(person: Person) -> CruxCounts:
    rows = CruxProblem.objects.visible_to(person).on_desk().order_by().values("stage").annotate(n=Count("pk"))
    stages = {row["stage"]: row["n"] for row in rows}
    offered = Problem.objects.visible_to(person).filter(crux_offer__isnull=False).count()
    return CruxCounts(stages.get(CruxStage.PROPOSED, 0), stages.get(CruxStage.ACCEPTED, 0), offered)


def problems_of(crux: CruxProblem) -> QuerySet[Problem]:
    """Hottest first, each with .state."""
    rows = Problem.objects.filter(crux_row__crux=crux).select_related("crux_row__placed_by", "lock")
    return with_state(rows).order_by("-heat", "number")


def crux_of(problem: Problem) -> CruxProblem | None:
    row = CruxMember.objects.filter(problem=problem).select_related("crux").first()
    return row.crux if row else None


def why(crux: CruxProblem) -> str:
    """In one sentence, the engine's reasons in the reader's language."""
    terms = listed(f"“{term}”" for term in crux.terms[:4])
    places = listed(crux.places[:6])
    if crux.kind == CruxKind.ACROSS_PLACES and terms:
        if places:
            return _("同一件事在几处都有人说：都说到{terms}；涉及{places}。").format(terms=terms, places=places)
        return _("同一件事在几处都有人说：都说到{terms}。").format(terms=terms)
    if crux.kind == CruxKind.SAME_ROOT and terms:
        return _("说的事不同，原因指向同一个根子：{terms}。").format(terms=terms)
    return _("是人归到一起的。") if crux.kind == CruxKind.BY_HAND else _("说法相近。")
