"""`sanxin run`: bring the database and the static files up to date, then web server and worker until told to stop."""

import errno
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from sanxin.project import environment as env

STOP_SECONDS = 10
"""How long a process may take to finish what it is doing."""


def main(argv: list[str]) -> int:
    options = _options(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxin.project.settings")
    port = env.number("PORT", 8000, least=1, most=65535)
    host = env.text("SANXIN_HOST", "127.0.0.1")
    if taken := _why_taken(host, port):
        sys.stderr.write(f"{taken}\n")
        return 1
    prepare()
    for slip in env.strangers():
        sys.stderr.write(f"{slip}\n")
    if options.demo:
        from sanxin.project import demo

        demo.fill_if_empty()
    return Household(host, port).live(lambda: _greeting(host, port, demo.sign_in_links() if options.demo else []))


def prepare() -> None:
    """Messages and style sheet, migrations, hashed static files: each only if something changed."""
    import django

    from sanxin.project.build import build

    build()
    django.setup()
    from sanxin.project.migrating import bring_up_to_date

    bring_up_to_date()
    _collect_static()


class Household:
    """The server and the worker, started together and stopped together."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.commands = {"server": server_command(host, port), "worker": [sys.executable, "-m", "sanxin", "worker"]}
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def live(self, greeting: Callable[[], str]) -> int:
        """Until told to stop; the greeting is put together while the server starts, and said once it listens."""
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, self.stop)
        self._start("server")
        words = greeting()
        while not self.stopping and _is_free(self.host, self.port):
            self._look_after()
            time.sleep(0.05)
        sys.stdout.write(words)
        sys.stdout.flush()
        if not self.stopping:
            self._start("worker")  # last, so that whoever waits for the first page has both processors
        while not self.stopping:
            self._look_after()
            time.sleep(0.2)
        return self._wind_down()

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _look_after(self) -> None:
        """A worker that died is started again; without the server there is nothing to serve."""
        if self.children["server"].poll() is not None:
            self.stopping = True
        elif "worker" in self.children and self.children["worker"].poll() is not None:
            time.sleep(1)
            self._start("worker")

    def _start(self, name: str) -> None:
        self.children[name] = subprocess.Popen(self.commands[name], start_new_session=True)

    def _wind_down(self) -> int:
        code = self.children["server"].poll() or 0
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
        return code


def server_command(host: str, port: int) -> list[str]:
    """granian, WSGI, one process a core: chosen by measuring our own pages (docs/decisions/0005)."""
    workers = env.number("SANXIN_WEB_PROCESSES", min(4, os.cpu_count() or 1), least=1, most=64)
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "8", "--backpressure", "64",
        "--workers-kill-timeout", "8", "--respawn-failed-workers", "--no-ws", "--log-level", "error",
        "sanxin.project.wsgi:application",
    ]  # fmt: skip


def _collect_static() -> None:
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    fresh = _fingerprint(settings.PACKAGE)
    if stamp.exists() and stamp.read_text() == fresh:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(fresh)


def _fingerprint(package: Path) -> str:
    """Changes when a static file of ours does; file times are enough, contents need not be read."""
    digest = hashlib.sha256()
    for path in sorted(package.glob("*/static/**/*")):
        if path.is_file():
            digest.update(f"{path}{path.stat().st_mtime_ns}{path.stat().st_size}".encode())
    return digest.hexdigest()


def _greeting(host: str, port: int, links: list[tuple[str, str]]) -> str:
    address = f"http://{host}:{port}"
    lines = ["", f"三心 Sanxin  {address}", ""]
    if links:
        lines.append("一次性登录链接，各用一次（one-time sign-in links）：")
        lines += [f"  {label}\t{address}{path}" for label, path in links]
        lines.append("")
    return "\n".join([*lines, "Ctrl-C 停止（stops it）", "", ""])


def _is_free(host: str, port: int) -> bool:
    return not _why_taken(host, port)


def _why_taken(host: str, port: int) -> str:
    """Why nobody can listen there; empty where one can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                return f"端口 {port} 已被占用，换一个：PORT=8001 make run\nPort {port} is taken: PORT=8001 make run"
            return f"不能在 {host}:{port} 上等人来 / cannot listen at {host}:{port} ({problem.strerror})"
    return ""


def _options(argv: list[str]) -> "Options":
    parser = ArgumentParser(prog="sanxin run")
    parser.add_argument("--demo", action="store_true", help="fill an empty database with a demo county")
    return parser.parse_args(argv, namespace=Options())


class Options:
    demo: bool = False
