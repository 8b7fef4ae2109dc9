"""The console script: `sanxin run | demo | import | synthesize | backup | restore | audit | doctor | worker`.

Verbs of the product are short names; every Django command stays reachable under its own.
"""

import os
import sys
from collections.abc import Callable


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    own = _verbs().get(verb)
    return own(rest) if own else _django(arguments)


def _verbs() -> dict[str, Callable[[list[str]], int]]:
    return {"synthesize": _synthesize}


def _synthesize(rest: list[str]) -> int:
    """Needs neither server nor database, so Django is not even loaded."""
    from sanxin_engines.opinions.command import main as synthesize

    return synthesize(rest)


def _django(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxin.project.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sanxin", *arguments])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
