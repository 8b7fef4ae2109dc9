"""What everybody reads after the end: common ground, what divides, what was agreed and how far it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanxin.dialogues.models import Agreement, Conversation, DialogueStage, ResultRelease
from sanxin.dialogues.queries.results import Results, results_of
from sanxin.ledger.rules.stages import Stage

MOST = 5


@dataclass(frozen=True)
class Promise:
    text: str
    light: str
    word: str


@dataclass(frozen=True)
class PublicResults:
    release: ResultRelease
    results: Results
    promises: list[Promise]


def released(conversation: Conversation) -> PublicResults | None:
    rows = conversation.releases.select_related("snapshot")
    release = rows.first()
    if release is None:
        return None
    return PublicResults(release, results_of(release.snapshot), promises_of(conversation))


def promises_of(conversation: Conversation) -> list[Promise]:
    rows = Agreement.objects.filter(dialogue__conversation=conversation, dialogue__stage=DialogueStage.HELD)
    ordered = rows.select_related("follow_up__item").order_by("dialogue__meets_at", "order")
    return [Promise(row.text, *_how_far(row)) for row in ordered]


def _how_far(row: Agreement) -> tuple[str, str]:
    if row.followed is None:
        return "wait", _("商定了")
    if row.followed.item.stage == Stage.STRUCK_OFF:
        return "done", _("办好了")
    return "green", _("在办")
