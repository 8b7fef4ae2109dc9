"""Writing a proposal, putting it before a leader, taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.counters import draw
from sanxin.kernel.events import Subject, record, timeline
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person, Unit
from sanxin.research import events_proposals as events
from sanxin.research.models import (
    PlannedItem,
    Problem,
    Proposal,
    ProposalOption,
    ProposalProblem,
    ProposalStage,
    ProposalSubmission,
    ProposalWithdrawal,
    Stage,
)
from sanxin.research.models.proposal import ProposalStep
from sanxin.research.permissions import proposals as permissions
from sanxin.research.queries.figures import figures_of
from sanxin.research.queries.findable import entry_of
from sanxin.research.queries.proposals import frozen_figures, frozen_paper
from sanxin.research.rules import proposals as rules

SERIES = "research.proposal"


@dataclass(frozen=True)
class NewOption:
    """One way of doing it, as it is typed."""

    name: str
    cost: str = ""
    time: str = ""
    solves: int | None = None
    risk: str = ""
    who: str = ""
    recommended: bool = False
    pros: str = ""
    cons: str = ""


@dataclass(frozen=True)
class NewPlanned:
    """A ledger item to be opened on a yes."""

    title: str
    owner: Person
    working_days: int
    cooperating: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class NewStep:
    """A step on the way; on a yes a measure of the planned item it belongs to (1 is the first)."""

    what: str
    working_days: int
    item: int = 1


@dataclass(frozen=True)
class Paper:
    """All that is written on a proposal."""

    title: str
    text: str = ""
    why: str = ""
    measure: str = ""
    responsible: Unit | None = None
    time: str = ""
    cost: str = ""
    options: tuple[NewOption, ...] = ()
    planned: tuple[NewPlanned, ...] = ()
    steps: tuple[NewStep, ...] = ()


@action
def draft(problems: Sequence[Problem], *, office: Unit, paper: Paper, by: Person, at: datetime) -> Proposal:
    """Start a proposal under the next number. Refused for problems nobody has accepted, or of another office."""
    permissions.check_may_draft(office.id, by)
    rules.check_draft(paper.title, len(problems))
    for problem in problems:
        rules.check_problem(
            problem.code,
            ours=problem.office_id == office.id,
            on_desk=problem.stage != Stage.GONE,
            accepted=problem.stage in {Stage.ACCEPTED, Stage.ON_LEDGER},
        )
    _check_paper(paper)
    assert office.county_id is not None
    year = timezone.localdate(at).year
    proposal = Proposal.objects.create(
        county_id=office.county_id,
        office=office,
        year=year,
        number=draw(office.county_id, SERIES, year),
        drafted_by=by,
        drafted_at=at,
        **_own_fields(paper),
    )
    ProposalProblem.objects.bulk_create(
        ProposalProblem(proposal=proposal, problem=one) for one in dict.fromkeys(problems)
    )
    _write_rows(proposal, paper)
    search.put_many([entry_of(proposal)])
    note(events.DRAFTED, proposal, by=by, at=at)
    return proposal


@action
def revise(proposal: Proposal, *, paper: Paper, by: Person, seen: int, at: datetime) -> Proposal:
    """Write it anew, as long as no leader has it. What was returned stays readable on its submission."""
    permissions.check_may_write(proposal, by)
    proposal = claim(proposal, seen=seen)
    rules.check_writable(proposal.stage, proposal.is_writable)
    rules.check_draft(paper.title, ProposalProblem.objects.filter(proposal=proposal).count())
    _check_paper(paper)
    for name, value in _own_fields(paper).items():
        setattr(proposal, name, value)
    proposal.save(update_fields=["version", *_own_fields(paper)])
    proposal.steps.all().delete()
    proposal.options.all().delete()
    proposal.planned.all().delete()
    _write_rows(proposal, paper)
    search.put_many([entry_of(proposal)])
    note(events.REVISED, proposal, by=by, at=at)
    return proposal


@action
def submit(proposal: Proposal, *, to: Person, by: Person, seen: int, at: datetime) -> ProposalSubmission:
    """Put it before a leader, with figures and quotes frozen as they stand now.

    Refused: incomplete, already submitted or decided, to somebody who does not lead the office, about a problem that
    has left the desk.
    """
    permissions.check_may_write(proposal, by)
    proposal = claim(proposal, seen=seen)
    check_ready(proposal, to)
    return put_before(proposal, to=to, by=by, at=at)


def check_ready(proposal: Proposal, to: Person, *, reviewed: bool = False) -> None:
    """Complete, about problems that still lie on the desk, for a leader of the office. `reviewed`: on its round."""
    if not reviewed:
        rules.check_writable(proposal.stage, proposal.is_writable)
    permissions.check_leads(proposal.office_id, to)
    options, planned = list(proposal.options.all()), list(proposal.planned.all())
    rules.check_can_be_submitted(
        options=len(options),
        recommended=sum(option.recommended for option in options),
        planned=len(planned),
        responsible=proposal.responsible_id is not None,
    )
    problems = list(proposal.problems.all())
    for problem in problems:
        rules.check_problem(problem.code, ours=True, on_desk=problem.stage != Stage.GONE, accepted=True)
    rules.check_solves([option.solves for option in options], figures_of(problems).messages)


def put_before(proposal: Proposal, *, to: Person, by: Person, at: datetime) -> ProposalSubmission:
    """It lies before the leader, figures and quotes frozen. Part of a verb that holds the proposal."""
    figures = frozen_figures(list(proposal.problems.all()))
    submission = ProposalSubmission.objects.create(
        proposal=proposal,
        round=proposal.submissions.count() + 1,
        to=to,
        by=by,
        at=at,
        figures=figures,
        paper=frozen_paper(proposal, figures),
    )
    settle(proposal, ProposalStage.SUBMITTED)
    note(events.SUBMITTED, proposal, by=by, at=at, to=to.name)
    return submission


@action
def withdraw(proposal: Proposal, *, by: Person, seen: int, at: datetime) -> ProposalWithdrawal:
    """Take it back before the leader has decided."""
    permissions.check_may_write(proposal, by)
    proposal = claim(proposal, seen=seen)
    waiting = ProposalSubmission.objects.waiting().filter(proposal=proposal).first()
    if waiting is None:
        raise Refused("research.proposal.not_waiting", _("方案没有报上去，或者已经定了，不用收回。"))
    row = ProposalWithdrawal.objects.create(submission=waiting, by=by, at=at)
    settle(proposal, ProposalStage.DRAFT)
    note(events.WITHDRAWN, proposal, by=by, at=at)
    return row


def claim(proposal: Proposal, *, seen: int | None = None) -> Proposal:
    """The proposal as it is now, held until the transaction ends, its version counted up."""
    fresh = locked(Proposal.objects.filter(pk=proposal.pk)).get()
    if seen is not None and seen != fresh.version:
        raise Overtaken("research.proposal.overtaken", _what_changed(fresh))
    fresh.version += 1
    return fresh


def _what_changed(proposal: Proposal) -> str:
    last = next(iter(timeline(proposal.pk, limit=1)), None)
    if last is None:
        return _("方案刚被人改过，没有存您的改动。请看过新的再办。")
    words = _("{who}刚刚改过：{what}。没有存您的改动，请看过新的再办。")
    return words.format(who=last.who or _("系统"), what=last.text)


def settle(proposal: Proposal, stage: ProposalStage) -> None:
    proposal.stage = stage
    proposal.save(update_fields=["version", "stage"])


def _check_paper(paper: Paper) -> None:
    rules.check_options([option.name for option in paper.options], sum(one.recommended for one in paper.options))
    rules.check_planned([one.working_days for one in paper.planned])
    rules.check_steps(
        [(one.what, one.working_days, one.item) for one in paper.steps], [one.working_days for one in paper.planned]
    )


def _own_fields(paper: Paper) -> dict[str, object]:
    return {
        "title": paper.title.strip(),
        "text": paper.text.strip(),
        "why": paper.why.strip(),
        "measure": paper.measure.strip(),
        "responsible": paper.responsible,
        "time": paper.time.strip(),
        "cost": paper.cost.strip(),
    }


def _write_rows(proposal: Proposal, paper: Paper) -> None:
    ProposalOption.objects.bulk_create(
        ProposalOption(
            proposal=proposal,
            order=order,
            name=option.name.strip(),
            cost=option.cost.strip(),
            time=option.time.strip(),
            solves=option.solves,
            risk=option.risk.strip(),
            who=option.who.strip(),
            recommended=option.recommended,
            pros=option.pros.strip(),
            cons=option.cons.strip(),
        )
        for order, option in enumerate(paper.options, start=1)
    )
    for order, new in enumerate(paper.planned, start=1):
        row = PlannedItem.objects.create(
            proposal=proposal, order=order, title=new.title.strip(), owner=new.owner, working_days=new.working_days
        )
        row.cooperating.set(new.cooperating)
    ProposalStep.objects.bulk_create(
        ProposalStep(
            proposal=proposal, order=order, what=step.what.strip(), working_days=step.working_days, item_order=step.item
        )
        for order, step in enumerate(paper.steps, start=1)
    )


def subjects_of(proposal: Proposal) -> list[Subject]:
    """The proposal and the problems it answers: each tells it on its own timeline."""
    problems = proposal.problem_rows.values_list("problem_id", flat=True)
    return [("research.proposal", proposal.id), *(("research.problem", problem) for problem in problems)]


def note(name: str, proposal: Proposal, /, *, by: Person, at: datetime, **facts: object) -> None:
    record(
        name,
        county_id=proposal.county_id,
        by=by,
        at=at,
        about=subjects_of(proposal),
        facts={"code": proposal.code} | facts,
    )
