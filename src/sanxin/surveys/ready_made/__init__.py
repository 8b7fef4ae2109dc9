"""Questionnaires to begin with, as plain JSON beside this file: Chinese, since they are asked of people here."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sanxin_engines.questionnaires import Form, from_plain

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class ReadyMade:
    key: str
    title: str
    about: str
    """One line for whoever chooses."""

    def form(self) -> Form:
        return from_plain(_read(self.key)["form"])


@cache
def _read(key: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    return found


def _all() -> tuple[ReadyMade, ...]:
    keys = ("minqing", "zuofeng", "chuxing")
    return tuple(ReadyMade(key, str(_read(key)["form"]["title"]), str(_read(key)["about"])) for key in keys)


READY_MADE = _all()


def by_key(key: str) -> ReadyMade | None:
    return next((one for one in READY_MADE if one.key == key), None)
