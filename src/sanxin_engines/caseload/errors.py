"""Everything that can go wrong here.

CaseloadError
├── WrongInstance   the rows contradict each other: which sheet, which row, which column (Chinese and English)
└── TableError      a file cannot be read or a plan cannot be written (Chinese and English)
"""


class CaseloadError(Exception):
    """Base of all refusals of this engine: one sentence in Chinese, the same in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")
        self.chinese = chinese
        self.english = english


class WrongInstance(CaseloadError):
    """The rows contradict each other."""


class TableError(CaseloadError):
    """A file cannot be read or written."""
