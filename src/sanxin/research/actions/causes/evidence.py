"""What shows that a cause is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from sanxin.kernel.actions import action
from sanxin.kernel.attachments import keep
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.research import events_causes as events
from sanxin.research.actions.causes.claiming import check_standing, claim_cause, note
from sanxin.research.models import Cause, CauseEvidence, Problem
from sanxin.research.rules import causes as rules
from sanxin.service.models import Voice


@dataclass(frozen=True)
class Given:
    """What is to be linked; at least one of them."""

    voices: Sequence[UUID] = ()
    code: str = ""
    """W-0012 or 2026-0137."""
    upload: "UploadedFile[bytes] | None" = None
    text: str = ""
    source: str = ""

    @property
    def count(self) -> int:
        return len(set(self.voices)) + bool(self.code.strip()) + bool(self.upload) + bool(self.text.strip())


@action
def add_evidence(cause: Cause, given: Given, *, by: Person, seen: int, at: datetime) -> list[CauseEvidence]:
    """Link voices, a problem or ledger item by its number, a file, or words with their source.

    Refused: nothing given, words without a source (field `source`), a number that is unknown or out of sight
    (field `code`), linked already, a file that is not allowed, the cause removed, the tree changed since `seen`.
    """
    rules.check_some_evidence(given.count)
    rules.check_source(given.text.strip(), given.source.strip())
    cause, grown = claim_cause(cause, seen=seen, by=by)
    check_standing(cause, grown)
    common: dict[str, Any] = {"cause": cause, "by": by, "at": at}
    rows = [CauseEvidence(voice=voice, **common) for voice in _voices(given, by)]
    if given.code.strip():
        rows.append(CauseEvidence(**_named(given.code.strip(), by), **common))
    for row in rows:
        rules.check_not_there(_is_there(row))
    if given.upload:
        file = keep(given.upload, by=by, at=at)
        source = "" if given.text.strip() else given.source.strip()
        rows.append(CauseEvidence(attachment=file, source=source, **common))
    if given.text.strip():
        rows.append(CauseEvidence(text=given.text.strip(), source=given.source.strip(), **common))
    CauseEvidence.objects.bulk_create(rows)
    note(cause.tree, events.EVIDENCE_ADDED, by=by, at=at, facts={"text": cause.text, "count": len(rows)})
    return rows


@action
def drop_evidence(evidence: CauseEvidence, *, by: Person, seen: int, at: datetime) -> None:
    """It does not show this after all. What it was stands in the history. Refused: changed since `seen`."""
    cause, grown = claim_cause(evidence.cause, seen=seen, by=by)
    check_standing(cause, grown)
    facts = {"text": cause.text, "what": _told(evidence)}
    CauseEvidence.objects.filter(pk=evidence.pk).delete()
    note(cause.tree, events.EVIDENCE_DROPPED, by=by, at=at, facts=facts)


def _voices(given: Given, by: Person) -> list[Voice]:
    ids = set(given.voices)
    found = list(Voice.objects.visible_to(by).filter(pk__in=ids))
    rules.check_found("…", len(found) == len(ids))
    return found


def _named(code: str, by: Person) -> dict[str, Any]:
    """The problem or ledger item of that number, through the person's eyes."""
    digits = code.upper().removeprefix("W-")
    if digits != code.upper() and digits.isdecimal():
        problem = Problem.objects.visible_to(by).filter(number=int(digits)).first()
        rules.check_found(code, problem is not None)
        return {"problem": problem}
    year, _dash, number = code.partition("-")
    if year.isdecimal() and number.isdecimal():
        items = Item.objects.filter(office__in=by.sight.work_offices, year=int(year), number=int(number))
        item = items.first()
        rules.check_found(code, item is not None)
        return {"item": item}
    rules.check_found(code, False)
    return {}


def _is_there(row: CauseEvidence) -> bool:
    same = CauseEvidence.objects.filter(cause=row.cause)
    if row.voice_id:
        return same.filter(voice=row.voice_id).exists()
    return same.filter(problem=row.problem).exists() if row.problem else same.filter(item=row.item).exists()


def _told(evidence: CauseEvidence) -> str:
    """Never what somebody said: numbers, names of files, words staff wrote."""
    if evidence.problem:
        return evidence.problem.code
    if evidence.item:
        return evidence.item.code
    return evidence.attachment.name if evidence.attachment else evidence.text
