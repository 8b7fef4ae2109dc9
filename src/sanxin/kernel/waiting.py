"""One thing that waits for somebody on 今日. Derived from rows on every read, never stored."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """A row of Today: what, why now, and the one main action."""

    section: str
    """Stable key of its section: `measures`, `accept`, `verify`, `linkages`, `decide`, `owed`, ..."""
    light_kind: str
    """red | amber | green | wait | off | done"""
    light_word: str
    title: str
    url: str
    action_label: str
    action_url: str
    meta: str = ""
    due_on: date | None = None
    rank: int = 50
    """Within equal dates the smaller goes first; 0 is "somebody else is held up by me"."""
    tags: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class WaitingSection:
    """A section of Today with its rows, most urgent first."""

    key: str
    title: str
    note: str
    more_label: str
    more_url: str
    rows: tuple[Waiting, ...]
