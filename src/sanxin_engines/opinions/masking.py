"""Problems without their places: what is complained of, whoever and wherever it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sanxin_engines.opinions.boilerplate import ASKING
from sanxin_engines.opinions.cleaning import MASKED_NAME, analysable
from sanxin_engines.opinions.crux_titles import longest_part
from sanxin_engines.opinions.reading import Reader
from sanxin_engines.opinions.roots import cause_clauses, is_actor
from sanxin_engines.opinions.settings import Settings


@dataclass(frozen=True, slots=True)
class Masked:
    """One problem, its words without place words. `places` are the names taken out, in capitals as people do."""

    title: str  # its longest part between places, as people wrote it
    title_words: tuple[str, ...]
    words: tuple[str, ...]  # of title and text
    places: frozenset[str]
    causes: tuple[str, ...]  # clauses that name a cause
    cause_words: tuple[str, ...]
    actors: frozenset[str]


class Masker:
    """Reads problems with one dictionary; names of places that any problem gives are places in all of them."""

    def __init__(self, settings: Settings, places: Collection[str]) -> None:
        given = {*settings.local_words, *filter(None, map(analysable, places))}
        self._reader = Reader(replace(settings, local_words=tuple(sorted(given))))
        self._muted = ASKING | {analysable(place) for place in given}

    def mask(self, title: str, text: str, places: Sequence[str]) -> Masked:
        """The problem with every place it names, and these, taken out of its words."""
        found = {*self._reader.read(title, text).places, *map(analysable, places)} - {""}
        pattern = _one_of(found)
        head, body = (pattern.sub(" ", analysable(part)) for part in (title, text))
        reading = self._reader.read(head, body)
        causes = tuple(dict.fromkeys(clause.strip() for clause in cause_clauses(f"{head}。{body}")))
        cause_words = (word for clause in causes for word in self._reader.read("", clause).body_words)
        title_words, body_words = self._matter(reading.headline_words), self._matter(reading.body_words)
        return Masked(
            title=longest_part(head, title, self._reader.cut(title)),
            title_words=title_words,
            words=title_words + body_words,
            places=frozenset(place.upper() for place in found),
            causes=causes,
            cause_words=self._matter(cause_words),
            actors=frozenset(filter(is_actor, title_words + body_words)),
        )

    def _matter(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._muted)


def _one_of(names: Collection[str]) -> re.Pattern[str]:
    """Longer names first, so that a village never eats the beginning of its estate; masked names are places too."""
    listed = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join([*map(re.escape, listed), MASKED_NAME.pattern]))
