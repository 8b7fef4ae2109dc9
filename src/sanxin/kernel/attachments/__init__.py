"""Files people hand in: looked at by content, kept by hash, served only through a view that has checked.

attachment = keep(request.FILES["photo"], by=person, at=clock.now())      # raises Refused with a sentence
return serve(attachment)                                                  # after the view's own permission check
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from sanxin.kernel.attachments.examining import Examined, examine
from sanxin.kernel.attachments.serving import serve
from sanxin.kernel.attachments.store import Laid, drop, give_name, put
from sanxin.kernel.events import Actor
from sanxin.kernel.models.attachment import Attachment

__all__ = ["examine", "forget", "keep", "serve"]


def keep(upload: "UploadedFile[bytes]", *, by: Actor | None, at: datetime) -> Attachment:
    """Keep a file somebody handed in. Refused where type, size or content are not allowed.

    Pictures are written anew without what the camera knew (place, device) and get a thumbnail.
    The same content is stored once. The file stands on the disk before its row does.
    """
    examined = examine(upload)
    return Attachment.objects.create(
        sha256=_stored(examined),
        name=examined.name,
        content_type=examined.kind.content_type,
        size=examined.size,
        has_thumbnail=bool(examined.thumbnail),
        kept_at=at,
        kept_by_id=by.id if by else None,
        kept_by_name=by.name if by else "",
    )


def _stored(examined: Examined) -> str:
    content, small = [*getattr(examined.upload, "laid", ()), None, None][:2]
    sha256 = _named(content, examined.chunks())
    if examined.thumbnail:
        _named(small, [examined.thumbnail], f"{sha256}.thumbnail")
    return sha256


def _named(laid: Laid | None, chunks: Iterable[bytes], name: str = "") -> str:
    """What was laid before the transaction only gets its name; kept a second time, it has one already."""
    return give_name(laid, name) if laid and laid.path.exists() else put(chunks, name=name)


def forget(attachment: Attachment) -> None:
    """Drop a file that nothing holds any more: its row, and its content where no other row has the same."""
    sha256 = attachment.sha256
    attachment.delete()
    if not Attachment.objects.filter(sha256=sha256).exists():
        transaction.on_commit(lambda: drop(sha256))
