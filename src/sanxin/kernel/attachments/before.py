"""Slow work is done before the transaction: SQLite has one writer, and it must not wait for a photograph."""

from contextlib import suppress
from pathlib import PurePosixPath

from django.http import HttpRequest

from sanxin.kernel.attachments.examining import examine
from sanxin.kernel.attachments.kinds import KINDS
from sanxin.kernel.refusals import Refused


def draw_pictures_anew(request: HttpRequest) -> None:
    """Examine the pictures of a request now; `keep` then finds them done, or the refusal waiting."""
    for name in request.FILES:
        for upload in request.FILES.getlist(name):
            kind = KINDS.get(PurePosixPath(upload.name or "").suffix.lower().lstrip("."))
            if kind and kind.is_image:
                with suppress(Refused):
                    examine(upload)
