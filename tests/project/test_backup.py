"""A backup taken while people write becomes the same state on an empty machine, on either database."""

import hashlib
import json
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sanxin.kernel.attachments.store import INCOMING, place_of, put
from sanxin.project.backup.manifest import Manifest
from sanxin.project.backup.writing import _write_files
from tests.project.machines import POSTGRES, ROOT, Machine, Machines

FILL = """
from django.core.files.uploadedfile import SimpleUploadedFile
from sanxin.kernel import clock
from sanxin.kernel.attachments import keep
from sanxin.service.actions.voices import hear
from sanxin.service.speakers import Speaker
from tests.cast import make_cast
cast = make_cast()
now = clock.now()
keep(SimpleUploadedFile("记录.txt", "第一行".encode(), "text/plain"), by=cast.officer, at=now)
for n in range(20):
    hear(office=cast.department, text=f"第 {n} 条", source="visit", by=cast.officer, at=now,
         speaker=Speaker("方师傅", "13900001234", may_answer=True))
"""
WRITE_ON = """
import sys
from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.service.actions.voices import hear
by = Person.objects.get(staff_number="lp001")
office = by.posts.get().unit.office
for n in range(int(sys.argv[1])):
    hear(office=office, text=f"备份时第 {n} 条", source="visit", by=by, at=clock.now())
"""
STATE = """
import hashlib, json
from sanxin.kernel import audit, search
from sanxin.kernel.attachments.store import place_of
from sanxin.kernel.models import Attachment, ChainHead, Event
from sanxin.people.models import Person, User
from sanxin.service.models import Voice, VoiceContact
print(json.dumps({
    "heads": [[str(h.county_id), h.seq, h.mac] for h in ChainHead.objects.order_by("county_id")],
    "events": Event.objects.count(),
    "voices": sorted(Voice.objects.values_list("text", flat=True)),
    "phones": sorted(VoiceContact.objects.values_list("phone", flat=True)),
    "people": sorted(Person.objects.values_list("name", flat=True)),
    "passwords": sorted(User.objects.values_list("password", flat=True)),
    "files": sorted(
        (a.sha256, hashlib.sha256(place_of(a.sha256).read_bytes()).hexdigest()) for a in Attachment.objects.all()
    ),
    "found": sum(len(g.hits) for g in search.find(Person.objects.get(staff_number="lp001"), "第 7", limit=50)),
    "broken": [str(b) for b in audit.verify()],
}))
"""

TAMPER = """
from django.db import connection
from sanxin.kernel import triggers
from sanxin.kernel.models import Event
triggers.remove(connection)
Event.objects.filter(seq=2).update(actor_name="别人")
triggers.install(connection)
"""


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("machines"))
    yield made
    made.drop()


@pytest.fixture(scope="module")
def old(machines: Machines) -> Machine:
    """An office at work: people, voices with a phone, a file."""
    return filled(machines.sqlite("old"))


@pytest.fixture(scope="module")
def backup(machines: Machines, old: Machine) -> Path:
    file = machines.folder / "backup.zip"
    said = old.sanxin("backup", str(file))
    assert said.returncode == 0, said.stderr
    return file


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> None:
    """The backup with changed parts and a manifest that agrees with them."""
    with zipfile.ZipFile(source) as box:
        parts = {name: change(name, box.read(name)) for name in box.namelist()}
    said = json.loads(parts["manifest.json"])
    said["sha256"] = {name: hashlib.sha256(parts[name]).hexdigest() for name in said["sha256"]}
    parts["manifest.json"] = json.dumps(said).encode()
    with zipfile.ZipFile(target, "w") as box:
        for name, body in parts.items():
            box.writestr(name, body)


def voices_of(machine: Machine) -> list[str]:
    code = "from sanxin.service.models import Voice; print(*Voice.objects.values_list('text', flat=True), sep='\\n')"
    return [text for text in machine.python(code).splitlines() if text]


def state_of(machine: Machine) -> dict[str, object]:
    return json.loads(machine.python(STATE))  # type: ignore[no-any-return]


def filled(machine: Machine) -> Machine:
    assert machine.sanxin("migrate", "--verbosity=0").returncode == 0
    machine.python(FILL)
    return machine


def twin(machines: Machines, machine: Machine, name: str) -> Machine:
    """The same office once more, to be harmed."""
    made = machines.sqlite(name)
    shutil.copytree(machine.home, made.home)
    return made


once_is_enough = pytest.mark.skipif(bool(POSTGRES), reason="asks nothing of PostgreSQL; the SQLite run has it")


@once_is_enough
def test_an_empty_machine_becomes_the_same(machines: Machines, old: Machine, backup: Path) -> None:
    new = machines.sqlite("new")

    said = new.sanxin("restore", str(backup))

    assert said.returncode == 0, said.stderr
    found: Any = state_of(new)
    assert found == state_of(old)
    assert found["broken"] == []
    assert [sha256 for sha256, of_the_disk in found["files"] if sha256 != of_the_disk] == []
    assert found["files"]


@pytest.mark.skipif(not POSTGRES, reason="the SQLite run restores to SQLite")
def test_from_sqlite_to_postgresql_and_back(machines: Machines, old: Machine, backup: Path) -> None:
    second, third, file = machines.postgres("b"), machines.sqlite("c"), machines.folder / "two.zip"

    assert second.sanxin("restore", str(backup)).returncode == 0
    assert second.sanxin("backup", str(file)).returncode == 0
    assert third.sanxin("restore", str(file)).returncode == 0

    assert state_of(old) == state_of(second) == state_of(third)
    second.python(WRITE_ON, "2")  # its sequences go on where they stood


def test_a_backup_taken_while_people_write_is_whole(machines: Machines) -> None:
    busy, new = machines.at_hand("busy"), machines.at_hand("calm")
    filled(busy)
    before = len(voices_of(busy))
    writer = threading.Thread(target=busy.python, args=(WRITE_ON, "400"))
    writer.start()
    while len(voices_of(busy)) == before:
        assert writer.is_alive(), "nobody wrote"

    file = machines.folder / "busy.zip"
    assert busy.sanxin("backup", str(file)).returncode == 0
    writer.join()
    assert new.sanxin("restore", str(file)).returncode == 0

    kept = state_of(new)
    assert kept["broken"] == []
    assert before < len(voices_of(new)) <= len(voices_of(busy))
    assert set(voices_of(new)) <= set(voices_of(busy))
    assert kept["events"] == len(voices_of(new)), "an event for each voice and a voice for each event"


@once_is_enough
def test_rows_are_read_by_the_names_of_their_columns(machines: Machines, old: Machine, backup: Path) -> None:
    """A model whose fields stand in another order since then has no other schema."""
    turned, table = machines.folder / "turned.zip", "people_person"

    def turn(name: str, body: bytes) -> bytes:
        if name == f"tables/{table}.jsonl":
            rows = [json.loads(line)[::-1] for line in body.splitlines()]
            return b"".join(json.dumps(row).encode() + b"\n" for row in rows)
        if name == "manifest.json":
            said = json.loads(body)
            said["columns"][table].reverse()
            return json.dumps(said).encode()
        return body

    rewritten(backup, turned, turn)
    new = machines.sqlite("turned")
    said = new.sanxin("restore", str(turned))

    assert said.returncode == 0, said.stderr
    assert state_of(new) == state_of(old)


@once_is_enough
def test_a_key_of_the_environment_that_does_not_fit_is_refused(machines: Machines, backup: Path) -> None:
    new = machines.sqlite("other_key", SANXIN_AUDIT_KEY="a key of this machine alone")

    said = new.sanxin("restore", str(backup))

    assert said.returncode == 1
    assert "SANXIN_AUDIT_KEY" in said.stderr
    assert voices_of(new) == []


@once_is_enough
def test_without_its_keys_a_backup_is_for_the_machine_that_has_them(
    machines: Machines, old: Machine, tmp_path: Path
) -> None:
    file, new = tmp_path / "keyless.zip", machines.sqlite("stranger")
    assert old.sanxin("backup", str(file), "--without-keys").returncode == 0

    said = new.sanxin("restore", str(file))
    assert said.returncode == 1
    assert "SANXIN_HOME/keys" in said.stderr
    assert voices_of(new) == []

    for name in ("audit.key", "field.key"):
        shutil.copyfile(old.home / "keys" / name, new.home / "keys" / name)
    assert new.sanxin("restore", str(file)).returncode == 0
    assert state_of(new) == state_of(old)


@once_is_enough
def test_a_machine_that_lost_its_database_comes_back_and_says_what_is_missing(machines: Machines, old: Machine) -> None:
    machine = twin(machines, old, "unlucky")
    file = machines.folder / "yesterday.zip"
    assert machine.sanxin("backup", str(file)).returncode == 0
    before = state_of(machine)
    machine.python(WRITE_ON, "3")
    assert machine.sanxin("audit", "head").returncode == 0
    for part in machine.home.glob("sanxin.sqlite3*"):
        part.unlink()

    said = machine.sanxin("restore", str(file))

    assert said.returncode == 0, said.stderr
    assert "备份以后的 3 条操作记录不在里面" in said.stdout
    assert state_of(machine) == before
    assert [path.name for path in (machine.home / "audit").iterdir()] != ["heads.jsonl"]


@once_is_enough
def test_a_chain_broken_before_the_backup_is_told_and_leaves_nothing_behind(machines: Machines, old: Machine) -> None:
    tampered = twin(machines, old, "tampered")
    tampered.python(TAMPER)
    file, new = machines.folder / "tampered.zip", machines.sqlite("honest")
    assert tampered.sanxin("backup", str(file)).returncode == 0

    said = new.sanxin("restore", str(file))
    assert said.returncode == 1
    assert "第 2 条" in said.stderr
    assert voices_of(new) == []

    assert new.sanxin("restore", str(file), "--accept-broken-chain").returncode == 0
    assert voices_of(new) == voices_of(tampered)


@once_is_enough
def test_what_cannot_be_written_is_a_sentence_and_leaves_nothing_behind(old: Machine, tmp_path: Path) -> None:
    small = 'ulimit -f 200; exec "$0" -m sanxin backup "$1"'
    full = subprocess.run(
        ["sh", "-c", small, sys.executable, str(tmp_path / "full.zip")],
        env=old.environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    folder = old.sanxin("backup", str(tmp_path))
    nowhere = old.sanxin("backup", "/dev/null/a.zip")

    for said in (full, folder, nowhere):
        assert said.returncode == 1, said.stdout
        assert " / " in said.stderr
        assert "Traceback" not in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_dropped_while_the_backup_is_written_is_left_out(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    kept, dropped = (put([words]) for words in (b"kept", b"dropped"))
    (tmp_path / "files" / INCOMING / "half").write_bytes(b"no name yet")
    said = Manifest(made_at="", vendor="", release="")

    class Dropping(zipfile.ZipFile):
        """The sheet is deleted just before its turn."""

        def open(self, *asked: Any, **more: Any) -> Any:
            place_of(dropped).unlink(missing_ok=True)
            return super().open(*asked, **more)

    first, second = sorted([kept, dropped])
    if first == dropped:
        kept, dropped = dropped, kept
    with Dropping(tmp_path / "b.zip", "w") as box:
        _write_files(box, said)

    assert list(said.sha256) == [f"files/{kept[:2]}/{kept[2:]}"]
    assert second == dropped


@once_is_enough
def test_a_changed_backup_is_refused(machines: Machines, backup: Path) -> None:
    forged = machines.folder / "forged.zip"
    with zipfile.ZipFile(backup) as box, zipfile.ZipFile(forged, "w") as target:
        for name in box.namelist():
            body = box.read(name)
            target.writestr(
                name, body.replace("程晓岚".encode(), "程小岚".encode()) if "people_person" in name else body
            )

    said = machines.sqlite("forged").sanxin("restore", str(forged))

    assert said.returncode == 1
    assert "people_person.jsonl 被改过" in said.stderr


@once_is_enough
def test_what_is_no_backup_is_refused_with_a_sentence(machines: Machines) -> None:
    file = machines.folder / "letter.zip"
    file.write_bytes(b"nothing of the kind")

    said = machines.sqlite("letter").sanxin("restore", str(file))

    assert said.returncode == 1
    assert "不是备份" in said.stderr


@once_is_enough
def test_a_database_with_data_in_it_is_left_as_it_is(old: Machine, backup: Path) -> None:
    before = state_of(old)

    said = old.sanxin("restore", str(backup))

    assert said.returncode == 1
    assert "已有数据" in said.stderr
    assert state_of(old) == before


@once_is_enough
def test_a_backup_is_for_its_owner_only_and_may_leave_the_keys_out(machines: Machines, old: Machine) -> None:
    file = machines.folder / "keyless.zip"
    old.sanxin("backup", str(file), "--without-keys")

    with zipfile.ZipFile(file) as box:
        names = box.namelist()
        contacts = box.read("tables/service_voicecontact.jsonl").decode()

    assert file.stat().st_mode & 0o777 == 0o600
    assert not [name for name in names if name.startswith("keys/")]
    assert contacts
    assert "13900001234" not in contacts
