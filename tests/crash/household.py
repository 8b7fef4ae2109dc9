"""A real server on its own folder and port, started, killed without warning and started again."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]

START_SECONDS, ANSWER_SECONDS = 120, 60
"""A machine with other work takes long; only a hang should fail."""

SET_UP = """
import json, sys
import django; django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.cast import make_cast
cast = make_cast()
session = SessionStore()
session[SESSION_KEY] = str(cast.officer.user.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = cast.officer.user.get_session_auth_hash()
session.create()
print(session.session_key)
"""


@dataclass
class Household:
    """The product as an office runs it, minus the office."""

    home: Path
    port: int = 0
    session: str = ""
    server: subprocess.Popen[bytes] | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def set_up(self) -> None:
        self.prepare()
        self.session = self._python("-c", SET_UP).strip()

    def prepare(self) -> None:
        """An empty database, ready to run; `set_up` brings in the cast too."""
        self.environment = {
            **os.environ, "SANXIN_HOME": str(self.home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "sanxin.project.settings", "SANXIN_IDLE_MINUTES": "600",
        }  # fmt: skip
        self.environment.setdefault("SANXIN_WEB_PROCESSES", "2")
        self._python("-c", "from sanxin.project.verbs.run import prepare; prepare()")

    def _python(self, *arguments: str) -> str:
        return subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

    def ask(self, code: str) -> str:
        """Run Python in the household's own surroundings, on the same database."""
        return self._python("-c", f"import django; django.setup()\n{code}").strip()

    def start(self) -> None:
        from sanxin.project.verbs.run import server_command

        self.port = self.port or _free_port()
        os.environ["SANXIN_WEB_PROCESSES"] = self.environment["SANXIN_WEB_PROCESSES"]
        self.server = subprocess.Popen(
            server_command("127.0.0.1", self.port), env=self.environment, cwd=ROOT, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._await_answer()

    def kill(self) -> None:
        """-9 to the server and all its processes, as a power cut of the process would."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def processes(self) -> list[int]:
        """The server's own processes, parent and workers."""
        assert self.server is not None
        return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _group_of(pid) == self.server.pid]

    def stop(self) -> None:
        if self.server and self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGTERM)
            try:
                self.server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def _await_answer(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(f"the server did not answer within {START_SECONDS} s")

    def get(self, path: str) -> tuple[int, bytes]:
        return self._request("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, bytes]:
        """A form sent once; raises OSError if no answer came."""
        token = "x" * 32  # any value will do as long as cookie and field agree; the gate compares them
        body = urlencode({"csrfmiddlewaretoken": token, **fields})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._request("POST", path, body, headers, token)

    def _request(
        self, method: str, path: str, body: str | None, headers: dict[str, str], token: str = ""
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        cookie = f"sanxin_session={self.session}; sanxin_csrf={token}"
        try:
            connection.request(method, path, body, {"Cookie": cookie, **headers})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as problem:
            raise OSError(str(problem)) from problem
        finally:
            connection.close()


def _group_of(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
