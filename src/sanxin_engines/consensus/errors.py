"""Everything that can go wrong here.

ConsensusError
└── TableError    a file cannot be read or a result cannot be written (sentence in Chinese and English)
"""


class ConsensusError(Exception):
    """Base of all refusals of this engine."""


class TableError(ConsensusError):
    """One sentence in Chinese, the same in English, without a traceback."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")
        self.chinese = chinese
        self.english = english
