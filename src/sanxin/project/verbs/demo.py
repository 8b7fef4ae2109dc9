"""`sanxin demo [--scale items=50000,voices=100000]`: fill an empty database with the demo county."""

import sys
from argparse import ArgumentParser, ArgumentTypeError


def main(argv: list[str]) -> int:
    parser = ArgumentParser(prog="sanxin demo", description=__doc__)
    parser.add_argument("--scale", type=_scale, default={}, help="items=N,voices=N: many rows for measuring")
    options = parser.parse_args(argv)

    import django

    django.setup()
    from sanxin.project import demo
    from sanxin.project.demo import scale
    from sanxin.project.migrating import bring_up_to_date

    bring_up_to_date()
    if not demo.fill_if_empty() and not options.scale:
        sys.stderr.write("数据库里已有单位，演示数据只放进空库 / the database is not empty\n")
        return 1
    scale.fill(**options.scale)
    return 0


def _scale(text: str) -> dict[str, int]:
    """`items=50000,voices=100000`"""
    try:
        pairs = dict(part.split("=") for part in text.split(","))
        wanted = {name: int(count) for name, count in pairs.items()}
    except ValueError as problem:
        raise ArgumentTypeError("items=50000,voices=100000") from problem
    if min(wanted.values()) < 0:
        raise ArgumentTypeError(f"{text}: less than nothing; items=50000,voices=100000")
    if unknown := set(wanted) - {"items", "voices"}:
        raise ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}; known: items, voices")
    return wanted
