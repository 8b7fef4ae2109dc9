"""As many letters as a bench asks for, composed from the real ones: other places, some other words.

The first letters are the real ones. After them come counties of their own: each tells the same letters again, but every
name of a place gets another name there, one word in ten is another word, and its people are other people. So problems
grow with letters, as they do when more counties are served, while greetings and everyday words stay what they are.
Without the real data, which is never shipped, invented letters take their place (`invented.py`).
"""

from __future__ import annotations

import random
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
OTHER_WORDS = 0.1  # share of the words of a body that are replaced
Words = list[str]


def composed(count: int, folder: Path = SHARED, seed: int = 7) -> list[Voice]:
    """`count` letters with ids of their own; the same arguments give the same letters."""
    real = _real(folder)
    heard = real[:count]
    cut = [(rjieba.cut(analysable(voice.title)), rjieba.cut(analysable(voice.text))) for voice in real]
    named = [places_in([*title, " ", *body], frozenset()) for title, body in cut]
    vocabulary = [word for _, body in cut for word in body if len(word) > 1 and word.isalnum()]
    county = 0
    while len(heard) < count:
        county += 1
        rng = random.Random(f"{seed}-{county}")
        elsewhere = _renamer(rng)
        for voice, (title, body), places in zip(real, cut, named, strict=True):
            if len(heard) == count:
                break
            names = {place: elsewhere(place) for place in places}
            heard.append(
                replace(
                    voice,
                    id=f"{county:03d}-{voice.id}",
                    author=voice.author and f"{county:03d}-{voice.author}",
                    title=_renamed("".join(title), names),
                    text=_renamed("".join(_otherwise(body, vocabulary, rng)), names),
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


def _renamed(text: str, names: dict[str, str]) -> str:
    for place in sorted(names, key=lambda name: (-len(name), name)):
        text = text.replace(place, names[place])
    return text


def _otherwise(body: Words, vocabulary: Words, rng: random.Random) -> Words:
    return [rng.choice(vocabulary) if len(word) > 1 and rng.random() < OTHER_WORDS else word for word in body]
