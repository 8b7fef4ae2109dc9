from sanxin.service.models.answer import Answer
from sanxin.service.models.answer_card import AnswerCard, AnswerCardEdition, AnswerCardRetirement
from sanxin.service.models.citation import Citation
from sanxin.service.models.consent import Consent, ConsentWay, ConsentWithdrawal, Purpose
from sanxin.service.models.contact import VoiceContact
from sanxin.service.models.correction import VoiceCorrection
from sanxin.service.models.erasure import Erasure, ErasureRule
from sanxin.service.models.keeping import Keeping
from sanxin.service.models.member import Member, MemberNeed
from sanxin.service.models.member_help import HelpKind, HelpMistake, HelpPromise, MemberHelp, PromiseDropped
from sanxin.service.models.need_kind import NeedKind, NeedKindRetirement
from sanxin.service.models.next_visit import NextVisit
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
    "Consent",
    "ConsentWay",
    "ConsentWithdrawal",
    "Erasure",
    "ErasureRule",
    "HelpKind",
    "HelpMistake",
    "HelpPromise",
    "Keeping",
    "Kind",
    "Member",
    "MemberHelp",
    "MemberNeed",
    "NeedKind",
    "NeedKindRetirement",
    "NextVisit",
    "PromiseDropped",
    "Purpose",
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
