"""As many letters as a bench asks for, composed from the real ones: other places, other words.

The first letters are the real ones. After them come counties of their own, each telling the same stories in its own
way: every name of a place gets another name there, and three of four words beyond the everyday ones are exchanged for
words that are about as frequent, the same word for the same word throughout the county. So greetings and everyday words
stay what they are, letters of one story stay alike, and stories of two counties are different stories.
Without the real data, which is never shipped, invented letters take their place (`invented.py`).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import rjieba

from bench.opinions.grouping import SHARED
from sanxin_engines.opinions import Voice
from sanxin_engines.opinions.cleaning import analysable
from sanxin_engines.opinions.files import read_table
from sanxin_engines.opinions.places import ENDINGS, places_in

SHEETS = ("附件3.xlsx", "附件4.xlsx", "附件2_unlabelled.xlsx")
SYLLABLES = (
    "安宝昌春德东丰福高光广海和恒宏华吉嘉建金锦景康乐丽林龙梅明南宁平清庆荣瑞胜盛泰天通旺文祥新兴星秀阳永玉源云泽正中"
)
EVERYDAY = 200  # words that every county uses alike
OTHER_WORDS = 0.75  # share of the others that are exchanged
PRIVATE = 0xE000  # characters that stand for places while words are exchanged
Words = list[str]


def composed(count: int, folder: Path = SHARED, seed: int = 7) -> list[Voice]:
    """`count` letters with ids of their own; the same arguments give the same letters."""
    real = _real(folder)
    heard = real[:count]
    cut = [(rjieba.cut(analysable(voice.title)), rjieba.cut(analysable(voice.text))) for voice in real]
    named = [places_in([*title, " ", *body], frozenset()) for title, body in cut]
    often = Counter(word for title, body in cut for word in (*title, *body) if len(word) > 1 and word.isalnum())
    vocabulary = sorted(often, key=lambda word: (-often[word], word))
    county = 0
    while len(heard) < count:
        county += 1
        rng = random.Random(f"{seed}-{county}")
        elsewhere, words = _renamer(rng), _exchanged(vocabulary, rng)
        for voice, (title, body), places in zip(real, cut, named, strict=True):
            if len(heard) == count:
                break
            names = {place: elsewhere(place) for place in places}
            heard.append(
                replace(
                    voice,
                    id=f"{county:03d}-{voice.id}",
                    author=voice.author and f"{county:03d}-{voice.author}",
                    title=_told(title, names, words),
                    text=_told(body, names, words),
                )
            )
    return heard


def _real(folder: Path) -> list[Voice]:
    found: list[Voice] = []
    for number, name in enumerate(SHEETS):
        voices = read_table(folder / "opinions" / name, warn=lambda chinese, english: None)
        found += [replace(voice, id=f"{number}{voice.id}") for voice in voices]
    return found


def _renamer(rng: random.Random) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def elsewhere(place: str) -> str:
        if place not in known:
            ending = next((end for end in ENDINGS if place.endswith(end) and len(end) < len(place)), "")
            stem = "".join(rng.choices(SYLLABLES, k=max(len(place) - len(ending), 2)))
            known[place] = stem + ending
        return known[place]

    return elsewhere


def _exchanged(vocabulary: Words, rng: random.Random) -> dict[str, str]:
    """Word → another word about as frequent; the everyday ones are not exchanged."""
    rare = range(EVERYDAY, len(vocabulary))
    near = sorted(rare, key=lambda rank: rank * rng.uniform(0.8, 1.25))
    return {vocabulary[a]: vocabulary[b] for a, b in zip(rare, near, strict=True) if rng.random() < OTHER_WORDS}


def _told(words: Words, names: dict[str, str], exchanged: dict[str, str]) -> str:
    """Places first: what is left between them is exchanged word by word."""
    text = "".join(words)
    for number, place in enumerate(sorted(names, key=lambda name: (-len(name), name))):
        text = text.replace(place, chr(PRIVATE + number))
    told = "".join(exchanged.get(word, word) for word in rjieba.cut(text))
    for number, place in enumerate(sorted(names, key=lambda name: (-len(name), name))):
        told = told.replace(chr(PRIVATE + number), names[place])
    return told
