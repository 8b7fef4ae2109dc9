"""`sanxin import voices FILE.xlsx --office CODE --by USERNAME`: bring a sheet in without a browser.

Kinds: voices, ledger, persons, units, villages, members (and `divisions FOLDER`, see `sanxin import divisions --help`).
Exit 0: all is written. 1: refused, or wrong rows and nothing written. 3: the correct rows are written, the wrong ones
stand in the returned file.
"""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sanxin.people.models import Person
    from sanxin.project.bringing import Brought

KINDS = {
    "voices": "service.voices",
    "ledger": "ledger.items",
    "persons": "people.persons",
    "units": "people.units",
    "villages": "people.villages",
    "members": "service.members",
}
"""What people call a sheet → its kind; other kinds go by their own name."""
WRONG_ROWS, PARTLY = 1, 3


def main(argv: list[str]) -> int:
    if argv[:1] == ["divisions"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["sanxin", "import", *argv])
        return 0
    options = _parser().parse_args(argv)

    import django

    django.setup()
    from sanxin.kernel.refusals import Refused

    try:
        brought = _bring(options)
    except Refused as refusal:
        sys.stderr.write(f"{refusal.sentence}\n")
        return 1
    except OSError as problem:
        sys.stderr.write(
            f"读不到或写不了文件，没有导入 / a file cannot be read or written, nothing is brought in: {problem}\n"
        )
        return 1
    _say(brought, options)
    wrong = brought.counts["wrong"]
    return (PARTLY if brought.written else WRONG_ROWS) if wrong else 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="sanxin import", description=__doc__, formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("kind", help=", ".join(KINDS))
    parser.add_argument("file", type=_file, help=".xlsx, .xls or .csv")
    parser.add_argument("--office", required=True, metavar="CODE", help="code of the office (or county) it is for")
    parser.add_argument("--by", required=True, metavar="USERNAME", help="who brings it in: their rights, their name")
    parser.add_argument("--correct-only", action="store_true", help="write the correct rows, return the wrong ones")
    parser.add_argument("--dry-run", action="store_true", help="check only; nothing is written")
    parser.add_argument("--sheet", default="", metavar="NAME", help="which sheet of the workbook")
    parser.add_argument(
        "--column", action="append", default=[], type=_pair, metavar="HEADER=COLUMN", help="what a header means"
    )
    parser.add_argument("--returned", type=Path, metavar="FILE", help="where the file with the reasons goes")
    return parser


def _bring(options: Namespace) -> "Brought":
    from sanxin.kernel import clock
    from sanxin.kernel.refusals import Refused
    from sanxin.kernel.sheets.kinds import kind_of
    from sanxin.project.bringing import Wanted, bring

    by = _person(options.by)
    _check_acts_for(by, options.office)
    try:
        kind = kind_of(KINDS.get(options.kind, options.kind))
    except KeyError as unknown:
        raise Refused(
            "project.import.no_kind", f"没有“{options.kind}”这种表，只有：{'、'.join(KINDS)} / no such kind"
        ) from unknown
    wanted = Wanted(
        file=options.file,
        kind=kind,
        by=by,
        returned=options.returned or options.file.with_name(f"{options.file.stem}-错误原因.xlsx"),
        sheet=options.sheet,
        columns=tuple(options.column),
        correct_only=options.correct_only,
        dry_run=options.dry_run,
    )
    return bring(wanted, at=clock.now())


def _person(username: str) -> "Person":
    from sanxin.kernel.refusals import Refused
    from sanxin.people.models import User

    user = User.objects.select_related("person").filter(username=username, is_active=True).first()
    if user is None:
        raise Refused("project.import.nobody", f"没有用户名是 {username} 的可用账号 / no such account in use")
    return user.person


def _check_acts_for(person: "Person", code: str) -> None:
    """The rows go to the desk the person's posts say; to name another one is a mistake to be told."""
    from sanxin.kernel.refusals import Refused
    from sanxin.people.models import Unit

    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise Refused("project.import.no_office", f"没有代码是 {code} 的单位 / no unit has this code")
    own = Unit.objects.filter(pk__in=filter(None, [person.sight.own_office])).first()
    if unit.pk in {person.sight.own_office, *person.sight.managed_counties}:
        return
    where = f"{own}（{own.code}）" if own else "没有任职 / nowhere"
    raise Refused(
        "project.import.other_office",
        f"{person} 在 {where}，不能替 {unit} 导入 / {person} does not act for {unit}",
    )


def _say(brought: "Brought", options: Namespace) -> None:
    counts, written = brought.counts, brought.written
    said = [
        f"读到 {counts['read']:,} 行：可导入 {counts['ready']:,}，有错 {counts['wrong']:,}，"
        f"文件内重复 {counts['duplicates']:,}，以前导入过 {counts['known']:,} / "
        f"{counts['read']:,} rows: {counts['ready']:,} ready, {counts['wrong']:,} wrong, "
        f"{counts['duplicates']:,} repeated, {counts['known']:,} known"
    ]
    if written:
        said.append(
            f"新增 {written.added:,}，更新 {written.updated:,}，没变 {written.unchanged:,}，"
            f"未导入 {written.left_out:,} / "
            f"{written.added:,} added, {written.updated:,} updated, {written.unchanged:,} unchanged, "
            f"{written.left_out:,} left out"
        )
    elif options.dry_run:
        said.append("只检查，没有写入 / checked only, nothing written")
    else:
        said.append(
            "有错的行没改好，一行也没写；改好再来，或加 --correct-only / nothing written, see the returned file"
        )
    if brought.returned:
        said.append(f"错误原因在 / reasons: {brought.returned}")
    sys.stdout.write("\n".join(said) + "\n")


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise ArgumentTypeError(f"没有这个文件 / no such file: {text}")
    return path


def _pair(text: str) -> tuple[str, str]:
    header, equals, column = text.partition("=")
    if not equals or not header:
        raise ArgumentTypeError("HEADER=COLUMN, e.g. 反映情况=原话")
    return header, column
