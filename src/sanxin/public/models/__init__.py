from sanxin.public.models.door import PublicDoor
from sanxin.public.models.receipt import Addition, PublicAnswer, RecentText, VoiceReceipt

__all__ = ["Addition", "PublicAnswer", "PublicDoor", "RecentText", "VoiceReceipt"]
