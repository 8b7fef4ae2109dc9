"""`sanxin doctor`: looks at the house and says what is sound, what to watch and what is broken, with the way out."""

import os
import shutil
import stat
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "好  ok"
    WATCH = "留意 watch"
    BROKEN = "坏  BROKEN"


OK, WATCH, BROKEN = State


@dataclass(frozen=True)
class Finding:
    subject: str
    state: State
    sentence: str


def main(argv: list[str]) -> int:
    parser = ArgumentParser(prog="sanxin doctor", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave out what reads the whole database")
    options = parser.parse_args(argv)

    import django

    django.setup()
    findings = list(examine(fast=options.fast))
    for finding in findings:
        sys.stdout.write(f"{finding.state:<12}{finding.subject}: {finding.sentence}\n")
    return 1 if any(finding.state == BROKEN for finding in findings) else 0


def examine(*, fast: bool = False) -> Iterator[Finding]:
    """All checks in order; a check that itself fails is a finding, not a crash."""
    checks: list[Callable[[], Finding]] = [database_engine, variables, keys, disk, migrations, calendar, worker, heads]
    if not fast:
        checks += [integrity, chain, stages, files]
    for check in checks:
        try:
            yield check()
        except Exception as problem:
            yield Finding(check.__name__, BROKEN, f"{type(problem).__name__}: {problem}")


def database_engine() -> Finding:
    from django.db import connection

    if connection.vendor == "sqlite":
        from sanxin.project.sqlite import is_safe

        with connection.cursor() as cursor:
            cursor.execute("SELECT sqlite_version()")
            version = str(cursor.fetchone()[0])
        numbers = tuple(int(part) for part in version.split("."))
        state = OK if is_safe((numbers[0], numbers[1], numbers[2])) else BROKEN
        return Finding("database", state, f"SQLite {version}, {_pragmas()}")
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return Finding("database", OK, f"PostgreSQL {cursor.fetchone()[0]}")


def _pragmas() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        values = []
        for name in ("journal_mode", "synchronous", "mmap_size"):
            cursor.execute(f"PRAGMA {name}")
            values.append(f"{name}={(cursor.fetchone() or ['?'])[0]}")
    return ", ".join(values)


def variables() -> Finding:
    """A wrong value has stopped the start; a name nobody knows has not."""
    from sanxin.project import environment

    if slips := environment.strangers():
        return Finding("settings", WATCH, "；".join(slips))
    return Finding("settings", OK, "没有写错名字的设置 / no setting with a wrong name")


def keys() -> Finding:
    from django.conf import settings

    folder = settings.HOME / "keys"
    loose = [p.name for p in folder.glob("*.key") if stat.S_IMODE(p.stat().st_mode) & 0o077]
    if loose:
        return Finding("keys", BROKEN, f"别人也能读：{', '.join(loose)}；chmod 600 / readable by others")
    return Finding("keys", OK, "只有属主能读 / readable by the owner only")


def disk() -> Finding:
    from django.conf import settings

    free = shutil.disk_usage(settings.HOME).free / 2**30
    if not os.access(settings.HOME, os.W_OK):
        return Finding("disk", BROKEN, f"{settings.HOME.name} 不可写 / not writable")
    return Finding("disk", OK if free > 2 else WATCH, f"{free:.1f} GB 空余 / free")


def migrations() -> Finding:
    from sanxin.project.migrating import unapplied

    if missing := unapplied():
        return Finding("migrations", BROKEN, f"还差 {missing} 步：sanxin migrate / not applied")
    return Finding("migrations", OK, "都已执行 / all applied")


def calendar() -> Finding:
    from sanxin.kernel import clock
    from sanxin.kernel.days import calendar_of
    from sanxin.kernel.ids import NIL

    today = clock.today()
    status = calendar_of(NIL).status(today.replace(year=today.year + 1, month=1, day=1))
    if str(status) == "official":
        return Finding("calendar", OK, f"{today.year + 1} 年放假安排已导入 / imported")
    return Finding("calendar", WATCH, f"{today.year + 1} 年放假安排未公布或未导入，先按法定节日推算 / provisional")


def worker() -> Finding:
    from datetime import timedelta

    from sanxin.kernel import clock
    from sanxin.kernel.models import Job

    stuck = Job.objects.filter(
        started_at=None, finished_at=None, asked_at__lt=clock.now() - timedelta(minutes=5)
    ).count()
    if stuck:
        return Finding(
            "worker", WATCH, f"{stuck} 件后台工作等了 5 分钟以上：sanxin worker 在跑吗 / waiting, is the worker running"
        )
    return Finding("worker", OK, "没有积压 / nothing is stuck")


def heads() -> Finding:
    from datetime import timedelta

    from sanxin.kernel import audit, clock

    last = audit.last_exported()
    if last is None or last < clock.today() - timedelta(days=1):
        when = f"上次是 {last}" if last else "还没有导出过"
        return Finding("heads", WATCH, f"链头每天要导出，{when}：sanxin worker 在跑吗 / chain heads are not exported")
    return Finding("heads", OK, f"链头 {last} 导出过，请抄走一份 / exported; keep a copy elsewhere")


def integrity() -> Finding:
    from django.db import connection

    if connection.vendor != "sqlite":
        return Finding("integrity", OK, "由 PostgreSQL 自查 / left to PostgreSQL")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answer = str(cursor.fetchone()[0])
        cursor.execute("PRAGMA foreign_key_check")
        loose = len(cursor.fetchall())
    sound = answer == "ok" and not loose
    return Finding("integrity", OK if sound else BROKEN, answer if not loose else f"{answer}; {loose} loose references")


def chain() -> Finding:
    from sanxin.kernel import audit
    from sanxin.kernel.models import Event

    broken = audit.verify()
    if broken:
        return Finding("chain", BROKEN, f"操作记录第一处不符：{broken[0]} / first broken row")
    return Finding("chain", OK, f"{Event.objects.count():,} 条操作记录完整 / events whole")


def stages() -> Finding:
    """The stage of an item is a projection; the rows it is derived from have the last word."""
    from sanxin.ledger.queries.stages import differing

    wrong = differing()
    if wrong:
        return Finding(
            "stages", BROKEN, f"{len(wrong)} 件台账的阶段与记录不符，例如 {wrong[0]} / stage differs from rows"
        )
    return Finding("stages", OK, "台账阶段与记录一致 / stages agree with their rows")


def files() -> Finding:
    """Every attachment is on the disk with the contents its name was made from."""
    from sanxin.kernel.attachments.store import is_whole, place_of
    from sanxin.kernel.models import Attachment

    gone, changed = [], []
    for name in Attachment.objects.order_by().values_list("sha256", flat=True).distinct().iterator():
        if not place_of(name).exists():
            gone.append(name)
        elif not is_whole(name):
            changed.append(name)
    if gone:
        return Finding("files", BROKEN, f"{len(gone)} 个附件文件不在盘上，例如 {gone[0]} / files are missing")
    if changed:
        words = (
            f"{len(changed)} 个附件文件被改过或坏了，例如 {changed[0]}：从备份恢复它 / files were changed or damaged"
        )
        return Finding("files", BROKEN, words)
    return Finding("files", OK, "附件文件都在，内容没变 / all attachments on disk and unchanged")
