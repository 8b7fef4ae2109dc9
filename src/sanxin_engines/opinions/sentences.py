"""The sentence of a voice that says most about its problem, word for word."""

from __future__ import annotations

from collections.abc import Collection

from sanxin_engines.opinions.cleaning import SENTENCE_END, analysable, headline_of, mask_numbers
from sanxin_engines.opinions.voices import Voice

SHORTEST, LONGEST = 8, 120  # characters of a quote worth reading


def telling_sentence(voice: Voice, keywords: Collection[str]) -> str:
    """Of the sentences long enough, the one with most keywords, the earliest of equals; cut at `LONGEST`."""
    masked = mask_numbers(voice.text)
    sentences = [part.strip() for part in SENTENCE_END.split(masked)]
    long_enough = [part for part in sentences if len(part) >= SHORTEST] or [part for part in sentences if part]
    if not long_enough:
        return title_of(voice)
    return max(long_enough, key=lambda part: _hits(part[:LONGEST], keywords))[:LONGEST]


def title_of(voice: Voice) -> str:
    """The title, or the first sentence where there is none, numbers masked."""
    return mask_numbers(" ".join(headline_of(voice.title, voice.text).split()))


def _hits(sentence: str, keywords: Collection[str]) -> int:
    plain = analysable(sentence)
    return sum(word in plain for word in keywords)
