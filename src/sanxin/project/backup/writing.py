"""Write a backup: into a temporary name first, renamed when it is whole and on disk."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django.db.models import Model

from sanxin.kernel import clock
from sanxin.kernel.attachments.store import INCOMING
from sanxin.project.backup import manifest as about
from sanxin.project.backup import tables
from sanxin.project.backup.snapshot import CannotBackUp, snapshot

KEYS = ("audit.key", "field.key")


def write(target: Path, *, with_keys: bool = True) -> about.Manifest:
    """Back up everything to `target` (a .zip); people may write meanwhile.

    Raises CannotBackUp. What was begun and not finished is taken away again.
    """
    if target.is_dir():
        raise CannotBackUp(f"{target} 是文件夹，请写明文件名 / is a folder: name a file")
    unfinished = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        said = _write(unfinished, with_keys=with_keys)
        unfinished.replace(target)
    except OSError as problem:
        raise CannotBackUp(f"{target} 写不了 / cannot be written ({problem})") from problem
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return said


def _write(unfinished: Path, *, with_keys: bool) -> about.Manifest:
    said = about.Manifest(made_at=clock.now().isoformat(), vendor=connection.vendor)
    descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w+b") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as box:
        _write_tables(box, said)
        _write_files(box, said)
        if with_keys:
            _write_keys(box, said)
        box.writestr("manifest.json", json.dumps(said.as_dict(), ensure_ascii=False, indent=1))
        box.close()
        file.flush()
        os.fsync(file.fileno())
    return said


def _write_tables(box: zipfile.ZipFile, said: about.Manifest) -> None:
    with snapshot() as using:
        said.migrations = about.applied_migrations(using)
        said.heads = about.heads(using)
        for model in tables.models():
            name = model._meta.db_table
            said.columns[name] = [field.attname for field in tables.columns(model)]
            said.rows[name] = _add(box, said, f"tables/{name}.jsonl", _lines(model, using))


def _lines(model: type[Model], using: str) -> Iterator[bytes]:
    for row in tables.rows_of(model, using):
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _write_files(box: zipfile.ZipFile, said: about.Manifest) -> None:
    """After the rows, so that every attachment the snapshot names is already on disk."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.parent.name != INCOMING:
            with suppress(FileNotFoundError):  # dropped meanwhile: an uploaded sheet, say
                _add(box, said, f"files/{path.relative_to(root).as_posix()}", _blocks(path.open("rb")))


def _write_keys(box: zipfile.ZipFile, said: about.Manifest) -> None:
    for name, value in zip(KEYS, (settings.AUDIT_KEY, settings.FIELD_KEY), strict=True):
        _add(box, said, f"keys/{name}", [value.encode()])


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(1 << 20):
            yield block


def _add(box: zipfile.ZipFile, said: about.Manifest, name: str, parts: Iterable[bytes]) -> int:
    """Stream the parts into one entry; gives how many there were and notes the entry's hash."""
    digest, count = hashlib.sha256(), 0
    with box.open(name, "w", force_zip64=True) as entry:
        for part in parts:
            entry.write(part)
            digest.update(part)
            count += 1
    said.sha256[name] = digest.hexdigest()
    return count
