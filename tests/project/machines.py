"""Machines of their own for tests: a folder, a database, and commands run in processes."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("DATABASE_URL", "") if "postgres" in os.environ.get("DATABASE_URL", "") else ""


class Machine:
    """A folder and a database of its own; commands run in processes of their own."""

    def __init__(self, home: Path, database: str = "", **settings: str) -> None:
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
        self.environment |= settings

    def sanxin(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run("-m", "sanxin", *arguments)

    def python(self, code: str, *arguments: str) -> str:
        answer = self._run("-c", f"import django; django.setup()\n{code}", *arguments)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )


class Machines:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.databases: list[str] = []

    def sqlite(self, name: str, **settings: str) -> Machine:
        return Machine(self.folder / name, **settings)

    def at_hand(self, name: str, **settings: str) -> Machine:
        """On the database this run is about."""
        return self.postgres(name, **settings) if POSTGRES else self.sqlite(name, **settings)

    def postgres(self, name: str, **settings: str) -> Machine:
        """An empty database of its own beside the one the tests use."""
        database = f"machine_{name}_{os.getpid()}"
        _on_server(f'CREATE DATABASE "{database}"')
        self.databases.append(database)
        parts = urlsplit(POSTGRES)
        return Machine(self.folder / name, urlunsplit(parts._replace(path=f"/{database}")), **settings)

    def drop(self) -> None:
        for database in self.databases:
            _on_server(f'DROP DATABASE "{database}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(statement)
