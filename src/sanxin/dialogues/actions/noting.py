"""Whose timelines an event stands on."""

from collections.abc import Iterable
from datetime import datetime

from sanxin.dialogues.models import Conversation, Dialogue
from sanxin.kernel.events import Subject, record
from sanxin.people.models import Person


def note(
    name: str, conversation: Conversation, /, *, by: Person, at: datetime, also: Iterable[Subject] = (), **facts: object
) -> None:
    about: list[Subject] = [("dialogues.conversation", conversation.id), *also]
    record(name, county_id=conversation.county_id, by=by, at=at, about=about, facts=facts)


def note_dialogue(
    name: str, dialogue: Dialogue, /, *, by: Person, at: datetime, also: Iterable[Subject] = (), **facts: object
) -> None:
    """On the dialogue's own timeline and on the conversation's."""
    note(name, dialogue.conversation, by=by, at=at, also=[("dialogues.dialogue", dialogue.id), *also], **facts)
