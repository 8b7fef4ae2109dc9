"""What a topic looks into, and what it led to: problems and proposals; and the field of a problem."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.research.models import Problem, Proposal, Stage
from sanxin.surveys.models import Questionnaire
from sanxin.topics import events
from sanxin.topics.actions.claims import claim_topic
from sanxin.topics.actions.fields import settle_first_fields
from sanxin.topics.actions.subjects import note_topic
from sanxin.topics.models import (
    FieldOfConcern,
    ProblemField,
    Topic,
    TopicProblem,
    TopicProposal,
    TopicQuestionnaire,
)
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.rules.candidates import check_problem


@action
def cover(topic: Topic, problem: Problem, *, by: Person, at: datetime) -> TopicProblem:
    """The topic looks into this problem too."""
    permissions.check_may_work(topic, by)
    topic = claim_topic(topic)
    check_problem(problem.code, ours=problem.office_id == topic.office_id, on_desk=problem.stage != Stage.GONE)
    if TopicProblem.objects.filter(topic=topic, problem=problem).exists():
        raise Refused("topics.link.twice", _("已经在里面了。"), field="problem")
    row = TopicProblem.objects.create(topic=topic, problem=problem)
    topic.save(update_fields=["version"])
    also = [("research.problem", problem.id)]
    note_topic(events.COVERS, topic, by=by, at=at, also=also, problem=problem.code)
    return row


@action
def uncover(topic: Topic, problem: Problem, *, by: Person, at: datetime) -> None:
    permissions.check_may_work(topic, by)
    topic = claim_topic(topic)
    gone, _rows = TopicProblem.objects.filter(topic=topic, problem=problem).delete()
    if not gone:
        raise Refused("topics.link.missing", _("它已经不在里面了。"))
    topic.save(update_fields=["version"])
    also = [("research.problem", problem.id)]
    note_topic(events.COVERS_NOT, topic, by=by, at=at, also=also, problem=problem.code)


@action
def lead_to(topic: Topic, proposal: Proposal, *, by: Person, at: datetime) -> TopicProposal:
    """The proposal came out of the topic."""
    permissions.check_may_work(topic, by)
    topic = claim_topic(topic)
    if proposal.office_id != topic.office_id:
        words = _("{code} 是别的单位的方案。").format(code=proposal.code)
        raise Refused("topics.link.other_office", words, field="proposal")
    if TopicProposal.objects.filter(topic=topic, proposal=proposal).exists():
        raise Refused("topics.link.twice", _("已经在里面了。"), field="proposal")
    row = TopicProposal.objects.create(topic=topic, proposal=proposal)
    topic.save(update_fields=["version"])
    also = [("research.proposal", proposal.id)]
    note_topic(events.LED_TO, topic, by=by, at=at, also=also, proposal=proposal.code)
    return row


@action
def lead_not_to(topic: Topic, proposal: Proposal, *, by: Person, at: datetime) -> None:
    permissions.check_may_work(topic, by)
    topic = claim_topic(topic)
    gone, _rows = TopicProposal.objects.filter(topic=topic, proposal=proposal).delete()
    if not gone:
        raise Refused("topics.link.missing", _("它已经不在里面了。"))
    topic.save(update_fields=["version"])
    also = [("research.proposal", proposal.id)]
    note_topic(events.LED_TO_NOT, topic, by=by, at=at, also=also, proposal=proposal.code)


@action
def ask_by(topic: Topic, questionnaire: Questionnaire, *, by: Person, at: datetime) -> TopicQuestionnaire:
    """The topic asks with this questionnaire."""
    permissions.check_may_work(topic, by)
    topic = claim_topic(topic)
    if questionnaire.office_id != topic.office_id:
        raise Refused("topics.link.other_office", _("这份问卷是别的单位的。"), field="questionnaire")
    if TopicQuestionnaire.objects.filter(topic=topic, questionnaire=questionnaire).exists():
        raise Refused("topics.link.twice", _("已经在里面了。"), field="questionnaire")
    row = TopicQuestionnaire.objects.create(topic=topic, questionnaire=questionnaire)
    topic.save(update_fields=["version"])
    also = [("surveys.questionnaire", questionnaire.id)]
    note_topic(events.ASKS_BY, topic, by=by, at=at, also=also, title=questionnaire.title)
    return row


@action
def ask_not_by(topic: Topic, questionnaire: Questionnaire, *, by: Person, at: datetime) -> None:
    permissions.check_may_work(topic, by)
    topic = claim_topic(topic)
    gone, _rows = TopicQuestionnaire.objects.filter(topic=topic, questionnaire=questionnaire).delete()
    if not gone:
        raise Refused("topics.link.missing", _("它已经不在里面了。"))
    topic.save(update_fields=["version"])
    also = [("surveys.questionnaire", questionnaire.id)]
    note_topic(events.ASKS_NOT_BY, topic, by=by, at=at, also=also, title=questionnaire.title)


@action
def sort_problems(problems: Sequence[Problem], *, field: FieldOfConcern, by: Person, at: datetime) -> int:
    """Say which field these problems belong to. Refused: by others than the desk, for a field of another office."""
    for problem in problems:
        if problem.office_id not in by.sight.desk_offices:
            permissions.check_may_keep(problem.office_id, by)
        if field.office_id != problem.office_id:
            raise Refused("topics.field.other_office", _("这个领域是别的单位的。"), field="field")
    if not problems:
        raise Refused("topics.field.nothing", _("先勾上要归的问题。"))
    settle_first_fields(problems[0].office)
    ProblemField.objects.bulk_create(
        [ProblemField(problem=problem, field_id=field.id, by=by, at=at) for problem in problems],
        update_conflicts=True,
        unique_fields=["problem"],
        update_fields=["field", "by", "at"],
    )
    about = [("research.problem", problem.id) for problem in problems]
    facts = {"field": field.name}
    record(events.SORTED, county_id=problems[0].county_id, by=by, at=at, about=about, facts=facts)
    return len(problems)
