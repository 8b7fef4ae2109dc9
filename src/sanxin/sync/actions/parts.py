"""The first part of a photograph whose line broke: it stays, and the phone goes on from there.

One hidden file for each, which no backup takes along. Writing the same piece twice changes nothing, so two tabs of a
phone that send at once do no harm.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

KEPT = timedelta(days=14)
"""Whose rest has not come by then is sent from the beginning."""


@dataclass(frozen=True)
class Part:
    path: Path

    @property
    def have(self) -> int:
        """Bytes that are here."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def write(self, piece: bytes, *, at: int) -> int:
        """Put the piece where it belongs and give what is here now; a piece that would leave a hole is left out."""
        if not piece or at > self.have:
            return self.have
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "r+b") as file:
            file.seek(at)
            file.write(piece)
        return self.have

    def read(self) -> bytes:
        return self.path.read_bytes()

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)


def part_of(photo_id: UUID, person_id: UUID) -> Part:
    """Somebody else who names the same id writes beside it, never into it."""
    return Part(_folder() / f".part-{person_id}-{photo_id}")


def forget(now: datetime) -> int:
    """Gives how many went."""
    old = [path for path in _folder().glob(".part-*") if path.stat().st_mtime < (now - KEPT).timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "incoming"
