"""`sanxin restore FILE.zip`: into an empty database, SQLite or PostgreSQL; the chain is verified at the end."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sanxin.project.backup import Restored


def main(argv: list[str]) -> int:
    parser = ArgumentParser(prog="sanxin restore", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--accept-broken-chain", action="store_true", help="restore it though somebody tampered with it"
    )
    options = parser.parse_args(argv)

    import django

    django.setup()
    from sanxin.project import backup

    try:
        done = backup.restore(options.file, accept_broken=options.accept_broken_chain)
    except (backup.CannotRestore, OSError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write("\n".join(_said(done)) + "\n")
    return 0


def _said(done: "Restored") -> list[str]:
    rows = f"{sum(done.said.rows.values()):,}"
    if done.broken:
        lines = [f"已恢复 {rows} 行；操作记录链不完整：{done.broken} / {rows} rows restored, the chain is broken"]
    else:
        lines = [f"已恢复 {rows} 行，操作记录链完整 / {rows} rows restored, the chain is whole"]
    if done.lost:
        lines.append(
            f"备份以后的 {done.lost:,} 条操作记录不在里面（本机导出过它们的链头）/ "
            f"{done.lost:,} events made after the backup are lost: this machine had exported a head of them"
        )
    if done.old_heads:
        lines.append(f"以前导出的链头收在 / the heads exported before are kept in: {done.old_heads}")
    return lines
