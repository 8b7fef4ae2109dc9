"""Which header means which column. What is not certain is shown to the person, and what they decide is remembered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sanxin.kernel.sheets.columns import Column
from sanxin.kernel.sheets.headers import LEVEL, key_of
from sanxin.kernel.sheets.kinds import SheetKind

How = Literal["remembered", "name", "similar", "none"]

#: The header is the name; the name inside its group; a name that contains the other (times how much of it).
EXACT, IN_GROUP, CONTAINED = 1.0, 0.9, 0.8
#: Below this a guess is not even proposed: 村 inside 村民小组名称 says little.
PROPOSED = 0.3
#: Two candidates closer than this are a question for the person.
CLOSE = 0.1


@dataclass(frozen=True, slots=True)
class Match:
    """One header and the column it seems to mean (`column` empty: none). Unless `sure`, a person should look."""

    position: int
    header: str
    column: str
    how: How
    confidence: float
    sure: bool


def match(headers: Sequence[str], kind: SheetKind, remembered: Mapping[str, str] | None = None) -> list[Match]:
    """One Match for each header that is not empty. `remembered` maps `key_of(header)` to a column key, '' to ignore."""
    told = _told(headers, kind, remembered or {})
    taken = {found.column for found in told.values() if found.column}
    free = [position for position, header in enumerate(headers) if header and position not in told]
    columns = [column for column in kind.columns if column.key not in taken]
    guessed = _guess({position: headers[position] for position in free}, columns)
    return [told.get(position) or guessed[position] for position, header in enumerate(headers) if header]


def mapping_of(matches: Sequence[Match]) -> dict[int, str]:
    """Position of each understood header → column key."""
    return {found.position: found.column for found in matches if found.column}


def missing(mapping: Mapping[int, str], kind: SheetKind) -> list[Column]:
    """Required columns that no header was given."""
    given = set(mapping.values())
    return [column for column in kind.columns if column.required and column.key not in given]


def to_remember(headers: Sequence[str], mapping: Mapping[int, str]) -> dict[str, str]:
    """What a person decided about these headers, for next time; a header they left out is remembered as left out."""
    return {key_of(header): mapping.get(position, "") for position, header in enumerate(headers) if header}


def _told(headers: Sequence[str], kind: SheetKind, remembered: Mapping[str, str]) -> dict[int, Match]:
    known = {column.key for column in kind.columns} | {""}
    found: dict[int, Match] = {}
    used: set[str] = set()
    for position, header in enumerate(headers):
        column = remembered.get(key_of(header)) if header else None
        if column is not None and column in known and column not in used:
            found[position] = Match(position, header, column, "remembered", EXACT, sure=True)
            used |= {column} - {""}
    return found


def _guess(headers: Mapping[int, str], columns: Sequence[Column]) -> dict[int, Match]:
    """Best pairs first, each header and each column once."""
    spelt = {column.key: [key_of(name) for name in column.spellings()] for column in columns}
    scores = {
        (position, key): score
        for position, header in headers.items()
        for key, names in spelt.items()
        if (score := max(_likeness(header, name) for name in names)) >= PROPOSED
    }
    found: dict[int, Match] = {}
    used: set[str] = set()
    for (position, key), score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0][0])):
        if position not in found and key not in used:
            sure = score >= IN_GROUP and not _has_rival(position, key, score, scores)
            how: How = "name" if score >= IN_GROUP else "similar"
            found[position] = Match(position, headers[position], key, how, round(score, 2), sure)
            used.add(key)
    repeated = Counter(key_of(header) for header in headers.values())
    for position, header in headers.items():
        if position not in found:
            sure = repeated[key_of(header)] == 1 and not any(at == position for at, _key in scores)
            found[position] = Match(position, header, "", "none", 0.0, sure)
    return found


def _has_rival(position: int, key: str, score: float, scores: Mapping[tuple[int, str], float]) -> bool:
    return any(other > score - CLOSE and (at == position) != (name == key) for (at, name), other in scores.items())


def _likeness(header: str, name: str) -> float:
    whole, own = key_of(header.replace(LEVEL, "")), key_of(header.rpartition(LEVEL)[2])
    if name in {whole, key_of(header)}:
        return EXACT
    if name == own:
        return IN_GROUP
    shorter, longer = sorted((own, name), key=len)
    if len(shorter) >= 2 and shorter in longer:
        return CONTAINED * len(shorter) / len(longer)
    return 0.0
