"""What a reply was about: a strike-off or an answer."""

from uuid import UUID

from sanxin.service.models import Reply, Satisfaction, Voice


def owner_of(reply: Reply) -> UUID | None:
    """Who did the thing, or wrote the answer."""
    if reply.strike_off is not None:
        return reply.strike_off.item.owner_id
    return reply.answer.question.owner_id if reply.answer is not None else None


def in_force(reply: Reply) -> bool:
    """Nobody has opened it again since."""
    if reply.strike_off is not None:
        return not hasattr(reply.strike_off, "reopening")
    return reply.answer is not None and not hasattr(reply.answer, "reopening")


def was_asked(voice: Voice) -> bool:
    """Whether this person has been asked how content they are: it is asked once."""
    return Satisfaction.objects.filter(voice=voice).exists()
