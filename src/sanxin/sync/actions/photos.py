"""A photograph from a phone, piece by piece: when the line breaks it goes on where it stopped."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.fieldwork.actions import photos
from sanxin.kernel.attachments import examine
from sanxin.kernel.refusals import Refused
from sanxin.sync.actions.contract import Context
from sanxin.sync.actions.operations import Answer, apply
from sanxin.sync.actions.parts import Part, part_of
from sanxin.sync.actions.visits import summary, visit_of
from sanxin.sync.models import Receipt
from sanxin.sync.rules.operations import Operation, Values, digest_of

KIND = "add_photo"


@dataclass(frozen=True)
class Whole:
    """What the pieces will be together."""

    id: UUID
    visit: UUID
    born_at: datetime
    size: int
    sha256: str

    @property
    def operation(self) -> Operation:
        told = {"id": str(self.id), "kind": KIND, "visit": str(self.visit)}
        values = Values({"visit": str(self.visit), "photo": str(self.id)})
        return Operation(self.id, KIND, self.born_at, None, values, digest_of(told, self.sha256))


def receive(whole: Whole, piece: bytes, *, at_byte: int, context: Context) -> Answer:
    """`{have}` while bytes are missing, an operation's answer once all are here. An empty piece only asks.

    What arrived otherwise than it was announced is dropped, and comes again from the beginning.
    """
    if is_known(whole.id):
        return apply(whole.operation, _never, context)
    if not 0 < whole.size <= settings.ATTACHMENT_MAX_BYTES:
        most = settings.ATTACHMENT_MAX_BYTES // 1024**2
        words = _("照片超过 {most} MB 或是空的，没有收。请重新拍一张。").format(most=most)
        return _refused(whole, Refused("sync.photo.size", words), retry=False)
    part = part_of(whole.id, context.by.id)
    have = part.write(piece[: whole.size - at_byte], at=at_byte)
    return _complete(whole, part, context) if have >= whole.size else {"id": str(whole.id), "have": have}


def is_known(photo_id: UUID) -> bool:
    return Receipt.objects.filter(operation=photo_id).exists()


def _complete(whole: Whole, part: Part, context: Context) -> Answer:
    content = part.read()
    if sha256(content).hexdigest() != whole.sha256:
        part.drop()
        words = _("照片在路上断过，没有拼完整，从头再送。")
        return _refused(whole, Refused("sync.photo.torn", words), retry=True) | {"have": 0}
    answer = apply(whole.operation, _keep(content), context)
    if not answer.get("retry"):
        part.drop()
    return answer


def _keep(content: bytes) -> Callable[[Operation, Context], dict[str, Any]]:
    name = "{}.jpg".format(pgettext("file name", "照片"))  # its own may say whose house it is
    upload = SimpleUploadedFile(name, content, "image/jpeg")
    with suppress(Refused):
        examine(upload)  # drawn anew outside the transaction: others write meanwhile

    def keep(operation: Operation, context: Context) -> dict[str, Any]:
        visit = visit_of(operation.values, context.by)
        photos.add(visit, upload, photo_id=operation.id, by=context.by, at=context.at)
        return summary(visit) | {"photo": str(operation.id)}

    return keep


def _never(operation: Operation, context: Context) -> dict[str, Any]:
    raise AssertionError("a photograph with a receipt is not added again")


def _refused(whole: Whole, refusal: Refused, *, retry: bool) -> Answer:
    told = {"outcome": "refused", "code": refusal.code, "sentence": refusal.sentence, "retry": retry}
    return {"id": str(whole.id)} | told
