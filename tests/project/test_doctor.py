"""The doctor calls sound what is sound, and names what is not with the way out."""

import shutil
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from sanxin.kernel import audit, clock, triggers
from sanxin.kernel.attachments import keep
from sanxin.kernel.attachments.store import place_of
from sanxin.kernel.jobs import start
from sanxin.kernel.models import Attachment, Event
from sanxin.ledger.models import Item
from sanxin.project.verbs import doctor
from sanxin.project.verbs.doctor import BROKEN, OK, WATCH, Finding, examine
from tests.cast import Cast
from tests.ledger.builders import item_for

Disk = namedtuple("Disk", "total used free")


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    (tmp_path / "keys").mkdir()
    for name in ("audit.key", "field.key"):
        (tmp_path / "keys" / name).touch(mode=0o600)
    monkeypatch.setattr("sanxin.project.environment.strangers", list)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(0, 0, 50 * 2**30))
    return tmp_path


@pytest.fixture
def office(cast: Cast, now: datetime) -> Cast:
    """An item, a file, and the heads of this day."""
    item_for(cast)
    keep(SimpleUploadedFile("记录.txt", "第一行".encode()), by=cast.officer, at=now)
    audit.export_head()
    return cast


def finding(subject: str) -> Finding:
    [found] = [one for one in examine() if one.subject == subject]
    return found


def test_a_sound_house_is_called_sound(office: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    states = {one.subject: one.state for one in examine()}

    assert {subject for subject, state in states.items() if state != OK} <= {"calendar"}
    assert {"database", "settings", "keys", "disk", "migrations", "worker", "heads", "chain", "stages", "files"} <= set(
        states
    )


def test_a_changed_row_is_named_and_the_exit_code_says_so(
    office: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    triggers.remove(connection)
    Event.objects.filter(seq=1).update(actor_name="别人")
    monkeypatch.setattr("django.setup", lambda: None)

    assert doctor.main([]) == 1

    [line] = [line for line in capsys.readouterr().out.splitlines() if "chain" in line]
    assert "第 1 条" in line
    assert line.startswith(BROKEN)


def test_a_file_that_is_gone_is_named(office: Cast) -> None:
    place_of(Attachment.objects.get().sha256).unlink()

    assert finding("files").state == BROKEN


def test_a_file_changed_on_the_disk_is_named(office: Cast) -> None:
    sha256 = Attachment.objects.get().sha256
    place_of(sha256).write_bytes("另一行".encode())

    found = finding("files")
    assert found.state == BROKEN
    assert sha256 in found.sentence


def test_a_stage_that_differs_from_its_rows_is_named(office: Cast) -> None:
    Item.objects.update(stage="accepted")

    found = finding("stages")
    assert found.state == BROKEN
    assert Item.objects.get().code in found.sentence


def test_keys_others_may_read_are_named(office: Cast, home: Path) -> None:
    (home / "keys" / "field.key").chmod(0o644)

    found = finding("keys")
    assert (found.state, "field.key" in found.sentence, "chmod 600" in found.sentence) == (BROKEN, True, True)


def test_a_disk_almost_full_is_to_be_watched(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(0, 0, 2**30))

    assert finding("disk").state == WATCH


def test_work_nobody_does_points_to_the_worker(office: Cast, now: datetime) -> None:
    start("kernel.sheet.check", by=office.officer, args={"sheet_import": "0"})

    with clock.frozen(now + timedelta(minutes=6)):
        found = finding("worker")

    assert found.state == WATCH
    assert "sanxin worker" in found.sentence


def test_heads_nobody_exports_point_to_the_worker(office: Cast, now: datetime) -> None:
    with clock.frozen(now + timedelta(days=3)):
        found = finding("heads")

    assert found.state == WATCH
    assert "sanxin worker" in found.sentence


def test_a_setting_with_a_wrong_name_is_to_be_watched(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanxin.project.environment.strangers", lambda: ["没有 SANXIN_HTPS 这项设置"])

    found = finding("settings")
    assert (found.state, found.sentence) == (WATCH, "没有 SANXIN_HTPS 这项设置")


def test_migrations_that_are_missing_are_counted(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanxin.project.migrating.unapplied", lambda: 2)

    found = finding("migrations")
    assert found.state == BROKEN
    assert "sanxin migrate" in found.sentence


def test_a_check_that_fails_itself_is_a_finding(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> Any:
        raise OSError("the disk is away")

    monkeypatch.setattr("sanxin.kernel.audit.verify", away)

    found = finding("chain")
    assert found.state == BROKEN
    assert "the disk is away" in found.sentence
    assert finding("files").state == OK
