"""Choose what to quote where no engine chose: short, clear, of different people."""

from collections.abc import Sequence
from dataclasses import dataclass

from sanxin_engines.opinions.cleaning import SENTENCE_END, mask_numbers

LONGEST = 80
"""A quote is read in one breath."""


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


def _best_sentence(text: str, words: Sequence[str]) -> str:
    sentences = [part.strip() for part in SENTENCE_END.split(text) if part.strip()]
    if not sentences:
        return ""
    best = max(sentences, key=lambda sentence: (_shared(sentence, words), -abs(len(sentence) - LONGEST // 2)))
    return best if len(best) <= LONGEST else f"{best[:LONGEST]}…"


def _shared(sentence: str, words: Sequence[str]) -> int:
    return sum(word in sentence for word in words)
