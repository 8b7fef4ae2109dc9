from sanxin.kernel.models.counter import Counter
from sanxin.kernel.models.event import ChainHead, Event, EventSubject
from sanxin.kernel.models.submission import Submission

__all__ = ["ChainHead", "Counter", "Event", "EventSubject", "Submission"]
