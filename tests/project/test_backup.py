"""A backup taken while people write becomes the same state on an empty machine, on either database."""

import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("DATABASE_URL", "") if "postgres" in os.environ.get("DATABASE_URL", "") else ""

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


class Machine:
    """A folder and a database of its own; commands run in processes of their own."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.home = home
        keys = {f"SANXIN_{name}_KEY" for name in ("SECRET", "AUDIT", "FIELD")}
        self.environment = {k: v for k, v in os.environ.items() if k not in keys | {"DATABASE_URL"}}
        self.environment |= {
            "SANXIN_HOME": str(home),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "sanxin.project.settings",
        }
        if database:
            self.environment["DATABASE_URL"] = database

    def sanxin(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run("-m", "sanxin", *arguments)

    def python(self, code: str, *arguments: str) -> str:
        answer = self._run("-c", f"import django; django.setup()\n{code}", *arguments)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def voices(self) -> list[str]:
        code = (
            "from sanxin.service.models import Voice; print(*Voice.objects.values_list('text', flat=True), sep='\\n')"
        )
        return self.python(code).splitlines()

    def state(self) -> dict[str, object]:
        return json.loads(self.python(STATE))  # type: ignore[no-any-return]

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Machines"]:
    made = Machines(tmp_path_factory.mktemp("machines"))
    yield made
    made.drop()


@pytest.fixture(scope="module")
def old(machines: "Machines") -> "Machine":
    """An office at work: people, voices with a phone, a file."""
    return filled(machines.sqlite("old"))


@pytest.fixture(scope="module")
def backup(machines: "Machines", old: "Machine") -> Path:
    file = machines.folder / "backup.zip"
    said = old.sanxin("backup", str(file))
    assert said.returncode == 0, said.stderr
    return file


class Machines:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.databases: list[str] = []

    def sqlite(self, name: str) -> Machine:
        return Machine(self.folder / name)

    def at_hand(self, name: str) -> Machine:
        """On the database this run is about."""
        return self.postgres(name) if POSTGRES else self.sqlite(name)

    def postgres(self, name: str) -> Machine:
        """An empty database of its own beside the one the tests use."""
        database = f"backup_{name}_{os.getpid()}"
        _on_server(f'CREATE DATABASE "{database}"')
        self.databases.append(database)
        parts = urlsplit(POSTGRES)
        return Machine(self.folder / name, urlunsplit(parts._replace(path=f"/{database}")))

    def drop(self) -> None:
        for database in self.databases:
            _on_server(f'DROP DATABASE "{database}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


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
    assert new.state() == old.state()
    assert new.state()["broken"] == []


@pytest.mark.skipif(not POSTGRES, reason="the SQLite run restores to SQLite")
def test_from_sqlite_to_postgresql_and_back(machines: Machines, old: Machine, backup: Path) -> None:
    second, third, file = machines.postgres("b"), machines.sqlite("c"), machines.folder / "two.zip"

    assert second.sanxin("restore", str(backup)).returncode == 0
    assert second.sanxin("backup", str(file)).returncode == 0
    assert third.sanxin("restore", str(file)).returncode == 0

    assert old.state() == second.state() == third.state()
    second.python(WRITE_ON, "2")  # its sequences go on where they stood


def test_a_backup_taken_while_people_write_is_whole(machines: Machines) -> None:
    busy, new = machines.at_hand("busy"), machines.at_hand("calm")
    filled(busy)
    before = len(busy.voices())
    writer = threading.Thread(target=busy.python, args=(WRITE_ON, "400"))
    writer.start()
    while len(busy.voices()) == before:
        assert writer.is_alive(), "nobody wrote"

    file = machines.folder / "busy.zip"
    assert busy.sanxin("backup", str(file)).returncode == 0
    writer.join()
    assert new.sanxin("restore", str(file)).returncode == 0

    kept = new.state()
    assert kept["broken"] == []
    assert before < len(new.voices()) <= len(busy.voices())
    assert set(new.voices()) <= set(busy.voices())
    assert kept["events"] == len(new.voices()), "an event for each voice and a voice for each event"


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
    before = old.state()

    said = old.sanxin("restore", str(backup))

    assert said.returncode == 1
    assert "已有数据" in said.stderr
    assert old.state() == before


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
