"""A backup taken while people write becomes the same state on an empty machine, on either database."""

import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.machines import POSTGRES, Machine, Machines

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
import json
from sanxin.kernel import audit, search
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
    "files": sorted(Attachment.objects.values_list("sha256", flat=True)),
    "found": sum(len(g.hits) for g in search.find(Person.objects.get(staff_number="lp001"), "第 7", limit=50)),
    "broken": [str(b) for b in audit.verify()],
}))
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


def voices_of(machine: Machine) -> list[str]:
    code = "from sanxin.service.models import Voice; print(*Voice.objects.values_list('text', flat=True), sep='\\n')"
    return machine.python(code).splitlines()


def state_of(machine: Machine) -> dict[str, object]:
    return json.loads(machine.python(STATE))  # type: ignore[no-any-return]


def filled(machine: Machine) -> Machine:
    assert machine.sanxin("migrate", "--verbosity=0").returncode == 0
    machine.python(FILL)
    return machine


once_is_enough = pytest.mark.skipif(bool(POSTGRES), reason="asks nothing of PostgreSQL; the SQLite run has it")


@once_is_enough
def test_an_empty_machine_becomes_the_same(machines: Machines, old: Machine, backup: Path) -> None:
    new = machines.sqlite("new")

    said = new.sanxin("restore", str(backup))

    assert said.returncode == 0, said.stderr
    assert state_of(new) == state_of(old)
    assert state_of(new)["broken"] == []


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
