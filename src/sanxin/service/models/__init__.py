from sanxin.service.models.contact import VoiceContact
from sanxin.service.models.correction import VoiceCorrection
from sanxin.service.models.keeping import Keeping
from sanxin.service.models.member import Member, NeedKind
from sanxin.service.models.reply import Channel, Reply, Solved
from sanxin.service.models.voice import Kind, Source, Voice
from sanxin.service.models.voice_item import VoiceItem

__all__ = [
    "Channel",
    "Keeping",
    "Kind",
    "Member",
    "NeedKind",
    "Reply",
    "Solved",
    "Source",
    "Voice",
    "VoiceContact",
    "VoiceCorrection",
    "VoiceItem",
]
