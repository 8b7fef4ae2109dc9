"""What the deeds of every day ask of people: interactions and seconds, each done on the real pages in Chromium.

    python -m bench.burden            prints the table and writes it into docs/burden.md
    python -m bench.burden --print    prints it only

A person's seconds are reckoned: so many a tap, so many a character, and what the product took in this run.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
from playwright.sync_api import Page, expect, sync_playwright
from tests.chromium import ARGUMENTS, CHROMIUM, PATIENCE
from tests.crash.household import ROOT, Household

if TYPE_CHECKING:
    from tests.browser.burden import Burden, OpenPage

DOCUMENT = ROOT / "docs" / "burden.md"
START, END = "<!-- measured -->\n", "<!-- /measured -->\n"
HEAD = "| 做什么 | 谁 | 操作 | 其中点 | 其中填 | 字 | 约几秒 |\n|---|---|---|---|---|---|---|\n"


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="sanxin-burden-") as folder:
        table = written(measured(Household(Path(folder))))
    print(table)
    if "--print" not in arguments:
        fill(DOCUMENT, table)
    return 0


def measured(house: Household) -> "list[Burden]":
    house.set_up()
    os.environ.update(house.environment)
    django.setup()  # the journeys name what they look for by the product's own words
    from tests.browser.burden import Measuring
    from tests.browser.conftest import SESSIONS

    house.start()
    try:
        keys = dict(line.split() for line in house.ask(SESSIONS).splitlines())
        with telephones(f"http://127.0.0.1:{house.port}", keys) as open_page:
            return Measuring(house, open_page).all()
    finally:
        house.stop()


@contextmanager
def telephones(address: str, keys: dict[str, str]) -> "Iterator[OpenPage]":
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)

        def open_page(name: str) -> Page:
            context = browser.new_context(
                viewport={"width": 390, "height": 844},
                base_url=address,
                locale="zh-CN",
            )
            context.set_default_timeout(PATIENCE)
            if name:
                context.add_cookies([{"name": "sanxin_session", "value": keys[name], "url": address}])
            return context.new_page()

        yield open_page
        browser.close()


def written(rows: "list[Burden]") -> str:
    return HEAD + "".join(
        f"| {row.deed} | {row.who} | {row.interactions} | {row.taps} | {row.fields} | {row.characters}"
        f" | {row.seconds:.0f} |\n"
        for row in rows
    )


def fill(document: Path, table: str) -> None:
    """Put the table between its marks; the words around it stay."""
    text = document.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _old, after = rest.split(END)
    document.write_text(f"{before}{START}{table}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
