"""Who puts, answers and hands on a question; who keeps kinds and cards."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.service.models import AnswerCard, Question, Voice
from sanxin.service.permissions.voices import is_head_at


def check_may_put(voice: Voice, by: Person) -> None:
    if not may_put(voice.office_id, by):
        raise NotAllowed("service.question.not_desk", _("只有本单位经办的人能定为提问。"))


def may_put(office_id: UUID, by: Person) -> bool:
    return office_id in by.sight.desk_offices


def check_may_answer(question: Question, by: Person) -> None:
    if not may_answer(question, by):
        raise NotAllowed("service.question.not_yours", _("答复由承办的人或科室负责人来写。"))


def may_answer(question: Question, by: Person) -> bool:
    """Whoever it was given to, while they work there; the section head."""
    owns = question.owner_id == by.id and question.office_id in by.sight.desk_offices
    return owns or is_head_at(question.office_id, by)


def check_may_keep_kinds(office_id: UUID, by: Person) -> None:
    if not is_head_at(office_id, by):
        raise NotAllowed("service.kind.not_head", _("类别和期限由科室负责人定。"))


def check_may_make_card(office_id: UUID, by: Person) -> None:
    if office_id not in by.sight.desk_offices:
        raise NotAllowed("service.card.not_desk", _("答复卡由本单位经办的人做。"))


def check_may_keep_card(card: AnswerCard, by: Person) -> None:
    if not may_keep_card(card, by):
        raise NotAllowed("service.card.not_yours", _("这张卡片由它的负责人或科室负责人来改。"))


def may_keep_card(card: AnswerCard, by: Person) -> bool:
    owns = card.owner_id == by.id and card.office_id in by.sight.desk_offices
    return owns or is_head_at(card.office_id, by)
