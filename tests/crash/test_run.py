"""`sanxin run` as a person meets it: it says where it is, mends itself, and goes when told to."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.crash.household import ROOT, START_SECONDS, _free_port

pytestmark = pytest.mark.crash

STOPPED_SECONDS = 60
"""Far more than it takes; only a hang should fail."""


class Running:
    """`sanxin run` in a session of its own, as a terminal would hold it."""

    def __init__(self, home: Path, port: int, **settings: str) -> None:
        self.home, self.port = home, port
        environment = os.environ | {"SANXIN_HOME": str(home), "PORT": str(port), "SANXIN_WEB_PROCESSES": "1"} | settings
        environment["PYTHONPATH"] = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
        self.said = home.with_suffix(".out")
        with self.said.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "sanxin", "run"], env=environment, cwd=ROOT, start_new_session=True,
                stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def children(self) -> dict[str, int]:
        """Server and worker, by what they were started with."""
        names = {"server": b"granian", "worker": b"sanxin\0worker"}
        mine = {words: pid for pid, words in children_of(self.process.pid)}
        return {name: pid for name, mark in names.items() for words, pid in mine.items() if mark in words}

    def ready(self) -> None:
        until(lambda: "Ctrl-C" in self.said.read_text() and len(self.children()) == 2, self.said)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=STOPPED_SECONDS)

    def end(self) -> None:
        for pid in [*self.children().values(), self.process.pid]:
            try:
                os.killpg(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()


def children_of(parent: int) -> Iterator[tuple[int, bytes]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                yield int(folder.name), (folder / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue  # over meanwhile


def until(true: Callable[[], bool], said: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not true():
        assert time.monotonic() < deadline, said.read_text()
        time.sleep(0.05)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path / "home", _free_port())
    try:
        made.ready()
        yield made
    finally:
        made.end()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_keeps_to_its_port_and_folder_and_ends_cleanly(running: Running) -> None:
    assert f"http://127.0.0.1:{running.port}" in running.said.read_text()
    with urlopen(f"http://127.0.0.1:{running.port}/healthz", timeout=START_SECONDS) as answer:
        assert answer.status == 200
    assert (running.home / "sanxin.sqlite3").exists()
    children = running.children().values()

    assert running.stop() == 0

    assert not [pid for pid in children if alive(pid)]
    assert "Traceback" not in running.said.read_text()
    again = Running(running.home, running.port)
    try:
        again.ready()  # the port is free at once
        assert again.stop() == 0
    finally:
        again.end()


def test_a_worker_that_died_is_started_again_and_without_the_server_it_ends(running: Running) -> None:
    first = running.children()
    os.killpg(first["worker"], signal.SIGKILL)
    until(lambda: running.children().get("worker", first["worker"]) != first["worker"], running.said)

    os.killpg(first["server"], signal.SIGKILL)

    assert running.process.wait(timeout=STOPPED_SECONDS) != 0
    assert running.children() == {}


def test_a_port_that_is_taken_and_a_slip_in_a_name_are_told(running: Running, tmp_path: Path) -> None:
    second = Running(tmp_path / "second", running.port)

    assert second.process.wait(timeout=STOPPED_SECONDS) == 1
    assert re.search(r"端口 \d+ 已被占用", second.said.read_text())
    assert not (second.home / "sanxin.sqlite3").exists()

    third = Running(tmp_path / "third", _free_port(), SANXIN_HTPS="1")
    try:
        third.ready()
        assert "SANXIN_HTTPS" in third.said.read_text()
    finally:
        third.end()
