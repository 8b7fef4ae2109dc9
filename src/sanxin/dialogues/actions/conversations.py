"""Conversations: written down, changed, given out, closed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from sanxin.dialogues import events
from sanxin.dialogues.actions.claims import claim_conversation
from sanxin.dialogues.actions.noting import note
from sanxin.dialogues.models import (
    Conversation,
    ConversationClosing,
    ConversationOpening,
    Participant,
    Vote,
)
from sanxin.dialogues.permissions import conversations as permissions
from sanxin.dialogues.queries.findable import entry_of
from sanxin.dialogues.rules import conversations as rules
from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.locks import locked
from sanxin.people.models import Person, Unit


@dataclass(frozen=True)
class Asked:
    """What is written down of a conversation."""

    title: str
    question: str
    opens_at: datetime
    closes_at: datetime
    places: Sequence[Unit]
    intro: str = ""


@action
def begin(office: Unit, asked: Asked, *, by: Person, at: datetime) -> Conversation:
    """Write a conversation down; nobody is asked yet. Refused: no question, no place, a time that cannot be."""
    permissions.check_may_keep(by, office.id)
    _check(asked, at)
    assert office.county_id is not None
    conversation = Conversation(county_id=office.county_id, office=office, made_by=by, made_at=at)
    _fill(conversation, asked)
    conversation.save(force_insert=True)
    _settle(conversation, asked)
    note(events.BEGUN, conversation, by=by, at=at)
    return conversation


@action
def revise(conversation: Conversation, asked: Asked, *, seen: int, by: Person, at: datetime) -> Conversation:
    """Change it. Once it was given out, name and question stay. Refused: closed, a colleague was faster."""
    permissions.check_may_keep(by, conversation.office_id)
    fresh = claim_conversation(conversation, seen=seen)
    words_change = (asked.title.strip(), asked.question.strip()) != (fresh.title, fresh.question)
    rules.check_can_be_revised(fresh.state(at), words_change=words_change)
    _check(asked, at)
    _fill(fresh, asked)
    fresh.version += 1
    fresh.save(update_fields=["title", "question", "intro", "opens_at", "closes_at", "version"])
    _settle(fresh, asked)
    note(events.REVISED, fresh, by=by, at=at)
    return fresh


@action
def open_up(conversation: Conversation, *, by: Person, at: datetime) -> ConversationOpening:
    """Give the link out. Refused: given out before, too few statements, a time that is over."""
    permissions.check_may_keep(by, conversation.office_id)
    fresh = claim_conversation(conversation)
    statements = fresh.statements.accepted().count()
    rules.check_can_be_opened(fresh.state(at), statements)
    rules.check_time(fresh.opens_at, fresh.closes_at, at)
    row = ConversationOpening.objects.create(conversation=fresh, by=by, at=at)
    note(events.OPENED, fresh, by=by, at=at, statements=statements)
    return row


@action
def close(conversation: Conversation, *, by: Person, at: datetime) -> ConversationClosing:
    """No more answers. The keys are forgotten and the rows shuffled: nobody can come back to theirs, or be found.

    The event says how much had come, so that nothing can be slipped in later unnoticed.
    """
    permissions.check_may_keep(by, conversation.office_id)
    fresh = claim_conversation(conversation)
    rules.check_can_be_closed(fresh.state(at))
    people = Participant.objects.filter(conversation=fresh)
    votes = Vote.objects.filter(statement__conversation=fresh)
    ids = list(locked(people.order_by("pk")).values_list("pk", flat=True))  # whoever is answering comes before or after
    row = ConversationClosing.objects.create(
        conversation=fresh, people=people.answering().count(), votes=votes.count(), by=by, at=at
    )
    _shuffle(ids)
    people.update(digest=None, added=0)
    note(events.CLOSED, fresh, by=by, at=at, people=row.people, votes=row.votes)
    return row


def _shuffle(ids: list[int]) -> None:
    """Write each person's rows again in random order: where PostgreSQL keeps them no longer says when they came."""
    random.SystemRandom().shuffle(ids)
    for pk in ids:
        Participant.objects.filter(pk=pk).update(added=0)
        Vote.objects.filter(participant=pk).update(value=F("value"))


def _check(asked: Asked, at: datetime) -> None:
    rules.check_words(asked.title, asked.question, asked.intro)
    rules.check_places(len(asked.places))
    rules.check_time(asked.opens_at, asked.closes_at, at)


def _fill(conversation: Conversation, asked: Asked) -> None:
    conversation.title, conversation.question = asked.title.strip(), asked.question.strip()
    conversation.intro = asked.intro.strip()
    conversation.opens_at, conversation.closes_at = asked.opens_at, asked.closes_at


def _settle(conversation: Conversation, asked: Asked) -> None:
    conversation.places.set(asked.places)
    search.put_many([entry_of(conversation)])
