"""The demo's topics: last year's selection closed, this year's open; six topics in all stages."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.project.demo.county import County
from sanxin.project.demo.research_matters import (
    CANDIDATES,
    DECLINED,
    LAST_YEAR,
    NOW,
    WITHDRAWN,
    Chosen,
    Question,
)
from sanxin.research.models import Problem, Proposal, ProposalStage
from sanxin.surveys.models import Questionnaire
from sanxin.topics.actions.candidates import propose, remark, withdraw
from sanxin.topics.actions.choices import choose, decline
from sanxin.topics.actions.links import ask_by, lead_to, sort_problems
from sanxin.topics.actions.milestones import add_milestone, finish_milestone
from sanxin.topics.actions.plans import Plan, finish, plan, start, stop
from sanxin.topics.actions.rounds import Weighing, close_round, open_round
from sanxin.topics.actions.scores import score
from sanxin.topics.actions.visits import plan_visit, settle_visit
from sanxin.topics.models import Candidate, FieldOfConcern, Manner, Round, Topic
from sanxin.topics.queries.fields import fields_of
from sanxin.topics.rules.rounds import ABOUT, USUAL

SCORERS = ("徐建平", "程晓岚", "何志明")
LAST, THIS = 400, 40
"""How many days ago each selection was opened."""
SHARED_VILLAGE = "竹坑村"


class Topics:
    def __init__(
        self, county: County, now: datetime, problems: Sequence[Problem], questionnaires: Sequence[Questionnaire]
    ) -> None:
        self.county, self.now, self.problems = county, now, problems
        self.questionnaires = questionnaires

    def work(self) -> None:
        last = self._open(self.now.year - 1, LAST)
        earlier = [self._choose(one, LAST - 10) for one in LAST_YEAR]
        self._turn_down(LAST - 12)
        with clock.frozen(self._ago(330)):
            last.refresh_from_db()
            close_round(last, by=self.head, seen=last.version, at=clock.now())
        self._open(self.now.year, THIS)
        topics = earlier + [self._choose(one, THIS - 8) for one in NOW]
        for one in CANDIDATES:
            self._propose(one, THIS - 5)
        for chosen, topic in zip((*LAST_YEAR, *NOW), topics, strict=True):
            self._work_on(topic, chosen)
        self._plan_visits(topics[3:])
        self._link(topics[3], topics[4])

    @property
    def head(self) -> Person:
        return self.county.people["徐建平"]

    @property
    def office(self) -> Unit:
        return self.county.department

    def _ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def _day(self, from_now: int) -> date:
        return (self.now + timedelta(days=from_now)).date()

    def _open(self, year: int, ago: int) -> Round:
        scorers = tuple(self.county.people[name] for name in SCORERS)
        with clock.frozen(self._ago(ago)):
            due = self._day(14 if ago == THIS else 30 - ago)
            weighing = Weighing(most=ABOUT, criteria=USUAL, scorers=scorers, scores_due_on=due)
            return open_round(self.office, year=year, weighing=weighing, by=self.head, at=clock.now())

    def _field(self, name: str) -> FieldOfConcern:
        return next(one for one in fields_of(self.office) if one.name == name)

    def _about(self, words: tuple[str, ...]) -> list[Problem]:
        return [one for one in self.problems if any(word in one.name for word in words)][:2]

    def _propose(self, one: Question, ago: float) -> Candidate:
        """Put forward, scored and talked about on the days after; the last to score has left one out."""
        with clock.frozen(self._ago(ago)):
            made = propose(
                self.office, title=one.title, reason=one.reason, field=self._field(one.field),
                problems=self._about(one.words), by=self.county.people[one.by], at=clock.now(),
            )  # fmt: skip
        for later, (name, points) in enumerate(zip(SCORERS, one.scores or (), strict=False), start=1):
            if (one, name) == (CANDIDATES[1], SCORERS[1]):
                continue
            assert made.round is not None
            given = {str(criterion.id): self._near(points, criterion.order) for criterion in made.round.criteria.all()}
            with clock.frozen(self._ago(ago - later / 4)):
                score(made, points=given, by=self.county.people[name], at=clock.now())
        if one.remark:
            with clock.frozen(self._ago(ago - 1)):
                remark(made, text=one.remark, by=self.head, at=clock.now())
        made.refresh_from_db()
        return made

    def _near(self, points: int, order: int) -> int:
        """Not the same for every criterion."""
        return max(1, min(5, points + (-1, 0, 1, 0)[order % 4]))

    def _choose(self, one: Chosen, ago: float) -> Topic:
        made = self._propose(one.question, ago)
        with clock.frozen(self._ago(ago - 3)):
            return choose(
                made, lead=self.county.people[one.lead], field=self._field(one.question.field),
                by=self.county.people["叶文清"], seen=made.version, at=clock.now(),
            )  # fmt: skip

    def _turn_down(self, ago: float) -> None:
        no, back = self._propose(DECLINED, ago), self._propose(WITHDRAWN, ago)
        with clock.frozen(self._ago(ago - 3)):
            reason, leader = "这是机关自己的事，不用调研，办公室去办。", self.county.people["叶文清"]
            decline(no, reason=reason, by=leader, seen=no.version, at=clock.now())
            withdraw(back, by=self.county.people[WITHDRAWN.by], seen=back.version, at=clock.now())

    def _work_on(self, topic: Topic, chosen: Chosen) -> None:
        if not chosen.places:
            return
        people = self.county.people
        first, last = chosen.days
        with clock.frozen(self._ago(-first)):
            at = clock.now()
            sheet = Plan(
                question=topic.question, kind=chosen.kind, methods=chosen.methods, audience=chosen.audience,
                starts_on=self._day(first), ends_on=self._day(last), expected=chosen.expected,
                team=tuple(people[name] for name in chosen.team),
                places=tuple((self.county.village(name), count) for name, count in chosen.places),
            )  # fmt: skip
            topic = plan(topic, plan=sheet, by=topic.lead, seen=self._seen(topic), at=at)
            self._add_steps(topic, chosen, at)
            start(topic, by=topic.lead, seen=self._seen(topic), at=at + timedelta(hours=2))
        self._finish_steps(topic, chosen)
        self._visit(topic, chosen)
        self._end(topic, chosen)

    def _seen(self, topic: Topic) -> int:
        return Topic.objects.values_list("version", flat=True).get(pk=topic.pk)

    def _add_steps(self, topic: Topic, chosen: Chosen, at: datetime) -> None:
        for title, owner, due, _note in chosen.steps:
            who, seen = self.county.people[owner], self._seen(topic)
            add_milestone(topic, title=title, owner=who, due_on=self._day(due), by=topic.lead, seen=seen, at=at)

    def _finish_steps(self, topic: Topic, chosen: Chosen) -> None:
        for title, _owner, due, note in chosen.steps:
            if note:
                milestone = topic.milestones.get(title=title)
                with clock.frozen(self._ago(1 - due)):
                    finish_milestone(milestone, note=note, by=milestone.owner, at=clock.now())

    def _visit(self, topic: Topic, chosen: Chosen) -> None:
        """Visits that were made; planned a few days before, nobody told."""
        for village, day, note in chosen.visits:
            if note:
                place = self.county.village(village)
                with clock.frozen(self._ago(4 - day)):
                    visit = plan_visit(
                        topic, place=place, on=self._day(day), manner=Manner.UNANNOUNCED, by=topic.lead, at=clock.now()
                    )
                with clock.frozen(self._ago(-day) + timedelta(hours=1)):
                    settle_visit(visit, made=True, by=topic.lead, at=clock.now(), note=note)

    def _end(self, topic: Topic, chosen: Chosen) -> None:
        if chosen.end:
            how, words = chosen.end
            with clock.frozen(self._ago(-chosen.days[1])):
                seen, at = self._seen(topic), clock.now()
                if how == "finish":
                    finish(topic, words=words, by=topic.lead, seen=seen, at=at)
                else:
                    stop(topic, words=words, by=self.head, seen=seen, at=at)

    def _plan_visits(self, topics: Sequence[Topic]) -> None:
        """Three topics mean to go to one village in the same month: the last was told so and goes anyway."""
        soon = self._day(4)
        on = soon if soon.month == self.now.month else self.now.date()
        place = self.county.village(SHARED_VILLAGE)
        for hours, topic in zip((50, 30, 3), topics, strict=True):
            fresh = Topic.objects.get(pk=topic.pk)
            with clock.frozen(self.now - timedelta(hours=hours)):
                manner = Manner.ANNOUNCED if hours == 30 else Manner.UNANNOUNCED
                plan_visit(fresh, place=place, on=on, manner=manner, by=fresh.lead, at=clock.now(), anyway=True)

    def _link(self, travel: Topic, party: Topic) -> None:
        """Each asks by a questionnaire; what was agreed came of the first; problems lie in their fields."""
        with clock.frozen(self.now - timedelta(hours=2)):
            at = clock.now()
            ask_by(travel, self.questionnaires[0], by=travel.lead, at=at)
            for proposal in Proposal.objects.filter(stage=ProposalStage.AGREED):
                lead_to(travel, proposal, by=travel.lead, at=at)
            about = self._about(("党员", "支部"))
            sort_problems(about, field=party.field, by=self.head, at=at)
