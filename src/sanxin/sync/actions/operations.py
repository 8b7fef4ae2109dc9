"""Apply what a phone has queued: each operation exactly once, in the order of birth, in a transaction of its own."""

import json
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.sync.actions import lines, papers, visits
from sanxin.sync.actions.contract import Context, NotYet, Question
from sanxin.sync.models import Receipt
from sanxin.sync.rules.operations import Operation, digest_of, malformed, read
from sanxin.sync.rules.outcomes import Outcome

logger = logging.getLogger("sanxin.sync")

Answer = dict[str, Any]
"""`id`, `outcome`, and what belongs to it: `sentence`, `version`, `url`, `mine` and `theirs`, `retry`."""

KINDS: dict[str, Callable[[Operation, Context], Answer]] = {
    "record_visit": visits.record,
    "correct_visit": visits.correct,
    "add_voice": lines.add,
    "open_item": lines.open_item,
    "type_paper": papers.type_in,
}
_one_at_a_time = Lock()
MOST = 200
"""Operations of one request; a phone sends fewer at a time and goes on."""


def apply_all(raw: Sequence[Any], *, by: Person, branch: str, at: datetime) -> list[Answer]:
    """An answer for each, in the order they came. One that cannot be applied never keeps the others back."""
    answers: dict[int, Answer] = {}
    readable: list[tuple[datetime, int, Operation]] = []
    for place, one in enumerate(raw):
        try:
            operation = read(one)
            readable.append((operation.born_at, place, operation))
        except Refused as refusal:
            answers[place] = _refused(one.get("id") if isinstance(one, dict) else None, refusal)
    for _born, place, operation in sorted(readable, key=lambda row: row[:2]):
        answers[place] = apply(operation, KINDS.get(operation.kind), Context(by, branch, at))
    return [answers[place] for place in range(len(raw))]


def apply(operation: Operation, kind: Callable[[Operation, Context], Answer] | None, context: Context) -> Answer:
    """Apply one, or give the answer it had the first time.

    What was refused, or became a question, is written down too: asked again it is answered the same. What could not
    be tried (the visit it belongs to is not here yet, the database was busy) leaves no trace and may come again.
    """
    try:
        with _turn(), transaction.atomic():
            mine = _receipt(operation, context)
            Receipt.objects.bulk_create([mine], ignore_conflicts=True)
            first = Receipt.objects.get(operation=operation.id)
            if first.id != mine.id:
                return _again(first, mine, operation)
            answer = _first_time(operation, kind, context)
            mine.outcome, mine.answer = answer["outcome"], json.dumps(answer, ensure_ascii=False)
            mine.save(update_fields=["outcome", "answer"])
            return answer
    except NotYet as refusal:
        return _refused(operation.id, refusal, retry=True)
    except DatabaseError:
        logger.warning("operation %s was not applied, the database did not take it", operation.id, exc_info=True)
        return _refused(operation.id, _trouble(), retry=True)
    except Exception:
        logger.exception("operation %s (%s) failed", operation.id, operation.kind)
        return _refused(operation.id, _trouble(), retry=True)


def _turn() -> AbstractContextManager[object]:
    """SQLite has one writer, and who waits for it asks now and then and may be unlucky for long. When fifty phones come
    home at once they wait here in turn instead."""
    return _one_at_a_time if connection.vendor == "sqlite" else nullcontext()


def _first_time(operation: Operation, kind: Callable[[Operation, Context], Answer] | None, context: Context) -> Answer:
    head = {"id": str(operation.id)}
    try:
        with transaction.atomic():  # what a refused verb has written goes, the receipt stays
            if kind is None:
                raise malformed("kind")
            return head | {"outcome": Outcome.APPLIED.value} | kind(operation, context)
    except NotYet:
        raise
    except Question as question:
        told = {"sentence": question.sentence, "mine": question.mine, "theirs": question.theirs}
        return head | {"outcome": Outcome.QUESTION.value} | told
    except Refused as refusal:
        return _refused(operation.id, refusal)


def _receipt(operation: Operation, context: Context) -> Receipt:
    return Receipt(
        operation=operation.id,
        person=context.by,
        kind=operation.kind[:20],
        digest=operation.digest,
        outcome=Outcome.REFUSED.value,
        answer="",
        at=context.at,
    )


def _again(first: Receipt, mine: Receipt, operation: Operation) -> Answer:
    if first.person_id != mine.person_id or first.digest != mine.digest:
        words = _("这个编号已经送过别的内容，这次没有收。请撤回后重新记一次。")
        return _refused(operation.id, Refused("sync.id_taken", words))
    answer: Answer = json.loads(first.answer)
    if first.outcome == Outcome.APPLIED:
        answer["outcome"] = Outcome.ALREADY.value
    return answer


def _refused(operation_id: object, refusal: Refused, *, retry: bool = False) -> Answer:
    told = {"outcome": Outcome.REFUSED.value, "code": refusal.code, "sentence": refusal.sentence, "retry": retry}
    return {"id": str(operation_id) if isinstance(operation_id, UUID | str) else None} | told


def _trouble() -> Refused:
    return Refused("sync.trouble", _("这一条中途出了差错，没有存。先留在手机里，过一会儿再送。"))


__all__ = ["MOST", "Answer", "apply", "apply_all", "digest_of"]
