from sanxin.kernel.models.counter import Counter
from sanxin.kernel.models.event import ChainHead, Event, EventSubject

__all__ = ["ChainHead", "Counter", "Event", "EventSubject"]
