"""`sanxin backup [FILE.zip] [--without-keys]`: the whole state in one file, while people go on writing."""

import sys
from argparse import ArgumentParser
from pathlib import Path


def main(argv: list[str]) -> int:
    parser = ArgumentParser(prog="sanxin backup", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="default: SANXIN_HOME/backups/<date>.zip")
    parser.add_argument("--without-keys", action="store_true", help="leave the audit and field keys out")
    options = parser.parse_args(argv)

    import django

    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from sanxin.project import backup

    name = f"{timezone.localtime():%Y-%m-%d-%H%M%S}.zip"
    target: Path = options.file or settings.HOME / "backups" / name
    try:
        said = backup.write(target, with_keys=not options.without_keys)
    except backup.CannotBackUp as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    files = sum(name.startswith("files/") for name in said.sha256)
    sys.stdout.write(
        f"{target}\n已备份 {sum(said.rows.values()):,} 行、{files:,} 个文件 / "
        f"{sum(said.rows.values()):,} rows and {files:,} files backed up\n"
    )
    return 0
