"""What was asked before: topics and candidates like this question, and how they ended."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.ids import NIL
from sanxin.topics.models import Candidate, CandidateStage, Topic, TopicStage
from sanxin.topics.rules.similar import nearest

LOOKED_AT = 600
"""The latest topics and candidates of the office: decades of about fifteen a year."""
LIGHTS = {
    TopicStage.PLANNING: "wait",
    TopicStage.RUNNING: "green",
    TopicStage.FINISHED: "done",
    TopicStage.STOPPED: "off",
}


@dataclass(frozen=True)
class Earlier:
    """A row of ui/links.html."""

    key: str
    title: str
    url: str
    meta: str
    light_kind: str
    light_word: str


def similar_to(title: str, *, office_id: UUID, problems: Collection[UUID] = (), but: UUID = NIL) -> list[Earlier]:
    """Up to five, nearest first; a shared problem counts as near. Three queries."""
    topics = {str(one.id): one for one in Topic.objects.filter(office=office_id).order_by("-opened_at")[:LOOKED_AT]}
    rows = Candidate.objects.filter(office=office_id).exclude(stage=CandidateStage.CHOSEN).exclude(pk=but)
    candidates = {str(one.id): one for one in rows.exclude(stage=CandidateStage.WITHDRAWN)[:LOOKED_AT]}
    titles = [(key, one.question) for key, one in topics.items()] + [
        (key, one.title) for key, one in candidates.items()
    ]
    keys = [key for key, _score in nearest(title, titles)]
    keys += [key for key in _sharing(problems, office_id, but) if key not in keys]
    ends = _ends([topics[key] for key in keys if key in topics])
    return [
        _of_topic(topics[key], ends) if key in topics else _of_candidate(candidates[key])
        for key in keys
        if key in topics or key in candidates
    ][:5]


def _sharing(problems: Collection[UUID], office_id: UUID, but: UUID) -> list[str]:
    if not problems:
        return []
    topics = Topic.objects.filter(office=office_id, problem_rows__problem__in=problems)
    candidates = Candidate.objects.open().filter(office=office_id, problem_rows__problem__in=problems).exclude(pk=but)
    found = [*topics.values_list("pk", flat=True), *candidates.values_list("pk", flat=True)]
    return [str(pk) for pk in dict.fromkeys(found)]


def _ends(topics: Collection[Topic]) -> dict[UUID, str]:
    return dict(
        Topic.objects.filter(pk__in=[one.id for one in topics]).exclude(end=None).values_list("pk", "end__words")
    )


def _of_topic(topic: Topic, ends: dict[UUID, str]) -> Earlier:
    stage = TopicStage(topic.stage)
    url = reverse("topics:topic", args=[topic.pk])
    return Earlier(str(topic.id), str(topic), url, ends.get(topic.id, "")[:80], LIGHTS[stage], str(stage.label))


def _of_candidate(candidate: Candidate) -> Earlier:
    stage = CandidateStage(candidate.stage)
    kind = "wait" if stage == CandidateStage.OPEN else "off"
    url = reverse("topics:candidate", args=[candidate.pk])
    return Earlier(str(candidate.id), candidate.title, url, _("候选课题"), kind, str(stage.label))
