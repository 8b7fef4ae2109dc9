"""Make what is generated, not kept: compiled messages (.mo) and the one style sheet.

`python -m sanxin.project.build` runs in every set-up; it needs no GNU gettext.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent


def build() -> None:
    compile_messages()
    from sanxin.web import stylesheet

    stylesheet.build()


def compile_messages() -> None:
    """Each app's django.po to django.mo, if it is older."""
    for po in sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3], abort_invalid=True)
        with mo.open("wb") as target:
            write_mo(target, catalogue)


if __name__ == "__main__":
    build()
