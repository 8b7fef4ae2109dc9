from sanxin.public.models.bulletin import (
    OPEN_TO_EDIT,
    Bulletin,
    BulletinDecision,
    BulletinPublication,
    BulletinReads,
    BulletinStage,
    BulletinVersion,
    BulletinWithdrawal,
)
from sanxin.public.models.door import PublicDoor
from sanxin.public.models.phone import PublishedPhone
from sanxin.public.models.receipt import Addition, PublicAnswer, RecentText, VoiceReceipt

__all__ = [
    "OPEN_TO_EDIT",
    "Addition",
    "Bulletin",
    "BulletinDecision",
    "BulletinPublication",
    "BulletinReads",
    "BulletinStage",
    "BulletinVersion",
    "BulletinWithdrawal",
    "PublicAnswer",
    "PublicDoor",
    "PublishedPhone",
    "RecentText",
    "VoiceReceipt",
]
