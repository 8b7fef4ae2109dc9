"""A database of an earlier release becomes today's: nothing is lost, the chain holds, the pages open."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sanxin.people.models import User
from tests.project.machines import Machine, Machines
from tests.project.releases.make import KEYS
from tests.project.releases.year import spend_a_year

KEPT = sorted((Path(__file__).parent / "releases").glob("*.sql.gz"))
EVERYDAY = ("/", "/ledger/", "/service/voices/", "/research/", "/research/proposals/", "/service/owed/", "/search/")
Said = dict[str, Any]


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("released"))
    yield made
    made.drop()


@pytest.fixture(scope="module", params=KEPT, ids=lambda file: file.name.removesuffix(".sql.gz"))
def kept(request: pytest.FixtureRequest) -> Path:
    file: Path = request.param
    return file


@pytest.fixture(scope="module")
def said(machines: Machines, kept: Path) -> Said:
    """What the release's database says once it is brought up to date."""
    machine = machines.at_hand(re.sub(r"\W", "_", kept.name.removesuffix(".sql.gz")), **KEYS)
    machine.home.mkdir()
    module(machine, "tests.project.releases.loading", str(kept))
    brought = machine.sanxin("migrate", "--verbosity=0")
    assert brought.returncode == 0, brought.stderr
    if "DATABASE_URL" in machine.environment:
        assert machine.sanxin("reindex").returncode == 0  # its tokens stand in columns no model has
    return json.loads(module(machine, "tests.project.releases.looking"))  # type: ignore[no-any-return]


def module(machine: Machine, name: str, *arguments: str) -> str:
    return machine.python(f"import sys; from {name} import main; {CALLS[name]}", *arguments)


CALLS = {
    "tests.project.releases.loading": "from pathlib import Path; main(Path(sys.argv[1]))",
    "tests.project.releases.looking": "main()",
}


def test_every_row_is_still_there(said: Said, kept: Path) -> None:
    lines = gzip.decompress(kept.read_bytes()).decode()
    before = {table: lines.count(f'INSERT INTO "{table}" ') for table in said["rows"]}

    assert {table: count for table, count in said["rows"].items() if count < before[table]} == {}
    assert sum(before.values()) > 2000


def test_the_chain_holds(said: Said) -> None:
    assert said["broken"] == []


def test_what_was_encrypted_can_be_read(said: Said) -> None:
    assert len(said["phones"]) == 15
    assert said["phones"][0] == "13900000001"


def test_what_was_found_is_found(said: Said) -> None:
    assert said["found"] > 20


def test_the_pages_open(said: Said) -> None:
    wrong = {
        (role, status, path)
        for role, answers in said["pages"].items()
        for status, paths in answers.items()
        for path in paths
        if status not in {"200", "302", "404"}
    }

    assert wrong == set()
    assert set(EVERYDAY) <= set(said["pages"]["officer"]["200"])
    assert [role for role, answers in said["pages"].items() if len(answers["200"]) < 10] == []


def test_the_work_goes_on(said: Said) -> None:
    assert said["next"] == {"events": {"service.voice.heard": 1, "ledger.progress.noted": 1}, "broken": []}


def test_the_next_release_can_be_kept(db: None, settings: Any) -> None:
    """The year is spent with today's verbs; `make` writes it down when a release is cut."""
    settings.ALLOWED_HOSTS = ["localhost"]

    spend_a_year()

    assert User.objects.count() > 10
