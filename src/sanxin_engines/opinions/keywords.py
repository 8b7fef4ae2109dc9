"""Key terms of a problem: words that many of its texts use and few others do (class TF-IDF)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sanxin_engines.opinions.problems import SharedTerm
from sanxin_engines.opinions.reading import Reading

BARE = re.compile(r"[a-z]?\d+[a-z]?")  # figures and masked names say nothing without their noun


def document_frequency(readings: Iterable[Reading]) -> Counter[str]:
    """In how many texts each word and place stands."""
    return Counter(term for reading in readings for term in {*reading.words, *reading.places})


def key_terms(texts: Sequence[Reading], frequency: Counter[str], total: int, most: int) -> list[str]:
    """At most `most` words, best first, ties in the order of their characters. `texts` are distinct."""
    inside = Counter(word for text in texts for word in set(text.words) if not BARE.fullmatch(word))
    titles = Counter(word for text in texts for word in set(text.headline_words))
    least = min(2, len(texts))

    def worth(word: str) -> float:
        return (inside[word] + titles[word]) * math.log(1 + total / (1 + frequency[word]))

    shared = [word for word, count in inside.items() if count >= least]
    return sorted(shared, key=lambda word: (-worth(word), word))[:most]


def who_uses(terms: Iterable[str], texts: Sequence[tuple[str, Reading]]) -> tuple[SharedTerm, ...]:
    """Each term with the ids of the voices that use it."""
    sets = [(voice, {*reading.words, *reading.places}) for voice, reading in texts]
    return tuple(SharedTerm(shown(term), tuple(voice for voice, words in sets if term in words)) for term in terms)


def shared_places(texts: Sequence[Reading], most: int) -> list[str]:
    """Places that at least two texts and a tenth of all name, the most frequent first."""
    named = Counter(place for text in texts for place in set(text.places))
    least = max(2, len(texts) / 10)
    often = [place for place, count in named.items() if count >= least]
    return sorted(often, key=lambda place: (-named[place], place))[:most]


def shown(term: str) -> str:
    """As people write it: masked names and abbreviations in capitals."""
    return term.upper()
