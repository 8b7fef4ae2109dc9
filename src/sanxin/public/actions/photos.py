"""Photographs strangers hand in: looked at before anything is written, drawn anew without what the camera knew."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sanxin.kernel.attachments import examine, keep
from sanxin.kernel.models import Attachment
from sanxin.kernel.refusals import Refused

Photo = UploadedFile[bytes] | None


def check_photo(photo: Photo) -> None:
    """Refused where it is none. A phone writes day and hour into the name of its pictures; only the kind is kept."""
    if photo is None:
        return
    name = photo.name or ""
    photo.name = f"photo.{name.rpartition('.')[2]}" if "." in name else "photo"
    try:
        is_image = examine(photo).kind.is_image
    except Refused as refusal:
        raise Refused(refusal.code, refusal.sentence, field="photo") from refusal
    if not is_image:
        words = _("这不是照片。请选一张 jpg、png 或 webp 的照片，或者不加。")
        raise Refused("public.say.no_picture", words, field="photo")


def kept(photo: Photo, at: datetime) -> Attachment | None:
    """By nobody: who handed it in is not known."""
    return keep(photo, by=None, at=at) if photo is not None else None
