from sanxin.service.models.answer import Answer
from sanxin.service.models.answer_card import AnswerCard, AnswerCardEdition, AnswerCardRetirement
from sanxin.service.models.citation import Citation
from sanxin.service.models.contact import VoiceContact
from sanxin.service.models.correction import VoiceCorrection
from sanxin.service.models.keeping import Keeping
from sanxin.service.models.member import Member, NeedKind
from sanxin.service.models.question import Question, QuestionEnd, QuestionReopening, QuestionStage
from sanxin.service.models.question_term import QuestionTerm
from sanxin.service.models.reply import Channel, Reply, Solved
from sanxin.service.models.satisfaction import Satisfaction
from sanxin.service.models.voice import Kind, Source, Voice
from sanxin.service.models.voice_item import VoiceItem

__all__ = [
    "Answer",
    "AnswerCard",
    "AnswerCardEdition",
    "AnswerCardRetirement",
    "Channel",
    "Citation",
    "Keeping",
    "Kind",
    "Member",
    "NeedKind",
    "Question",
    "QuestionEnd",
    "QuestionReopening",
    "QuestionStage",
    "QuestionTerm",
    "Reply",
    "Satisfaction",
    "Solved",
    "Source",
    "Voice",
    "VoiceContact",
    "VoiceCorrection",
    "VoiceItem",
]
