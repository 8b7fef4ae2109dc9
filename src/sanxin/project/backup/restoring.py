"""Restore a backup into an empty database, and prove that it is the same state."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from sanxin.kernel import audit, search
from sanxin.kernel.models import Event
from sanxin.people.models import Unit
from sanxin.project.backup import manifest as about
from sanxin.project.backup import tables
from sanxin.project.backup.writing import KEYS
from sanxin.project.migrating import bring_up_to_date


class CannotRestore(Exception):
    """The backup cannot become the state of this machine; the sentence says why."""


def restore(source: Path) -> about.Manifest:
    """Fill an empty database and files folder from a backup; the chain is verified before it counts as done.

    Raises CannotRestore: not a backup, damaged, other release, other keys, or the database is not empty.
    """
    with _opened(source) as box:
        said = _manifest(box)
        _check_parts(box, said)
        _check_keys(box)
        bring_up_to_date()
        _check_target(said)
        _restore_files(box)
        with transaction.atomic():
            for model in tables.models():
                _restore_table(box, model, said)
            _reset_sequences()
            search.rebuild()
    _prove(said)
    return said


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as problem:
        raise CannotRestore(f"{source}: 不是备份文件，或已损坏 / not a backup, or damaged ({problem})") from problem


def _manifest(box: zipfile.ZipFile) -> about.Manifest:
    try:
        said = about.Manifest(**json.loads(box.read("manifest.json")))
    except (KeyError, TypeError, ValueError) as problem:
        raise CannotRestore("缺 manifest.json，不是三心的备份 / no manifest: not a backup of Sanxin") from problem
    if said.format != about.FORMAT:
        raise CannotRestore(f"备份格式 {said.format}，本版只认 {about.FORMAT} / unknown format {said.format}")
    return said


def _check_parts(box: zipfile.ZipFile, said: about.Manifest) -> None:
    for name, expected in said.sha256.items():
        digest = hashlib.sha256()
        try:
            with box.open(name) as part:
                while block := part.read(1 << 20):
                    digest.update(block)
        except (KeyError, zipfile.BadZipFile, EOFError) as problem:
            raise CannotRestore(f"备份里的 {name} 读不出 / {name} cannot be read") from problem
        if digest.hexdigest() != expected:
            raise CannotRestore(f"备份里的 {name} 被改过或已损坏 / {name} was changed or damaged")


def _check_keys(box: zipfile.ZipFile) -> None:
    """An empty machine takes the backup's keys; a machine with other keys could not verify the chain."""
    names = set(box.namelist())
    for name, current in zip(KEYS, (settings.AUDIT_KEY, settings.FIELD_KEY), strict=True):
        if f"keys/{name}" not in names:
            continue
        kept = box.read(f"keys/{name}").decode()
        if kept == current:
            continue
        if Unit.objects.exists() if _has_tables() else False:
            raise CannotRestore("本机已有数据和另一套密钥 / this machine has data under other keys")
        _take_key(name, kept)


def _take_key(name: str, value: str) -> None:
    path = settings.HOME / "keys" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(value)
    setattr(settings, {"audit.key": "AUDIT_KEY", "field.key": "FIELD_KEY"}[name], value)
    from sanxin.kernel import fields

    fields.forget_key()


def _has_tables() -> bool:
    return Unit._meta.db_table in connection.introspection.table_names()


def _check_target(said: about.Manifest) -> None:
    here = about.applied_migrations("default")
    if here != said.migrations:
        other = sorted(set(here) ^ set(said.migrations))
        raise CannotRestore(
            f"备份出自 {said.release} 版，表结构与本版不同（{other[0]}）：请先装该版恢复，再升级 / "
            f"made by release {said.release} with another schema: restore with that release, then upgrade"
        )
    if Event.objects.exists() or Unit.objects.exists():
        raise CannotRestore("数据库里已有数据，只能恢复到空库 / the database is not empty")


def _restore_table(box: zipfile.ZipFile, model: type[Model], said: about.Manifest) -> None:
    name = model._meta.db_table
    model._base_manager.all()._raw_delete("default")  # rows a migration put there
    fields = tables.columns(model)
    with box.open(f"tables/{name}.jsonl") as lines:
        made = (tables.instance(model, fields, json.loads(line)) for line in lines)
        for batch in _batches(made, 1000):
            _insert(model, batch)
    found = model._base_manager.count()
    if found != said.rows[name]:
        raise CannotRestore(f"{name}: {found} != {said.rows[name]} 行 / rows")


def _insert(model: type[Model], rows: list[Model]) -> None:
    """As they were: no defaults, no auto_now."""
    stamped = [f for f in model._meta.concrete_fields if getattr(f, "auto_now", False) or getattr(f, "auto_now_add", 0)]
    kept = [(f, f.auto_now, f.auto_now_add) for f in stamped]  # type: ignore[attr-defined]
    for field in stamped:
        field.auto_now = field.auto_now_add = False  # type: ignore[attr-defined]
    try:
        model._base_manager.bulk_create(rows)
    finally:
        for field, now, add in kept:
            field.auto_now, field.auto_now_add = now, add  # type: ignore[attr-defined]


def _batches(rows: Iterable[Model], size: int) -> Iterator[list[Model]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


def _restore_files(box: zipfile.ZipFile) -> None:
    root = Path(settings.MEDIA_ROOT).resolve()
    for name in box.namelist():
        if not name.startswith("files/"):
            continue
        target = (root / name.removeprefix("files/")).resolve()
        if not target.is_relative_to(root):
            raise CannotRestore(f"备份里的 {name} 指向别处 / {name} points elsewhere")
        target.parent.mkdir(parents=True, exist_ok=True)
        with box.open(name) as part, target.open("wb") as file:
            shutil.copyfileobj(part, file, 1 << 20)


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), tables.models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _prove(said: about.Manifest) -> None:
    if about.heads("default") != said.heads:
        raise CannotRestore("链头与备份不符 / the chain heads differ from the backup")
    broken = audit.verify()
    if broken:
        raise CannotRestore(f"操作记录链在恢复后不完整 / the chain is broken: {broken[0]}")
