"""A photograph from a phone: one request each, sent again as a whole when the line broke."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from sanxin.fieldwork.actions import photos
from sanxin.people.models import Person
from sanxin.sync.actions.contract import Context
from sanxin.sync.actions.operations import Answer, apply
from sanxin.sync.actions.visits import summary, visit_of
from sanxin.sync.rules.operations import Operation, Values, digest_of

KIND = "add_photo"


def add(
    upload: "UploadedFile[bytes]",
    *,
    photo_id: UUID,
    visit_id: UUID,
    born_at: datetime,
    content: str,
    by: Person,
    branch: str,
    at: datetime,
) -> Answer:
    """Keep it with its visit. `content`: the hash of what came, so that the same id with another picture is refused."""
    told = {"id": str(photo_id), "kind": KIND, "visit": str(visit_id)}
    values = Values({"visit": str(visit_id), "photo": str(photo_id)})
    operation = Operation(photo_id, KIND, born_at, None, values, digest_of(told, content))

    def keep(operation: Operation, context: Context) -> dict[str, Any]:
        visit = visit_of(operation.values, context.by)
        photos.add(visit, upload, photo_id=operation.id, by=context.by, at=context.at)
        return summary(visit) | {"photo": str(operation.id)}

    return apply(operation, keep, Context(by, branch, at))
