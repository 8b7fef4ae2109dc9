"""The way of a bulletin: submitted with its figures frozen, approved by somebody else or sent back, written anew."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.public import events
from sanxin.public.actions.claims import claim, note, settle, submitted_version
from sanxin.public.models import Bulletin, BulletinDecision, BulletinStage, BulletinVersion
from sanxin.public.permissions import bulletins as permissions
from sanxin.public.queries.bulletins import findings_in, live_figures_of
from sanxin.public.rules import bulletins as rules

REVISABLE = frozenset({BulletinStage.SUBMITTED.value, BulletinStage.APPROVED.value, BulletinStage.WITHDRAWN.value})


@action
def submit(bulletin: Bulletin, *, seen: int, by: Person, at: datetime) -> BulletinVersion:
    """Ask for approval: words and figures are kept as they stand now.

    Refused while a number of somebody stands in the text; names only warn.
    """
    permissions.check_may_write(by, bulletin.office_id)
    bulletin = claim(bulletin, seen=seen)
    rules.check_may_be_changed(bulletin.may_be_changed)
    rules.check_ready(bulletin.text)
    _check_nothing_private(bulletin, bulletin.title, bulletin.text)
    version = BulletinVersion.objects.create(
        bulletin=bulletin,
        number=bulletin.versions.count() + 1,
        title=bulletin.title,
        text=bulletin.text,
        since=bulletin.since,
        until=bulletin.until,
        figures=live_figures_of(bulletin).as_values(),
        written_by=bulletin.written_by,
        by=by,
        at=at,
    )
    settle(bulletin, BulletinStage.SUBMITTED)
    note(events.SUBMITTED, bulletin, by=by, at=at, version=version.number)
    return version


@action
def approve(bulletin: Bulletin, *, words: str = "", seen: int, by: Person, at: datetime) -> BulletinDecision:
    """Somebody else than its writer says yes. Looked through once more: what may stand there can have changed."""
    bulletin = claim(bulletin, seen=seen)
    version = submitted_version(bulletin)
    permissions.check_may_decide(by, bulletin, version)
    _check_nothing_private(bulletin, version.title, version.text)
    row = BulletinDecision.objects.create(version=version, approved=True, words=words.strip()[:300], by=by, at=at)
    settle(bulletin, BulletinStage.APPROVED)
    note(events.APPROVED, bulletin, by=by, at=at, version=version.number)
    return row


@action
def send_back(bulletin: Bulletin, *, words: str, seen: int, by: Person, at: datetime) -> BulletinDecision:
    """Not like this, and what to mend."""
    bulletin = claim(bulletin, seen=seen)
    version = submitted_version(bulletin)
    permissions.check_may_decide(by, bulletin, version)
    rules.check_words(words)
    row = BulletinDecision.objects.create(version=version, approved=False, words=words.strip(), by=by, at=at)
    settle(bulletin, BulletinStage.RETURNED)
    note(events.SENT_BACK, bulletin, by=by, at=at, version=version.number, reason=row.words)
    return row


@action
def revise(bulletin: Bulletin, *, seen: int, by: Person, at: datetime) -> Bulletin:
    """Take it back to the desk to write another version. Refused while villagers read it: withdraw it first."""
    permissions.check_may_write(by, bulletin.office_id)
    bulletin = claim(bulletin, seen=seen)
    rules.check_may_be_revised(bulletin.stage, may=REVISABLE)
    settle(bulletin, BulletinStage.DRAFT)
    note(events.REVISED, bulletin, by=by, at=at)
    return bulletin


def _check_nothing_private(bulletin: Bulletin, title: str, text: str) -> None:
    rules.check_nothing_private([found.sentence for found in findings_in(bulletin, title, text) if found.bars])
