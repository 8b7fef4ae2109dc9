from sanxin.surveys.models.desk_delivery import DeskDelivery
from sanxin.surveys.models.edition import Edition, EditionWithdrawal
from sanxin.surveys.models.group import Group
from sanxin.surveys.models.link import Link, LinkClosing
from sanxin.surveys.models.meeting import Meeting, MeetingKind, MeetingVoice
from sanxin.surveys.models.paper_number import PaperNumber
from sanxin.surveys.models.questionnaire import Questionnaire, QuestionnaireStage
from sanxin.surveys.models.response import AnswerChannel, RecentContent, Response, ResponseDraft, ResponsePhoto
from sanxin.surveys.models.who_question import WhoQuestion

__all__ = [
    "AnswerChannel",
    "DeskDelivery",
    "Edition",
    "EditionWithdrawal",
    "Group",
    "Link",
    "LinkClosing",
    "Meeting",
    "MeetingKind",
    "MeetingVoice",
    "PaperNumber",
    "Questionnaire",
    "QuestionnaireStage",
    "RecentContent",
    "Response",
    "ResponseDraft",
    "ResponsePhoto",
    "WhoQuestion",
]
