"""Slow work is done before the transaction: SQLite has one writer, and it must not wait for a photograph or a disk."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from sanxin.kernel.attachments import store
from sanxin.kernel.attachments.examining import Examined, examine
from sanxin.kernel.attachments.kinds import KINDS
from sanxin.kernel.refusals import Refused


@contextmanager
def files_ready(request: HttpRequest) -> Iterator[None]:
    """Examine the files of a request and write them to the disk; `keep` then finds them done, or the refusal waiting.

    What nobody kept is taken away again.
    """
    uploads = [upload for name in request.FILES for upload in request.FILES.getlist(name) if _is_attachment(upload)]
    try:
        for upload in uploads:
            with suppress(Refused):
                _lay(examine(upload))
        yield
    finally:
        for laid in [laid for upload in uploads for laid in getattr(upload, "laid", ())]:
            laid.path.unlink(missing_ok=True)


def _lay(examined: Examined) -> None:
    """The content, and for a picture the small one beside it."""
    laid: list[store.Laid] = []
    examined.upload.laid = laid  # type: ignore[attr-defined]
    laid.append(store.lay(examined.chunks()))
    if examined.thumbnail:
        laid.append(store.lay([examined.thumbnail]))


def _is_attachment(upload: "UploadedFile[Any]") -> bool:
    return PurePosixPath(upload.name or "").suffix.lower().lstrip(".") in KINDS
