"""Copies found among real letters: exact ones in another dress, near ones, and form letters that are no copies.

    python -m bench.opinions.duplicates

To real letters are added: exact copies (other blanks, punctuation and width), near copies (a greeting more, a
sentence less, one letter in a hundred mistyped), and form letters (the same body about another house, headline too).
Only pairs with a planted letter are counted: what people wrote twice by themselves is nobody's mistake.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace

from bench.opinions.grouping import SHARED, real_voices
from sanxin_engines.opinions import DEFAULT, Voice
from sanxin_engines.opinions.cleaning import SENTENCE_END
from sanxin_engines.opinions.copies import find_copies
from sanxin_engines.opinions.reading import Reader, read_all

PLANTED = 300  # of each kind
SHORTEST = 60  # characters: shorter letters have too little to be nearly the same
GREETINGS = ("尊敬的领导，您好！", "打扰了，", "再次来信，")
ESTATES = ("翠湖花园", "锦绣名苑", "东门新村", "青柳小区", "白石安置区", "龙潭家园")


def main() -> int:
    if not (SHARED / "opinions").is_dir():
        sys.stderr.write(f"No data at {SHARED}: set SANXIN_SHARED to the folder that holds opinions/.\n")
        return 2
    rng = random.Random(5)
    real = [voice for voice in real_voices() if len(voice.text) >= SHORTEST]
    chosen = rng.sample(real, 3 * PLANTED)
    exact = [_exact(voice) for voice in chosen[:PLANTED]]
    near = [_near(voice, rng) for voice in chosen[PLANTED : 2 * PLANTED]]
    forms = [form for voice in chosen[2 * PLANTED :] for form in _forms(voice, rng)]
    heard = sorted([*real_voices(), *exact, *near, *forms], key=lambda voice: voice.id)
    readings = read_all(heard, Reader(DEFAULT))
    start = time.process_time()
    labels = find_copies(readings, overlap=DEFAULT.copy_overlap, seed=DEFAULT.seed).tolist()
    spent = time.process_time() - start
    label = {voice.id: copy for voice, copy in zip(heard, labels, strict=True)}
    found_exact = sum(label[f"{voice.id}-e"] == label[voice.id] for voice in chosen[:PLANTED])
    found_near = sum(label[f"{voice.id}-n"] == label[voice.id] for voice in chosen[PLANTED : 2 * PLANTED])
    wrong = _wrong(label, chosen[2 * PLANTED :])
    print(f"{len(heard):,} letters, {spent:.1f} s of processor time")
    print(f"exact copies found   {found_exact / PLANTED:.4f}")
    print(f"near copies found    {found_near / PLANTED:.4f}")
    print(f"precision            {found_near / (found_near + wrong):.4f} ({wrong} form letters taken for copies)")
    return 0


def _exact(voice: Voice) -> Voice:
    text = voice.text.replace("，", ", ").replace("。", ".\n").replace("1", "１")
    return replace(voice, id=f"{voice.id}-e", text=f"\u3000\u3000{text} ", author=f"e{voice.id}")


def _near(voice: Voice, rng: random.Random) -> Voice:
    sentences = SENTENCE_END.split(voice.text)
    if len(sentences) > 6:  # of a long letter a short sentence may be missing
        sentences.remove(min(sentences[1:-1], key=len))
    letters = list("。".join(sentences))
    for place in rng.sample(range(len(letters)), len(letters) // 100):
        letters[place] = rng.choice("的是了在有和不人我这")
    return replace(voice, id=f"{voice.id}-n", text=rng.choice(GREETINGS) + "".join(letters), author=f"n{voice.id}")


def _forms(voice: Voice, rng: random.Random) -> list[Voice]:
    """Two letters of one body about two houses of two estates."""
    one, other = rng.sample(ESTATES, 2)
    houses = rng.sample(range(1, 60), 2)
    return [
        replace(
            voice,
            id=f"{voice.id}-f{number}",
            title=f"{estate}{house}栋{voice.title[-8:]}",
            text=f"我住{estate}{house}栋。{voice.text}",
            author=f"f{voice.id}{number}",
        )
        for number, (estate, house) in enumerate(zip((one, other), houses, strict=True))
    ]


def _wrong(label: dict[str, int], originals: list[Voice]) -> int:
    """Pairs among a letter and its two forms that are taken for one text."""
    wrong = 0
    for voice in originals:
        copies = [label[voice.id], label[f"{voice.id}-f0"], label[f"{voice.id}-f1"]]
        wrong += sum(one == other for place, one in enumerate(copies) for other in copies[:place])
    return wrong


if __name__ == "__main__":
    sys.exit(main())
