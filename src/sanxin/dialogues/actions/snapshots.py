"""Counting: what the answers say of statements and groups, kept with its date."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F

from sanxin.dialogues import events
from sanxin.dialogues.actions.claims import claim_conversation
from sanxin.dialogues.actions.noting import note
from sanxin.dialogues.models import Conversation, Moderation, Participant, Snapshot, Vote
from sanxin.dialogues.permissions import conversations as permissions
from sanxin.dialogues.queries.tables import enough_of, sheet_of
from sanxin.dialogues.rules import thresholds
from sanxin.dialogues.rules.areas import areas_by_group
from sanxin.kernel.actions import action
from sanxin.kernel.jobs import Job, start
from sanxin.people.models import Person

if TYPE_CHECKING:
    from sanxin_engines.consensus import Conversation as Counted
    from sanxin_engines.consensus import Statement as Described

JOB = "dialogues.count"
AT_ONCE = 20_000
"""Votes that are counted while one waits, in well under a second; more go to the worker."""


def is_small(conversation: Conversation) -> bool:
    return Vote.objects.filter(statement__conversation=conversation).count() <= AT_ONCE


@action
def ask(conversation: Conversation, *, by: Person, at: datetime) -> Job:
    """Have it counted by the worker. Refused as `count` would be, so that nobody waits for a no."""
    check(conversation, by=by)
    args = {"conversation": str(conversation.pk), "by": str(by.pk)}
    return start(JOB, by=by, county_id=conversation.county_id, args=args)


@action
def count(conversation: Conversation, *, by: Person, at: datetime) -> Snapshot:
    """Count it now. Refused: too few people, or so few new ones that the difference would tell their answers."""
    from sanxin_engines.consensus import analyse  # numpy loads when it is needed

    fresh = claim_conversation(conversation)
    check(fresh, by=by)
    Participant.objects.filter(conversation=fresh, fresh=True).update(fresh=False)
    Vote.objects.filter(statement__conversation=fresh).update(counted=F("value"))
    sheet = sheet_of(fresh)
    counted = analyse(sheet.as_table(), limits=thresholds.LIMITS)
    snapshot = Snapshot.objects.create(
        conversation=fresh,
        k=counted.k,
        people=sheet.people,
        grouped=sum(counted.sizes),
        votes=len(sheet.votes),
        sizes=list(counted.sizes),
        by=by,
        at=at,
        **_described(counted),
    )
    note(events.COUNTED, fresh, by=by, at=at, people=snapshot.people, groups=snapshot.k)
    return snapshot


def check(conversation: Conversation, *, by: Person) -> None:
    """Whether there is something to count, and nobody stands out by it."""
    permissions.check_may_keep(by, conversation.office_id)
    thresholds.check_enough(enough_of(conversation))
    last = conversation.snapshots.first()
    fresh = Participant.objects.filter(conversation=conversation, fresh=True).count()
    looked = Moderation.objects.filter(statement__conversation=conversation)
    moderated = last is not None and looked.filter(at__gt=last.at).exists()
    thresholds.check_worth_it(first=last is None, fresh=fresh, moderated=moderated)


def _described(counted: "Counted") -> dict[str, Any]:
    """The engine's answer as plain values, without its list of who stands in which group."""
    from sanxin_engines.consensus import common_ground, dividing, typical

    areas = areas_by_group(counted.groups, counted.voters.tolist())
    return {
        "statements": [_statement(one) for one in counted.statements],
        "common": [[int(one.id), way] for one, way in common_ground(counted, most=10)],
        "dividing": [int(one.id) for one in dividing(counted, most=10)],
        "typical": [[[int(one.id), way] for one, way in typical(counted, group)] for group in range(counted.k)],
        "areas": [list(one) for one in areas],
    }


def _statement(one: "Described") -> dict[str, Any]:
    names = ("n", "agree", "disagree", "consensus", "consensus_disagree", "jeffreys", "jeffreys_disagree", "divisive")
    parts = {
        str(group): {name: getattr(part, name) for name in part.__slots__} for group, part in enumerate(one.by_group)
    }
    return {"number": int(one.id)} | {name: getattr(one, name) for name in names} | {"by_group": parts}
