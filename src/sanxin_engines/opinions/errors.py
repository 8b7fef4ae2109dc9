"""Everything that can go wrong here.

OpinionsError
├── RepeatedVoice          two voices carry one id
├── ContradictoryWishes    must-link, cannot-link and locked problems exclude each other
├── MixedClocks            some instants carry a time zone, others do not
├── UnusableModel          a folder holds no language model that can be read (`embedding`)
├── TooFewExamples         two fields with two examples each are the least to learn from (`fields`)
├── DamagedModel           the bytes are no model of fields, or not all of one (`fields`)
└── TableError             a sheet cannot be read or a result cannot be written (sentence in Chinese and English)
"""

from __future__ import annotations


class OpinionsError(Exception):
    """Base of all refusals of this engine."""


class RepeatedVoice(OpinionsError):
    """Two voices carry one id: `voice`."""

    def __init__(self, voice: str) -> None:
        super().__init__(f"Two voices carry the id {voice!r}.")
        self.voice = voice


class ContradictoryWishes(OpinionsError):
    """`voices`, two ids, must be together and must be apart."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"Voices {one!r} and {other!r} must be together and must be apart at the same time.")
        self.voices = (one, other)


class MixedClocks(OpinionsError):
    """The time of `voice` carries a time zone and `now` does not, or the other way round."""

    def __init__(self, voice: str) -> None:
        super().__init__(f"The time of voice {voice!r} and `now` must both carry a time zone, or neither.")
        self.voice = voice


class TableError(OpinionsError):
    """One sentence in Chinese, the same in English, without a traceback."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")
        self.chinese = chinese
        self.english = english
