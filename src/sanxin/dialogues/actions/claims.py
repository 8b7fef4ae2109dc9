"""Hold a thing while a verb writes, and notice that somebody was faster."""

from django.utils.translation import gettext as _

from sanxin.dialogues.models import Conversation, Dialogue, Statement
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken


def claim_conversation(conversation: Conversation, *, seen: int | None = None) -> Conversation:
    """The conversation as it is now, held until the transaction ends; without `seen` nobody can be too late."""
    locked(Conversation.objects.filter(pk=conversation.pk)).get()
    fresh = Conversation.objects.with_names().get(pk=conversation.pk)
    _check(fresh.version, seen)
    return fresh


def claim_statement(statement: Statement, *, seen: int) -> Statement:
    fresh = locked(Statement.objects.filter(pk=statement.pk)).get()
    _check(fresh.version, seen)
    return fresh


def claim_dialogue(dialogue: Dialogue, *, seen: int | None = None) -> Dialogue:
    locked(Dialogue.objects.filter(pk=dialogue.pk)).get()
    fresh = Dialogue.objects.with_names().get(pk=dialogue.pk)
    _check(fresh.version, seen)
    return fresh


def _check(version: int, seen: int | None) -> None:
    if seen is not None and seen != version:
        raise Overtaken("dialogues.overtaken", _("同事刚改过，没有存您的改动。请看过新的再办。"))
