"""Problems and proposals among the results of a search: those of the offices one works in or leads."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from sanxin.kernel.search import Entry, Hit, register_kind
from sanxin.people.models import Person
from sanxin.research.actions.problems.counting import SEARCH_KIND, entry_of
from sanxin.research.models import CruxProblem, Problem, Proposal
from sanxin.research.queries import findable


def visible(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    rows = Problem.objects.visible_to(person).on_desk().filter(pk__in=ids).order_by()
    return {problem.id: _hit(problem) for problem in rows}


def _hit(problem: Problem) -> Hit:
    people = ngettext("{n} 人说", "{n} 人说", problem.people).format(n=problem.people)
    meta = " · ".join([str(problem.get_stage_display()), people])
    return Hit(title=str(problem), url=reverse("research:problem", args=[problem.pk]), meta=meta)


def offices(person: Person) -> Collection[UUID]:
    return person.sight.work_offices


def everything() -> Iterator[Entry]:
    rows = Problem.objects.on_desk().order_by("pk").iterator(chunk_size=2000)
    return (entry_of(problem) for problem in rows)


register_kind(SEARCH_KIND, label=pgettext_lazy("list", "问题"), visible=visible, offices=offices, everything=everything)


def visible_proposals(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    rows = Proposal.objects.visible_to(person).filter(pk__in=ids).order_by().select_related("drafted_by")
    return {proposal.id: _proposal_hit(proposal) for proposal in rows}


def _proposal_hit(proposal: Proposal) -> Hit:
    meta = " · ".join([str(proposal.get_stage_display()), str(proposal.drafted_by)])
    return Hit(title=str(proposal), url=reverse("research:proposal", args=[proposal.pk]), meta=meta)


def every_proposal() -> Iterator[Entry]:
    rows = Proposal.objects.order_by("pk").iterator(chunk_size=2000)
    return (findable.entry_of(proposal) for proposal in rows)


register_kind(
    findable.PROPOSALS,
    label=pgettext_lazy("list", "方案"),
    visible=visible_proposals,
    offices=offices,
    everything=every_proposal,
)


def visible_cruxes(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    rows = (
        CruxProblem.objects.visible_to(person).on_desk().filter(pk__in=ids).order_by().annotate(n=Count("member_rows"))
    )
    return {crux.id: _crux_hit(crux, crux.n) for crux in rows}  # type: ignore[attr-defined]


def _crux_hit(crux: CruxProblem, problems: int) -> Hit:
    meta = " · ".join(
        [str(crux.get_stage_display()), ngettext("{n} 个问题", "{n} 个问题", problems).format(n=problems)]
    )
    return Hit(title=str(crux), url=reverse("research:crux", args=[crux.pk]), meta=meta)


def every_crux() -> Iterator[Entry]:
    rows = CruxProblem.objects.on_desk().order_by("pk").iterator(chunk_size=2000)
    return (findable.crux_entry_of(crux) for crux in rows)


register_kind(findable.CRUXES, label=_("症结"), visible=visible_cruxes, offices=offices, everything=every_crux)
