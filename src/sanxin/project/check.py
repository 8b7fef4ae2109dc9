"""`make check`: every gate that needs no test run, each named, all run, the failed ones listed at the end."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxin.project.settings")
    os.environ.setdefault("SANXIN_HOME", str(ROOT / "var" / "check"))
    failed = [name for name, command in gates().items() if not passes(name, command)]
    if failed:
        sys.stdout.write(f"\nmake check: {len(failed)} failed: {', '.join(failed)}\n")
    return 1 if failed else 0


def gates() -> dict[str, list[str]]:
    templates = [str(path) for path in sorted((ROOT / "src").rglob("templates/**/*.html"))]
    return {
        "format": [tool("ruff"), "format", "--check", "--quiet", "src", "tests", "bench"],
        "lint": [tool("ruff"), "check", "--quiet", "src", "tests", "bench"],
        "layers": [tool("lint-imports")],
        "types": [tool("mypy")],
        "templates": [tool("djade"), "--check", "--target-version", "5.2", *templates],
        "migrations": [tool("sanxin"), "makemigrations", "--check", "--dry-run"],
        "deployment": [tool("sanxin"), "check", "--deploy", "--fail-level", "WARNING"],
        "vendor": [sys.executable, "-m", "sanxin.web.vendor", "--check"],
    }


def tool(name: str) -> str:
    return str(BIN / name)


def passes(name: str, command: list[str]) -> bool:
    started = time.monotonic()
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    word = "ok" if result.returncode == 0 else "FAILED"
    sys.stdout.write(f"{name:<12}{word}  {time.monotonic() - started:.1f} s\n")
    sys.stdout.flush()
    if result.returncode:
        sys.stdout.write(result.stdout + result.stderr)
    return result.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
