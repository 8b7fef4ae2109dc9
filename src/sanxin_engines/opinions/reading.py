"""Read every voice once: clean headline, clean words. Later steps never cut words again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sys import intern

import rjieba

from sanxin_engines.opinions.cleaning import analysable, boilerplate_remover, compact, headline_of
from sanxin_engines.opinions.places import places_in
from sanxin_engines.opinions.settings import Settings
from sanxin_engines.opinions.voices import Voice

LOCAL_WORD_FREQUENCY = 1_000_000  # far above any entry of the dictionary: a local name is never cut apart


@dataclass(frozen=True, slots=True)
class Reading:
    """What the engine sees of one voice."""

    headline: str  # normalised, without boilerplate
    headline_words: tuple[str, ...]
    body_words: tuple[str, ...]
    places: tuple[str, ...]  # named in the headline, then in the opening of the body
    letters: str  # the body's letters, digits and ideographs; the headline's too where the body is short

    @property
    def words(self) -> tuple[str, ...]:
        return self.headline_words + self.body_words


WORDS_OF_A_LETTER, WORDS_OF_THE_DICTIONARY = 150, 60_000_000
OPENING = 80  # words of a body in which people say where they are
SHORT_BODY = 20  # "如题" or "请尽快解决" say nothing alone


class Reader:
    """Cuts words with one dictionary and one stop list."""

    def __init__(self, settings: Settings) -> None:
        self._strip = boilerplate_remover(settings.boilerplate)
        self._cut = _cutter(settings.local_words)
        self._local = frozenset(map(analysable, settings.local_words))

    def cut(self, text: str) -> list[str]:
        """Every word of the text, normalised, single characters and signs included."""
        return self._cut(analysable(text))

    def read(self, title: str, text: str) -> Reading:
        headline, body = analysable(headline_of(title, text)), analysable(text)
        letters = compact(body)
        if len(letters) < SHORT_BODY:
            letters = compact(headline) + letters
        head_cut, body_cut = self._cut(self._strip(headline)), self._cut(self._strip(body))
        return Reading(
            headline=compact(self._strip(headline)),
            headline_words=_telling(head_cut),
            body_words=_telling(body_cut),
            places=tuple(map(intern, places_in([*head_cut, " ", *body_cut[:OPENING]], self._local))),
            letters=letters,
        )


def read_all(voices: Sequence[Voice], reader: Reader) -> list[Reading]:
    return [reader.read(voice.title, voice.text) for voice in voices]


def usual_share(word: str) -> float:
    """The share of letters anywhere that hold the word, from its count in the dictionary's own corpus."""
    return min(rjieba.suggest_freq(word) * WORDS_OF_A_LETTER / WORDS_OF_THE_DICTIONARY, 1.0)


def _telling(words: list[str]) -> tuple[str, ...]:
    """Words of two or more characters; single ones carry grammar rather than matter."""
    # Interned: a hundred thousand letters share their words instead of each holding its own.
    return tuple(intern(word) for word in words if len(word) > 1 and word.isalnum())


def _cutter(local_words: tuple[str, ...]) -> Callable[[str], list[str]]:
    if not local_words:
        return rjieba.cut
    own = rjieba.Jieba()  # never the shared one: another county's villages are not ours
    for word in sorted({analysable(word) for word in local_words}):
        own.add_word(word, LOCAL_WORD_FREQUENCY, None)
    return own.cut
