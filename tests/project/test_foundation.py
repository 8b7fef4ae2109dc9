"""An empty database laid out at once is the database all migrations make, and knows it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.project.machines import Machine, Machines


@pytest.fixture
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("founded"))
    yield made
    made.drop()


def drawn(machine: Machine, *how: str) -> dict[str, Any]:
    machine.home.mkdir()
    brought = machine.sanxin("migrate", "--verbosity=0", *how)
    assert brought.returncode == 0, brought.stderr
    said = machine.python("from tests.project.drawing import main; main()")
    return json.loads(said)  # type: ignore[no-any-return]


def test_it_is_what_the_migrations_make(machines: Machines) -> None:
    walked = drawn(machines.at_hand("walked"), "--one-by-one")
    laid = drawn(machines.at_hand("laid"))

    assert laid["names"] == walked["names"]
    assert len(walked["parts"]) > 100
    for table, parts in walked["parts"].items():
        assert laid["parts"][table] == parts, table
    assert "no_update" in str(laid["parts"]["kernel_event"])
    assert laid["applied"] == walked["applied"]
    assert laid["days"] == walked["days"] > 300


def test_a_database_with_rows_is_walked_step_by_step(machines: Machines) -> None:
    machine = machines.at_hand("begun")
    machine.home.mkdir()
    machine.sanxin("migrate", "kernel", "0001", "--verbosity=0")

    assert machine.sanxin("migrate", "sessions", "--verbosity=0").returncode == 0
    noted = machine.python(
        "from django.db import connection as c; from django.db.migrations.recorder import MigrationRecorder as R\n"
        "print(sorted({app for app, _ in R(c).applied_migrations()}))"
    )
    assert noted.strip() == "['kernel', 'sessions']"
