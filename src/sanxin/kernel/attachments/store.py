"""Where contents lie: MEDIA_ROOT/ab/cdef…, named by their own SHA-256, whole or not there at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

INCOMING = "incoming"
"""The folder of what is being written and has no name yet."""


def place_of(name: str) -> Path:
    """Where a content (its hash, or hash and `.thumbnail`) lies."""
    return Path(settings.MEDIA_ROOT) / name[:2] / name[2:]


@dataclass(frozen=True)
class Laid:
    """A content on the disk, whole and flushed, that has no name yet."""

    sha256: str
    path: Path


def lay(chunks: Iterable[bytes]) -> Laid:
    """Write a content beside the others and flush it: all of keeping that takes time."""
    waiting = Path(settings.MEDIA_ROOT) / INCOMING
    waiting.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=waiting)
    try:
        sha256 = hashlib.sha256()
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                sha256.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return Laid(sha256.hexdigest(), Path(temporary))


def give_name(laid: Laid, name: str = "") -> str:
    """Move a laid content to its place and give its hash; what lies there already is the same."""
    target = place_of(name or laid.sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(laid.path, target)
        _flush_folder(target.parent)
    laid.path.unlink(missing_ok=True)
    return laid.sha256


def put(chunks: Iterable[bytes], *, name: str = "") -> str:
    """Store a content and give its hash. Written beside, flushed to the disk, then renamed: no half file ever."""
    laid = lay(chunks)
    try:
        return give_name(laid, name)
    finally:
        laid.path.unlink(missing_ok=True)


def is_whole(sha256: str) -> bool:
    """Whether the content is still the one its name was made from."""
    with place_of(sha256).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def drop(sha256: str) -> None:
    """A content and its small picture are gone from the disk; what is not there is gone already."""
    for name in (sha256, f"{sha256}.thumbnail"):
        place_of(name).unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """The new name itself must survive a power cut, too (not possible, and not needed, on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
