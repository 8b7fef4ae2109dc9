"""From a text to the numbers of its tokens: WordPiece (BERT) and Unigram (multilingual models).

Sources: Wu and others, "Google's neural machine translation system", 2016 (WordPiece); Kudo, "Subword regularization",
2018 (Unigram). Normalisation is NFKC where a model asks for its own table of characters.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sanxin_engines.opinions.embedding.errors import UnusableModel

LONGEST_WORD = 100
BLANK = "\u2581"  # how Unigram models write a blank
WORSE = 10.0  # how much worse than the worst piece an unknown character is
Ids = list[int]


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """`cut` gives the ids of a text; `first`, `last` and `padding` are None where the model has no such token."""

    cut: Callable[[str], Ids]
    unknown: int | None
    first: int | None
    last: int | None


def read_tokenizer(folder: Path) -> Tokenizer:
    """From `tokenizer.json`, else from `vocab.txt`. Raises `UnusableModel`."""
    rich, plain = folder / "tokenizer.json", folder / "vocab.txt"
    try:
        if rich.is_file():
            return _from_json(json.loads(rich.read_text(encoding="utf-8")))
        words = plain.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        name = rich.name if rich.is_file() else plain.name
        raise UnusableModel(name, "词表缺失或已损坏。", f"missing or damaged: {error}.") from error
    return _word_piece({word: number for number, word in enumerate(words)}, lower=True, prefix="##", unknown="[UNK]")


def _from_json(about: dict[str, Any]) -> Tokenizer:
    model, normalizer = about["model"], about.get("normalizer") or {}
    kind = model.get("type") or ("Unigram" if isinstance(model["vocab"], list) else "WordPiece")
    if kind == "WordPiece":
        lower = bool(normalizer.get("lowercase", "Lower" in json.dumps(normalizer)))
        prefix, unknown = model.get("continuing_subword_prefix", "##"), model.get("unk_token", "[UNK]")
        return _word_piece(model["vocab"], lower=lower, prefix=prefix, unknown=unknown)
    if kind == "Unigram":
        pieces = {str(piece): (number, float(score)) for number, (piece, score) in enumerate(model["vocab"])}
        unknown_id = model.get("unk_id")
        cut = partial(
            _unigram,
            pieces=pieces,
            longest=max(map(len, pieces)),
            unknown=(unknown_id, min(score for _, score in pieces.values()) - WORSE),
        )
        ends = [pieces[name][0] if name in pieces else None for name in ("<s>", "</s>")]
        return Tokenizer(cut, unknown_id, ends[0], ends[1])
    raise UnusableModel("tokenizer.json", f"不支持的分词方式 {kind}。", f"tokenizer kind {kind} is not supported.")


def _word_piece(vocabulary: dict[str, int], *, lower: bool, prefix: str, unknown: str) -> Tokenizer:
    cut = partial(_word_pieces, vocabulary=vocabulary, lower=lower, prefix=prefix, unknown=vocabulary.get(unknown))
    return Tokenizer(cut, vocabulary.get(unknown), vocabulary.get("[CLS]"), vocabulary.get("[SEP]"))


def _word_pieces(text: str, *, vocabulary: dict[str, int], lower: bool, prefix: str, unknown: int | None) -> Ids:
    found: Ids = []
    for word in _bert_words(text, lower=lower):
        found += _pieces(word, vocabulary, prefix, unknown)
    return found


def _pieces(word: str, vocabulary: dict[str, int], prefix: str, unknown: int | None) -> Ids:
    """The longest piece that begins the word, then of the rest; the whole word is unknown where a rest is."""
    nothing = [] if unknown is None else [unknown]
    if len(word) > LONGEST_WORD:
        return nothing
    found, start = [], 0
    while start < len(word):
        for stop in range(len(word), start, -1):
            piece = (prefix if start else "") + word[start:stop]
            if piece in vocabulary:
                found.append(vocabulary[piece])
                start = stop
                break
        else:
            return nothing
    return found


def _bert_words(text: str, *, lower: bool) -> list[str]:
    """Split at blanks; ideographs and punctuation are words of one character; accents go where case goes."""
    if lower:
        folded = unicodedata.normalize("NFD", text.lower())
        text = "".join(character for character in folded if unicodedata.category(character) != "Mn")
    apart = (f" {c} " if _stands_alone(c) else " " if c.isspace() else "" if _is_control(c) else c for c in text)
    return "".join(apart).split()


def _stands_alone(character: str) -> bool:
    code = ord(character)
    ideograph = 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2FA1F
    sign = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ideograph or 0xF900 <= code <= 0xFAFF or sign or unicodedata.category(character).startswith("P")


def _is_control(character: str) -> bool:
    return character in "\x00\ufffd" or unicodedata.category(character).startswith("C")


def _unigram(
    text: str, *, pieces: dict[str, tuple[int, float]], longest: int, unknown: tuple[int | None, float]
) -> Ids:
    """The pieces whose scores add up to most (Viterbi); neighbours that are unknown are one."""
    line = BLANK + BLANK.join(unicodedata.normalize("NFKC", text).split())
    best: list[tuple[float, int, int | None]] = [(0.0, 0, None)]  # score, where the last piece begins, its id
    for stop in range(1, len(line) + 1):
        options = [(best[stop - 1][0] + unknown[1], stop - 1, unknown[0])]
        for start in range(max(stop - longest, 0), stop):
            known = pieces.get(line[start:stop])
            if known:
                options.append((best[start][0] + known[1], start, known[0]))
        best.append(max(options, key=lambda option: option[0]))
    found: Ids = []
    stop = len(line)
    while stop:
        _, start, piece = best[stop]
        if piece is not None and not (piece == unknown[0] and found and found[-1] == piece):
            found.append(piece)
        stop = start
    return found[::-1]
