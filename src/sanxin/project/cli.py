"""The console script: `sanxin run`, `demo`, `begin`, `import`, `synthesize`, `consensus`, `backup`, `restore`, ...

Our own verbs are modules of `verbs`, loaded when called; `audit` and every command
of Django stay reachable under their own names.
"""

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import version

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

PURPOSES = {
    "run": "启动网站和后台 / start the web server and the worker",
    "demo": "给空库放进演示县 / fill an empty database with a demo county",
    "begin": "建第一个单位和管理员 / make the first office and its administrator",
    "import": "导入表格或区划 / bring in a sheet, or the divisions",
    "backup": "备份成一个文件 / write the whole state into one file",
    "restore": "把备份恢复到空库 / fill an empty database from a backup",
    "audit": "核对操作记录链 / prove the chain of events",
    "doctor": "体检，说出毛病和办法 / say what is sound, what is broken and the way out",
    "worker": "只启动后台 / start the worker alone",
    "days": "导入放假安排 / read the holidays of a year",
    "reindex": "重建检索 / build the search index anew",
    "synthesize": "把一表留言归并成问题 / group messages into problems",
    "consensus": "从投票找共识 / find common ground in votes",
    "caseload": "排联系安排 / plan who keeps contact with whom",
}
WAYS_OF_ASKING = {"help", "--help", "-h"}


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxin.project.settings")
    if verb in {"version", "--version"}:
        return _say(f"sanxin {version('sanxin')}")
    if verb in WAYS_OF_ASKING and not rest:
        return _say(_overview())
    if verb in WAYS_OF_ASKING and rest[0] in VERBS:
        verb, rest = rest[0], ["--help"]
    try:
        if verb in VERBS:
            return int(import_module(VERBS[verb]).main(rest))
        return _django(arguments)
    except Exception as problem:
        if (sentence := _sentence(problem)) is None:
            raise
        sys.stderr.write(f"{sentence}\n")
        return 2


def _say(words: str) -> int:
    sys.stdout.write(f"{words}\n")
    return 0


def _overview() -> str:
    lines = [f"  {name:<12}{purpose}" for name, purpose in PURPOSES.items()]
    more = "sanxin VERB --help；其余命令 / all other commands: sanxin help --commands"
    return "\n".join(["三心 Sanxin    sanxin VERB …", "", *lines, "", more])


def _django(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    if arguments[0] not in PURPOSES and (meant := get_close_matches(arguments[0], PURPOSES, 1, 0.75)):
        return _slip(arguments, meant[0])
    execute_from_command_line(["sanxin", *arguments])
    return 0


def _slip(arguments: list[str], meant: str) -> int:
    import django
    from django.core.management import execute_from_command_line, get_commands

    django.setup()
    if arguments[0] not in get_commands():
        words = f"没有 {arguments[0]} 这个命令，是不是 {meant} / no such command; is {meant} meant?"
        sys.stderr.write(f"{words}\n")
        return 2
    execute_from_command_line(["sanxin", *arguments])
    return 0


def _sentence(problem: Exception) -> str | None:
    """What to say of a mistake of set-up, which deserves no traceback; None for a fault of ours."""
    from sanxin.project.environment import WrongSetting
    from sanxin.project.sqlite import UnsafeSqlite

    if isinstance(problem, WrongSetting | UnsafeSqlite):
        return str(problem)
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    if isinstance(problem, ImproperlyConfigured):
        return str(problem)
    return _of_database() if isinstance(problem, DatabaseError) else None


def _of_database() -> str | None:
    """Whether the database is not there at all, or not brought up to date."""
    from django.db import DatabaseError, connection

    from sanxin.project.migrating import unapplied

    try:
        connection.close()
        connection.ensure_connection()
    except DatabaseError as problem:
        why = str(problem).strip().splitlines()[0]
        return f"连不上数据库，请看它在不在运行、DATABASE_URL 对不对 / the database cannot be reached: {why}"
    if missing := unapplied():
        return (
            f"数据库还差 {missing} 步没有建好，先运行 sanxin migrate / the database is not up to date: sanxin migrate"
        )
    return None
