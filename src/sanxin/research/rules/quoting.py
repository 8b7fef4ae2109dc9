"""Choose what to quote where no engine chose: short, clear, of different people."""

from collections.abc import Sequence
from dataclasses import dataclass

from sanxin_engines.opinions.cleaning import SENTENCE_END, mask_numbers

SHORTEST, LONGEST = 8, 80
"""A quote is read in one breath."""
READ = 60
"""Voices looked through for further quotes."""


@dataclass(frozen=True)
class Spoken:
    voice: str
    text: str
    speaker: str = ""


def pick_quotes(voices: Sequence[Spoken], *, words: Sequence[str], most: int) -> list[Spoken]:
    """At most one sentence of each person: the one with most of the shared words. Numbers of people are masked.

    >>> pick_quotes([Spoken("a", "您好。班车停了，赶集走不了。")], words=["班车", "赶集"], most=3)[0].text
    '班车停了，赶集走不了'
    """
    chosen: dict[str, Spoken] = {}
    for voice in voices:
        who = voice.speaker or voice.voice
        if who not in chosen and (sentence := _best_sentence(voice.text, words)):
            chosen[who] = Spoken(voice.voice, mask_numbers(sentence), voice.speaker)
    ranked = sorted(chosen.values(), key=lambda quote: (-_shared(quote.text, words), len(quote.text)))
    return ranked[:most]


def top_up(quotes: Sequence[Spoken], voices: Sequence[Spoken], *, words: Sequence[str], most: int) -> list[Spoken]:
    """The quotes, each said but once, and further sentences of other people until there are enough."""
    chosen: list[Spoken] = []
    for quote in [*quotes, *_sentences(voices, words)]:
        known = any(quote.text in one.text or one.text in quote.text for one in chosen)
        spoke = quote.speaker and quote.speaker in {one.speaker for one in chosen}
        if len(chosen) < most and not known and not spoke:
            chosen.append(quote)
    return chosen


def _sentences(voices: Sequence[Spoken], words: Sequence[str]) -> list[Spoken]:
    """Every sentence of the first voices that holds a shared word, those with most of them first."""
    found = [
        Spoken(voice.voice, mask_numbers(part.strip()), voice.speaker)
        for voice in voices[:READ]
        for part in SENTENCE_END.split(voice.text)
        if SHORTEST <= len(part.strip()) <= LONGEST and _shared(part, words)
    ]
    return sorted(found, key=lambda quote: -_shared(quote.text, words))


def _best_sentence(text: str, words: Sequence[str]) -> str:
    sentences = [part.strip() for part in SENTENCE_END.split(text) if part.strip()]
    if not sentences:
        return ""
    best = max(sentences, key=lambda sentence: (_shared(sentence, words), -abs(len(sentence) - LONGEST // 2)))
    return best if len(best) <= LONGEST else f"{best[:LONGEST]}…"


def _shared(sentence: str, words: Sequence[str]) -> int:
    return sum(word in sentence for word in words)
