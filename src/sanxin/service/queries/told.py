"""What a reply was about: how an item ended, or an answer."""

from uuid import UUID

from sanxin.ledger.models import Item
from sanxin.service.models import Reply, Satisfaction, Voice


def item_of(reply: Reply) -> Item | None:
    """The item that ended; nothing where an answer was told."""
    ending = reply.strike_off or reply.withdrawal
    return ending.item if ending is not None else None


def owner_of(reply: Reply) -> UUID | None:
    """Who led the item, or wrote the answer."""
    if (item := item_of(reply)) is not None:
        return item.owner_id
    return reply.answer.question.owner_id if reply.answer is not None else None


def in_force(reply: Reply) -> bool:
    """Nobody has opened it again since. A withdrawal stands: a "no" asks for an answer, not for the item."""
    if reply.strike_off is not None:
        return not hasattr(reply.strike_off, "reopening")
    if reply.withdrawal_id is not None:
        return True
    return reply.answer is not None and not hasattr(reply.answer, "reopening")


def was_asked(voice: Voice) -> bool:
    """Whether this person has been asked how content they are: it is asked once."""
    return Satisfaction.objects.filter(voice=voice).exists()
