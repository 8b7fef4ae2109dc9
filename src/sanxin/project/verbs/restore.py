"""`sanxin restore FILE.zip`: into an empty database, SQLite or PostgreSQL; the chain is verified at the end."""

import sys
from argparse import ArgumentParser
from pathlib import Path


def main(argv: list[str]) -> int:
    parser = ArgumentParser(prog="sanxin restore", description=__doc__)
    parser.add_argument("file", type=Path)
    options = parser.parse_args(argv)

    import django

    django.setup()
    from sanxin.project import backup
    from sanxin.project.backup.restoring import CannotRestore

    try:
        said = backup.restore(options.file)
    except CannotRestore as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write(
        f"已恢复 {sum(said.rows.values()):,} 行，操作记录链完整 / "
        f"{sum(said.rows.values()):,} rows restored, the chain is whole\n"
    )
    return 0
