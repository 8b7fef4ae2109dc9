"""Showing what came of it to everybody who has the link."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.dialogues import events
from sanxin.dialogues.actions.claims import claim_conversation
from sanxin.dialogues.actions.noting import note
from sanxin.dialogues.models import Conversation, ResultRelease, Snapshot
from sanxin.dialogues.permissions import conversations as permissions
from sanxin.kernel.actions import action
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person

LONGEST = 1000


@action
def release(conversation: Conversation, *, snapshot: Snapshot, words: str, by: Person, at: datetime) -> ResultRelease:
    """Show this snapshot; released again, the later one is read.

    Refused: people still answer, and would lean on what others said; a newer snapshot than the one looked at.
    """
    permissions.check_may_keep(by, conversation.office_id)
    fresh = claim_conversation(conversation)
    if fresh.closed is None:
        raise Refused("dialogues.result.still_open", _("先收了再公布：还在答的人看了结果，会跟着别人答。"))
    if fresh.snapshots.first() != snapshot:
        raise Overtaken("dialogues.result.older", _("结果刚刚又算过，请看过新的再公布。"))
    if len(words.strip()) > LONGEST:
        said = _("最多 {most} 个字，现在是 {n} 个。").format(most=LONGEST, n=len(words.strip()))
        raise Refused("dialogues.result.long", said, field="words")
    row = ResultRelease.objects.create(conversation=fresh, snapshot=snapshot, words=words.strip(), by=by, at=at)
    note(events.RELEASED, fresh, by=by, at=at)
    return row
