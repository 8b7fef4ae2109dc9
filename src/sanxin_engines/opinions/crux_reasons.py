"""Why problems are one crux, in words: shared terms, the sentence about them, and a title taken from the texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from sanxin_engines.opinions.keywords import BARE, shown
from sanxin_engines.opinions.masking import Masked
from sanxin_engines.opinions.roots import is_narrow

TERMS, PLACES = 6, 4
LONGEST = 24  # characters of a title


def in_how_many(masked: Sequence[Masked]) -> Counter[str]:
    """Word → problems that use it."""
    return Counter(word for one in masked for word in set(one.words))


def shared_by(documents: Sequence[Sequence[str]], everywhere: Counter[str], total: int) -> tuple[str, ...]:
    """Words of at least two of the documents, those that many of them and few of all `total` problems use first."""
    inside = Counter(word for document in documents for word in set(document) if not BARE.fullmatch(word))

    def worth(word: str) -> float:
        return inside[word] * math.log(1 + total / (1 + everywhere[word]))

    shared = [word for word, count in inside.items() if count > 1]
    return tuple(map(shown, sorted(shared, key=lambda word: (-worth(word), word))[:TERMS]))


def root_words(one: Masked) -> tuple[str, ...]:
    """What it is said to come from: words of the cause, and who is blamed."""
    return (*one.cause_words, *sorted(one.actors))


def named_actors(one: Masked) -> tuple[tuple[str, str], ...]:
    """Actor and place: every estate has a management, and each is another one."""
    return tuple((actor, place) for actor in sorted(one.actors) for place in sorted(filter(is_narrow, one.places)))


def one_root(members: Sequence[Masked]) -> bool:
    """Half of them name the same actor of one place, or share two words in what they give as a cause."""
    actors = Counter(chain.from_iterable(map(named_actors, members)))
    words = Counter(word for one in members for word in set(one.cause_words))
    enough = max(2, (len(members) + 1) // 2)
    return max(actors.values(), default=0) >= enough or sum(count >= enough for count in words.values()) >= 2


def across_reason(terms: Sequence[str], places: Sequence[str], problems: int) -> str:
    """The sentence for one complaint in several places."""
    where = f"{'、'.join(places[:PLACES])}{'等地' if len(places) > PLACES else ''}的 {problems} 个问题"
    return f"{where}都提到{_quoted(terms)}" if terms else f"{where}说的是同一件事"


def root_reason(terms: Sequence[str], problems: int) -> str:
    """The sentence for several complaints of one root."""
    return f"{problems} 个问题诉求不同，原因都提到{_quoted(terms)}" if terms else f"{problems} 个问题由人归到一起"


def title_of_cause(members: Sequence[Masked], terms: Sequence[str]) -> str:
    """The cause clause that holds most of the shared terms, the shortest of equals; else the first title."""
    clauses = sorted({clause for member in members for clause in member.causes if clause.strip()})
    wanted = [term.lower() for term in terms]
    best = min(clauses, key=lambda clause: (-sum(t in clause for t in wanted), len(clause), clause), default="")
    return (best if terms and best else members[0].title)[:LONGEST]


def _quoted(terms: Sequence[str]) -> str:
    return "、".join(f"“{term}”" for term in terms)
