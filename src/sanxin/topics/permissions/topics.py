"""Who proposes, scores, chooses, plans. Everybody who works in the office reads."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.models import Person
from sanxin.topics.models import Candidate, RoundScorer, Topic


def may_keep(office_id: UUID, person: Person) -> bool:
    """Fields, limits and rounds are kept by the section heads."""
    return office_id in person.sight.headed_offices


def check_may_keep(office_id: UUID, person: Person) -> None:
    if not may_keep(office_id, person):
        raise NotAllowed("topics.not_head", _("这件事由科室负责人来定，您可以看。"))


def may_propose(office_id: UUID, person: Person) -> bool:
    return office_id in person.sight.work_offices


def check_may_propose(office_id: UUID, person: Person) -> None:
    if not may_propose(office_id, person):
        raise NotAllowed("topics.candidate.not_ours", _("候选课题由本单位的干部和领导来提。"))


def may_revise(candidate: Candidate, person: Person) -> bool:
    return candidate.proposed_by_id == person.id or may_keep(candidate.office_id, person)


def check_may_revise(candidate: Candidate, person: Person) -> None:
    check_may_propose(candidate.office_id, person)
    if not may_revise(candidate, person):
        raise NotAllowed("topics.candidate.not_yours", _("由提的人或科室负责人来改。"))


def scores(round_id: UUID | None, person: Person) -> bool:
    return round_id is not None and RoundScorer.objects.filter(round=round_id, person=person).exists()


def check_may_score(candidate: Candidate, person: Person) -> None:
    check_may_propose(candidate.office_id, person)
    if not scores(candidate.round_id, person):
        raise NotAllowed("topics.score.not_asked", _("这一轮没有请您打分；有意见可以写在讨论里。"))


def may_choose(office_id: UUID, person: Person) -> bool:
    return office_id in person.sight.led_offices


def check_may_choose(office_id: UUID, person: Person) -> None:
    if not may_choose(office_id, person):
        raise NotAllowed("topics.choice.not_leader", _("选不选上由领导来定。"))


def may_plan(topic: Topic, person: Person) -> bool:
    here = topic.office_id in person.sight.work_offices
    return here and (topic.lead_id == person.id or may_keep(topic.office_id, person))


def check_may_plan(topic: Topic, person: Person) -> None:
    if not may_plan(topic, person):
        raise NotAllowed("topics.topic.not_yours", _("课题由牵头人或科室负责人来安排。"))


def may_stop(topic: Topic, person: Person) -> bool:
    return may_choose(topic.office_id, person) or may_keep(topic.office_id, person)


def check_may_stop(topic: Topic, person: Person) -> None:
    if not may_stop(topic, person):
        raise NotAllowed("topics.topic.not_stopper", _("中止由科室负责人或领导来定。"))


def may_work(topic: Topic, person: Person) -> bool:
    """The lead, the team and the section head note what was done."""
    return may_plan(topic, person) or (
        topic.office_id in person.sight.work_offices and topic.team.filter(pk=person.pk).exists()
    )


def check_may_work(topic: Topic, person: Person, *, owner_id: UUID | None = None) -> None:
    """`owner_id`: whoever answers for the step may note it too."""
    if not may_work(topic, person) and owner_id != person.id:
        raise NotAllowed("topics.topic.not_in_team", _("由课题组的人来填。"))


def check_works_here(office_id: UUID, person: Person, field: str) -> None:
    """Whoever leads a topic, scores or owns a step works in the office today."""
    if office_id not in person.sight.work_offices:
        words = _("{who}现在不在本单位，另选一位。").format(who=person)
        raise Refused("topics.person.elsewhere", words, field=field)
