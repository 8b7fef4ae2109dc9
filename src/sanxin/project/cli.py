"""The console script: `sanxin run`, `demo`, `begin`, `import`, `synthesize`, `consensus`, `backup`, `restore`, ...

Our own verbs are modules of `verbs`, loaded when called; `audit` and every command
of Django stay reachable under their own names.
"""

import os
import sys
from importlib import import_module

VERBS = {
    "run": "sanxin.project.verbs.run",
    "demo": "sanxin.project.verbs.demo",
    "begin": "sanxin.project.verbs.begin",
    "import": "sanxin.project.verbs.bring",
    "backup": "sanxin.project.verbs.backup",
    "restore": "sanxin.project.verbs.restore",
    "doctor": "sanxin.project.verbs.doctor",
    "worker": "sanxin.project.verbs.worker",
    # These need no server and no database, so Django is not loaded.
    "synthesize": "sanxin_engines.opinions.command",
    "consensus": "sanxin_engines.consensus.command",
    "caseload": "sanxin_engines.caseload.command",
}
"""docs/commands.md has a paragraph on each; a test compares."""


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxin.project.settings")
    try:
        if verb in VERBS:
            return int(import_module(VERBS[verb]).main(rest))
        return _django(arguments)
    except _complaints() as problem:
        sys.stderr.write(f"{problem}\n")
        return 2


def _django(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sanxin", *arguments])
    return 0


def _complaints() -> tuple[type[Exception], ...]:
    """Mistakes of set-up that deserve their sentence and no traceback."""
    from sanxin.project.environment import WrongSetting
    from sanxin.project.sqlite import UnsafeSqlite

    return WrongSetting, UnsafeSqlite


if __name__ == "__main__":
    raise SystemExit(main())
