"""Pictures handed in with an answer: drawn anew, without name, place, device or hour."""

import os
from datetime import date, datetime, time
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.attachments import examine
from sanxin.kernel.attachments.store import place_of, put
from sanxin.kernel.models import Attachment
from sanxin.kernel.refusals import Refused
from sanxin.surveys.models import Link, ResponsePhoto

MOST_WAITING = 500
"""Pictures of one link whose answers were not sent: a phone that gave up leaves one, a prankster many."""


def keep(upload: "UploadedFile[bytes]", link: Link, *, at: datetime) -> ResponsePhoto:
    """Keep a picture for an answer still being filled in. Refused where it is no picture, or too many lie about."""
    upload.name = _plain_name(upload.name or "")
    examined = examine(upload)
    if not examined.kind.is_image:
        raise Refused("surveys.photo.no_picture", _("这不是照片。请选一张 jpg、png 或 webp 的照片，或者不加。"))
    sha256 = put(examined.chunks())
    put([examined.thumbnail], name=f"{sha256}.thumbnail")
    day = timezone.localdate(at)
    _blur(sha256, day)
    return _write(link, sha256=sha256, content_type=examined.kind.content_type, size=examined.size, day=day)


@action
def _write(link: Link, *, sha256: str, content_type: str, size: int, day: date) -> ResponsePhoto:
    forget_unclaimed(link, before=day)
    if ResponsePhoto.objects.filter(link=link, response=None).count() >= MOST_WAITING:
        raise Refused("surveys.photo.too_many", _("现在收不了照片，请不加照片先交。"))
    return ResponsePhoto.objects.create(link=link, sha256=sha256, content_type=content_type, size=size, day=day)


def forget_unclaimed(link: Link, *, before: date) -> None:
    """Pictures of earlier days whose answers never came, with their files where nothing else shows them."""
    old = ResponsePhoto.objects.filter(link=link, response=None, day__lt=before)
    hashes = set(old.values_list("sha256", flat=True))
    old.delete()
    used = set(ResponsePhoto.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    used |= set(Attachment.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    for sha256 in hashes - used:
        for name in (sha256, f"{sha256}.thumbnail"):
            place_of(name).unlink(missing_ok=True)


def waiting(link: Link, token: UUID) -> ResponsePhoto | None:
    """The picture of that token, if no answer has taken it yet."""
    return ResponsePhoto.objects.filter(link=link, token=token, response=None).first()


def _plain_name(name: str) -> str:
    """A phone writes day and hour into the name of its pictures; only the kind is kept."""
    return f"photo.{name.rpartition('.')[2]}" if "." in name else "photo"


def _blur(sha256: str, day: date) -> None:
    """The file's own clock says the day, not the minute."""
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    for name in (sha256, f"{sha256}.thumbnail"):
        os.utime(place_of(name), (noon.timestamp(), noon.timestamp()))
