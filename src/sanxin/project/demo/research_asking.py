"""The demo asks widely: two questionnaires, one closed and one running, and two meetings with their minutes."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.project.demo.county import County
from sanxin.project.demo.research_answers import Raw, an_account, an_opinion
from sanxin.project.demo.research_minutes import MINUTES, Minutes
from sanxin.surveys.actions import answering, desk, editions, links, meetings, papers, questionnaires, who
from sanxin.surveys.models import Edition, Group, Link, Meeting, Questionnaire
from sanxin.surveys.ready_made import by_key
from sanxin.surveys.rules.meetings import Passage, paragraphs_of, sentences_of

ASKED = (
    ("竹坑村", 32, 30),
    ("双溪村", 24, 24),
    ("沙湾村", 20, 25),
    ("泉塘村", 16, 20),
    ("戴坞村", 16, 20),
    ("横路村", 12, 25),
)
"""Village, how many answered, how many were hoped for."""  # fmt: skip
ASKED_NOW = (("竹坑村", 11, 30), ("车溪村", 3, 25), ("上畈村", 0, 25))
ON_PAPER = 0.3
JUDGING = "zuofeng"
"""What is judged first colours the rest, so everybody is asked in another order."""


class Asking:
    def __init__(self, county: County, now: datetime, rng: random.Random) -> None:
        self.county, self.now, self.rng = county, now, rng
        self.questionnaires: list[Questionnaire] = []

    @property
    def clerk(self) -> Person:
        return self.county.people["程晓岚"]

    def ask(self) -> None:
        """How people get about, in the autumn, closed; how officers behave, since last week."""
        travel = self._publish("chuxing", self.now - timedelta(days=44))
        with clock.frozen(self.now - timedelta(days=43)):
            groups = {"c2": Group.YOUNG, "c4": Group.OLD}
            who.set_who(travel, question="age", groups=groups, seen=0, by=self.clerk, at=clock.now())
        asked = [
            self._link(travel, village, target, self.now - timedelta(days=42), 21) for village, _n, target in ASKED
        ]
        for link, (_village, count, _target) in zip(asked, ASKED, strict=True):
            self._answer(link, [an_account(self.rng, self.now.year - 1) for _ in range(count)], days=20)
        self._close(asked)
        manners = self._publish(JUDGING, self.now - timedelta(days=8))
        for village, count, target in ASKED_NOW:
            link = self._link(manners, village, target, self.now - timedelta(days=7), 21)
            self._answer(link, [an_opinion(self.rng) for _ in range(count)], days=6)

    def meet(self) -> None:
        """What was said there becomes voices that know their place in the minutes."""
        for noted in MINUTES:
            at = self.now - timedelta(days=noted.days_ago) + timedelta(hours=5)
            with clock.frozen(at):
                meeting = self._note(noted, at)
                self._take(meeting, noted, at + timedelta(minutes=20))

    def _publish(self, key: str, at: datetime) -> Edition:
        ready = by_key(key)
        assert ready is not None
        form = replace(ready.form(), shuffled=key == JUDGING)
        with clock.frozen(at):
            draft = questionnaires.create(form, office=self.county.department, by=self.clerk, at=at)
            self.questionnaires.append(draft)
            later = at + timedelta(hours=2)
            return editions.publish(draft, by=self.clerk, seen=draft.version, at=later)

    def _link(self, edition: Edition, village: str, target: int, at: datetime, days: int) -> Link:
        where = links.Where(place=self.county.village(village))
        until = at + timedelta(days=days)
        with clock.frozen(at):
            made = links.make(edition, where=where, opens_at=at, closes_at=until, target=target, by=self.clerk, at=at)
        return Link.objects.with_names().get(pk=made.pk)

    def _answer(self, link: Link, sheets: list[Raw], *, days: int) -> None:
        """Most by telephone; a third is filled in on paper and typed by an officer."""
        for sheet in sheets:
            at = link.opens_at + timedelta(minutes=self.rng.randint(30, days * 24 * 60))
            with clock.frozen(at):
                if self.rng.random() < ON_PAPER:
                    papers.type_in(link, sheet, by=self.county.people["余敏"], at=at)
                else:
                    answering.send(link, uuid4(), sheet, at=at)

    def _close(self, asked: list[Link]) -> None:
        """The words of all but the last village lie on the problem desk by now."""
        at = self.now - timedelta(days=20)
        with clock.frozen(at):
            for link in asked:
                links.close(link, by=self.clerk, at=at)
            for link in asked[:-1]:
                desk.deliver(link, by=self.clerk, at=at + timedelta(hours=1))

    def _note(self, noted: Minutes, at: datetime) -> Meeting:
        return meetings.note(
            meetings.Noted(
                topic=noted.topic,
                held_on=at.date(),
                kind=noted.kind,
                place=self.county.village(noted.village),
                place_text=noted.where,
                present=noted.present,
                groups=noted.groups,
                minutes=noted.words,
            ),
            office=self.county.department,
            by=self.county.people[noted.by],
            at=at,
        )

    def _take(self, meeting: Meeting, noted: Minutes, at: datetime) -> None:
        """The first sentence of each paragraph that is named."""
        paragraphs = paragraphs_of(noted.words)
        passages = [Passage(number, *sentences_of(paragraphs[number - 1])[0]) for number in noted.taken]
        meetings.take_voices(meeting, passages, seen=meeting.version, by=meeting.noted_by, at=at)
