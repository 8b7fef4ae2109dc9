"""Dialogues: planned, planned anew, held, called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.dialogues import events
from sanxin.dialogues.actions.claims import claim_dialogue
from sanxin.dialogues.actions.noting import note_dialogue
from sanxin.dialogues.models import (
    Agreement,
    Conversation,
    Dialogue,
    DialogueCallingOff,
    DialogueMinutes,
    DialogueStage,
    Stage,
    Statement,
)
from sanxin.dialogues.permissions import conversations as permissions
from sanxin.dialogues.rules import dialogues as rules
from sanxin.kernel.actions import action
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person, Unit


@dataclass(frozen=True)
class Plan:
    """What is to be talked about, with whom, where and when."""

    title: str
    statements: Sequence[Statement]
    villages: Sequence[Unit]
    where: str
    meets_at: datetime
    invited_by: Person
    whom: str = ""


@dataclass(frozen=True)
class Held:
    """What is written down of a dialogue. No names: how many came is enough."""

    held_on: date
    present: int
    text: str
    agreements: Sequence[str] = ()


@action
def plan(conversation: Conversation, wanted: Plan, *, by: Person, at: datetime) -> Dialogue:
    """Refused: nothing to talk about, villages the conversation does not concern, a time that is over."""
    permissions.check_may_keep(by, conversation.office_id)
    _check_plan(conversation, wanted, at)
    dialogue = Dialogue(conversation=conversation, planned_by=by, planned_at=at)
    _fill(dialogue, wanted)
    dialogue.save(force_insert=True)
    _tie(dialogue, wanted)
    note_dialogue(events.PLANNED, dialogue, by=by, at=at, **_facts(wanted))
    return dialogue


@action
def replan(dialogue: Dialogue, wanted: Plan, *, seen: int, by: Person, at: datetime) -> Dialogue:
    """Another day, another place, others. Refused: held or called off, a colleague was faster."""
    permissions.check_may_keep(by, dialogue.conversation.office_id)
    fresh = claim_dialogue(dialogue, seen=seen)
    rules.check_still_planned(fresh.stage)
    _check_plan(fresh.conversation, wanted, at)
    _fill(fresh, wanted)
    fresh.version += 1
    fresh.save()
    _tie(fresh, wanted)
    note_dialogue(events.REPLANNED, fresh, by=by, at=at, **_facts(wanted))
    return fresh


@action
def hold(dialogue: Dialogue, held: Held, *, seen: int, by: Person, at: datetime) -> DialogueMinutes:
    """Write down that it was held and what was agreed. Refused: not yet, twice, without a word of what was said."""
    permissions.check_may_keep(by, dialogue.conversation.office_id)
    fresh = claim_dialogue(dialogue, seen=seen)
    rules.check_still_planned(fresh.stage)
    agreements = _lines(held.agreements)
    _check_held(fresh, held, at)
    rules.check_agreements(agreements)
    row = DialogueMinutes.objects.create(
        dialogue=fresh, held_on=held.held_on, present=held.present, text=held.text.strip(), by=by, at=at
    )
    _agree(fresh, agreements, before=0)
    _turn(fresh, DialogueStage.HELD)
    note_dialogue(events.HELD, fresh, by=by, at=at, present=row.present, agreements=len(agreements))
    return row


@action
def mend_minutes(dialogue: Dialogue, held: Held, *, seen: int, by: Person, at: datetime) -> DialogueMinutes:
    """Mend what was written down; further agreements are added, those that stand stay."""
    permissions.check_may_keep(by, dialogue.conversation.office_id)
    fresh = claim_dialogue(dialogue, seen=seen)
    row = fresh.held
    if row is None:
        raise Refused("dialogues.dialogue.not_held", _("还没有记过，先记下开过了。"))
    _check_held(fresh, held, at)
    agreements = _lines(held.agreements)
    known = set(fresh.agreements.values_list("text", flat=True))
    rules.check_agreements([*known, *agreements])
    row.held_on, row.present, row.text = held.held_on, held.present, held.text.strip()
    row.save(update_fields=["held_on", "present", "text"])
    _agree(fresh, agreements, before=len(known))
    fresh.version += 1
    fresh.save(update_fields=["version"])
    note_dialogue(events.MINUTES_MENDED, fresh, by=by, at=at, present=row.present)
    if agreements:
        note_dialogue(events.AGREED_MORE, fresh, by=by, at=at, agreements=len(agreements))
    return row


@action
def call_off(dialogue: Dialogue, *, reason: str, seen: int, by: Person, at: datetime) -> DialogueCallingOff:
    permissions.check_may_keep(by, dialogue.conversation.office_id)
    fresh = claim_dialogue(dialogue, seen=seen)
    rules.check_still_planned(fresh.stage)
    rules.check_reason(reason)
    row = DialogueCallingOff.objects.create(dialogue=fresh, reason=reason.strip(), by=by, at=at)
    _turn(fresh, DialogueStage.CALLED_OFF)
    note_dialogue(events.CALLED_OFF, fresh, by=by, at=at, reason=row.reason)
    return row


def _check_plan(conversation: Conversation, wanted: Plan, at: datetime) -> None:
    rules.check_plan(
        title=wanted.title,
        statements=len(wanted.statements),
        villages=len(wanted.villages),
        where=wanted.where,
        meets_at=wanted.meets_at,
        now=at,
    )
    concerned = set(conversation.places.values_list("pk", flat=True))
    if any(village.id not in concerned for village in wanted.villages):
        said = _("有一个村不在这个议题里。要请它，先在议题里加上。")
        raise Refused("dialogues.dialogue.other_village", said, field="villages")
    for one in wanted.statements:
        if one.conversation_id != conversation.id or one.stage != Stage.ACCEPTED:
            said = _("“{text}…”不在采用的说法里。").format(text=one.text[:20])
            raise Refused("dialogues.dialogue.other_statement", said, field="statements")
    if conversation.office_id not in wanted.invited_by.sight.work_offices:
        said = _("{who}现在不在本单位，另选一位来请。").format(who=wanted.invited_by)
        raise Refused("dialogues.dialogue.elsewhere", said, field="invited_by")


def _check_held(dialogue: Dialogue, held: Held, at: datetime) -> None:
    rules.check_minutes(
        held_on=held.held_on,
        today=timezone.localdate(at),
        planned_on=timezone.localdate(dialogue.meets_at),
        present=held.present,
        text=held.text,
    )


def _fill(dialogue: Dialogue, wanted: Plan) -> None:
    dialogue.title, dialogue.where, dialogue.whom = wanted.title.strip(), wanted.where.strip(), wanted.whom.strip()
    dialogue.meets_at, dialogue.invited_by = wanted.meets_at, wanted.invited_by


def _tie(dialogue: Dialogue, wanted: Plan) -> None:
    dialogue.statements.set(wanted.statements)
    dialogue.villages.set(wanted.villages)


def _facts(wanted: Plan) -> dict[str, Any]:
    return {"day": f"{timezone.localtime(wanted.meets_at):%m-%d %H:%M}", "villages": len(wanted.villages)}


def _lines(texts: Sequence[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


def _agree(dialogue: Dialogue, texts: Sequence[str], *, before: int) -> None:
    Agreement.objects.bulk_create(
        Agreement(dialogue=dialogue, order=order, text=text) for order, text in enumerate(texts, start=before + 1)
    )


def _turn(dialogue: Dialogue, stage: DialogueStage) -> None:
    dialogue.stage, dialogue.version = stage, dialogue.version + 1
    dialogue.save(update_fields=["stage", "version"])
