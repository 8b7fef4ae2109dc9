"""Restore a backup into an empty database, and prove that it is the same state."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from sanxin.kernel import audit, clock, fields, search
from sanxin.kernel.models import Event
from sanxin.people.models import Unit
from sanxin.project.backup import manifest as about
from sanxin.project.backup import tables
from sanxin.project.backup.writing import KEYS
from sanxin.project.migrating import bring_up_to_date

VARIABLES = {"audit.key": "SANXIN_AUDIT_KEY", "field.key": "SANXIN_FIELD_KEY"}
OTHER_KEYS = (
    "备份里没有密钥，本机的密钥打不开它：先把原来的 audit.key 和 field.key 放进 SANXIN_HOME/keys / "
    "the backup holds no keys and those of this machine do not fit: put the old audit.key and field.key there first"
)


class CannotRestore(Exception):
    """The backup cannot become the state of this machine; the sentence says why."""


@dataclass(frozen=True)
class Restored:
    said: about.Manifest
    broken: str = ""
    """Where the chain in the backup does not hold, if that was accepted."""
    lost: int = 0
    """Events this machine exported a head of, and the backup, being older, does not have."""
    old_heads: Path | None = None
    """Where the heads exported before went: they tell of what is lost and would be an alarm for ever."""


def restore(source: Path, *, accept_broken: bool = False) -> Restored:
    """Fill an empty database and files folder from a backup; the chain is verified before it counts as done.

    Raises CannotRestore: not a backup, damaged, other release, other keys, a broken chain unless that is accepted,
    or the database is not empty. The database then is as empty as before.
    """
    with _opened(source) as box:
        said = _manifest(box)
        _check_parts(box, said)
        bring_up_to_date()
        _check_target(said)
        _check_keys(box)
        _restore_files(box, said)
        with transaction.atomic():
            for model in tables.models():
                _restore_table(box, model, said)
            _reset_sequences()
            search.rebuild()
            broken = _prove(said, accept_broken=accept_broken)
    return Restored(said, broken, *_set_heads_aside(said))


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
    """An empty machine takes the backup's keys; a key of the environment stays, so it has to be the same."""
    names = set(box.namelist())
    for name, current in zip(KEYS, (settings.AUDIT_KEY, settings.FIELD_KEY), strict=True):
        if f"keys/{name}" not in names:
            continue
        kept, variable = box.read(f"keys/{name}").decode(), VARIABLES[name]
        if kept != current and os.environ.get(variable):
            raise CannotRestore(
                f"环境里的 {variable} 与备份的密钥不同：去掉它，或改成备份的，再恢复 / "
                f"{variable} differs from the backup's key: leave it out, or set it to that one"
            )
        if kept != current:
            _take_key(name, kept)


def _take_key(name: str, value: str) -> None:
    path = settings.HOME / "keys" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    setattr(settings, {"audit.key": "AUDIT_KEY", "field.key": "FIELD_KEY"}[name], value)
    fields.forget_key()


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
    columns = tables.columns(model, said.columns.get(name))
    try:
        with box.open(f"tables/{name}.jsonl") as lines:
            made = (tables.instance(model, columns, json.loads(line)) for line in lines)
            for batch in _batches(made, 1000):
                _insert(model, batch)
    except InvalidToken as problem:
        raise CannotRestore(OTHER_KEYS) from problem
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


def _restore_files(box: zipfile.ZipFile, said: about.Manifest) -> None:
    """Those the manifest knows, each on the disk before the rows that name it."""
    root = Path(settings.MEDIA_ROOT).resolve()
    for name in said.sha256:
        if not name.startswith("files/"):
            continue
        target = (root / name.removeprefix("files/")).resolve()
        if not target.is_relative_to(root):
            raise CannotRestore(f"备份里的 {name} 指向别处 / {name} points elsewhere")
        target.parent.mkdir(parents=True, exist_ok=True)
        with box.open(name) as part, target.open("wb") as file:
            shutil.copyfileobj(part, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), tables.models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _prove(said: about.Manifest, *, accept_broken: bool) -> str:
    """Against the backup's own heads: what was exported on this machine since then knows of later events."""
    if about.heads("default") != said.heads:
        raise CannotRestore("链头与备份不符 / the chain heads differ from the backup")
    broken = audit.verify(heads=Path(os.devnull))
    if not broken:
        return ""
    if broken[0].seq == 1 and not any(name.startswith("keys/") for name in said.sha256):
        raise CannotRestore(OTHER_KEYS)
    if not accept_broken:
        raise CannotRestore(
            f"备份里的操作记录链不完整：{broken[0]}。查清了仍要恢复，加 --accept-broken-chain / "
            f"the chain in the backup is broken; to restore it all the same: --accept-broken-chain"
        )
    return str(broken[0])


def _set_heads_aside(said: about.Manifest) -> tuple[int, Path | None]:
    path = audit.heads_file()
    if not path.exists():
        return 0, None
    lost = sum(max(0, seq - said.heads.get(county, [0])[0]) for county, seq in audit.exported_ends(path).items())
    aside = path.with_name(f"heads-{timezone.localtime(clock.now()):%Y%m%d-%H%M%S}.jsonl")
    path.replace(aside)
    return lost, aside
