"""What waits on 今日: scores to give, candidates to decide, topics to plan, milestones that fall due."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.days import calendar_of
from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person
from sanxin.topics.models import Candidate, Milestone, Round, ScoreSheet, Topic, TopicStage
from sanxin.topics.queries.rounds import fully_scored

SECTION = "topics"
DECIDE = "decide"
SOON = 3
"""Working days before which a milestone is not mentioned."""


def waiting_for(person: Person, today: date) -> list[Waiting]:
    if not person.sight.work_offices:
        return []
    return [
        *_to_score(person, today),
        *_to_decide(person),
        *_to_plan(person),
        *_milestones(person, today),
    ]


def _to_score(person: Person, today: date) -> list[Waiting]:
    rounds = Round.objects.open().visible_to(person).filter(scorer_rows__person=person)
    return [row for one in rounds if (row := _score(one, person, today))]


def _score(round_: Round, person: Person, today: date) -> Waiting | None:
    given = ScoreSheet.objects.filter(candidate=OuterRef("pk"), by=person)
    left = Candidate.objects.open().filter(~Exists(given), round=round_).count()
    if not left:
        return None
    due = round_.scores_due_on
    url = f"{reverse('topics:candidates')}?to_score=1"
    return Waiting(
        section=SECTION,
        light_kind="red" if due and due < today else "wait",
        light_word=_("超期 {n} 日").format(n=(today - due).days) if due and due < today else _("等我"),
        title=_("{year} 年选题，还有 {n} 个候选等您打分").format(year=round_.year, n=left),
        url=url,
        action_label=_("去打分"),
        action_url=url,
        due_on=due,
        rank=20,
    )


def _to_decide(person: Person) -> list[Waiting]:
    rounds = Round.objects.open().filter(office__in=person.sight.led_offices)
    return [_decide(one, len(ready)) for one in rounds if (ready := fully_scored(one))]


def _decide(round_: Round, ready: int) -> Waiting:
    url = reverse("topics:round", args=[round_.pk])
    return Waiting(
        section=DECIDE,
        light_kind="wait",
        light_word=_("等我"),
        title=_("{year} 年选题，{n} 个候选打完分，等您定").format(year=round_.year, n=ready),
        url=url,
        action_label=_("去定"),
        action_url=url,
        rank=10,
    )


def _to_plan(person: Person) -> list[Waiting]:
    topics = Topic.objects.visible_to(person).filter(lead=person, stage=TopicStage.PLANNING)
    return [
        Waiting(
            section=SECTION,
            light_kind="wait",
            light_word=_("待安排"),
            title=topic.question,
            url=reverse("topics:topic", args=[topic.pk]),
            action_label=_("去安排"),
            action_url=reverse("topics:plan", args=[topic.pk]),
            meta=topic.code_in_words,
            rank=40,
        )
        for topic in topics
    ]


def _milestones(person: Person, today: date) -> list[Waiting]:
    near = calendar_of(person.county_id).add(today, SOON)
    rows = Milestone.objects.open().filter(
        owner=person, due_on__lte=near, topic__stage=TopicStage.RUNNING, topic__office__in=person.sight.work_offices
    )
    return [_milestone(row, today) for row in rows.select_related("topic")]


def _milestone(row: Milestone, today: date) -> Waiting:
    late = (today - row.due_on) // timedelta(days=1)
    left = calendar_of(row.topic.county_id).between(today, row.due_on) if late <= 0 else 0
    return Waiting(
        section=SECTION,
        light_kind="red" if late > 0 else "amber",
        light_word=_("超期 {n} 日").format(n=late) if late > 0 else _("剩 {n} 日").format(n=left),
        title=row.title,
        url=reverse("topics:topic", args=[row.topic_id]),
        action_label=_("填结果"),
        action_url=reverse("topics:finish_milestone", args=[row.pk]),
        meta=f"{row.topic.code_in_words} {row.topic.question}",
        due_on=row.due_on,
        rank=30,
    )
