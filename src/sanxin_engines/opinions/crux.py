"""Second level: problems → crux problems (症结). People name them; members keep their own ids.

Two ways lead there. The same complaint in several places: place words are masked, then problems of one field are
compared by what is left. The same root under different complaints: clauses that name a cause ("管道老化导致…") and who
is named in them are compared, across fields too. Every problem is in one group at most; what people tied or locked
holds, the rest is a proposal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sanxin_engines.opinions.constraints import Constraints, LockedProblem, Ties, tie
from sanxin_engines.opinions.crux_reasons import (
    across_reason,
    in_how_many,
    one_root,
    root_reason,
    root_words,
    shared_by,
    title_of_cause,
)
from sanxin_engines.opinions.crux_space import complaint_rows, root_rows
from sanxin_engines.opinions.features import Features
from sanxin_engines.opinions.linkage import Rule, link
from sanxin_engines.opinions.masking import Masked, Masker
from sanxin_engines.opinions.neighbours import Pairs, similar_pairs
from sanxin_engines.opinions.partition import Labels, groups_of
from sanxin_engines.opinions.problems import Synthesis
from sanxin_engines.opinions.settings import DEFAULT, Settings
from sanxin_engines.opinions.voices import Voice, in_canonical_order

Kind = Literal["across_places", "same_root"]
ACROSS = Rule(threshold=0.25, looseness=0.6, background=0.02)
ROOT = Rule(threshold=0.3, looseness=0.0, background=0.0)
FLOOR = 0.1


@dataclass(frozen=True, slots=True)
class CruxInput:
    """A problem as people see it. `places` may be given; places named in the words are found by themselves."""

    id: str
    title: str
    text: str
    keywords: tuple[str, ...] = ()
    field: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CruxGroup:
    """Problems of one crux, `ids` ascending. `reason` says in Chinese what `kind`, `terms` and `places` say."""

    ids: tuple[str, ...]
    title: str
    terms: tuple[str, ...]
    reason: str
    kind: Kind
    places: tuple[str, ...] = ()


def propose_crux(
    problems: Sequence[CruxInput],
    *,
    locked: Sequence[Sequence[str]] = (),
    must_link: Sequence[tuple[str, str]] = (),
    cannot_link: Sequence[tuple[str, str]] = (),
    settings: Settings = DEFAULT,
) -> list[CruxGroup]:
    """Groups of two problems or more, the largest first; the same problems give the same groups in any order.

    `locked` are crux problems that people confirmed, by the ids of their problems: each stays together and apart from
    every other; what the run adds to one is for people to accept. Ids that are not among the problems are passed over.

    Raises `RepeatedVoice`, `ContradictoryWishes`, with the ids of problems.
    """
    voices = in_canonical_order(Voice(problem.id, problem.title, problem.text) for problem in problems)
    ordered = sorted(problems, key=lambda problem: problem.id)
    ties = _ties(voices, locked, must_link, cannot_link)
    masked = _mask(ordered, settings)
    complaint = _across_places(ordered, masked, ties)
    labels = _same_root(masked, complaint, ties)
    everywhere = in_how_many(masked)
    groups = [group for group in groups_of(labels) if len(group) > 1]
    found = [_group(ordered, masked, group, complaint, everywhere) for group in groups]
    return sorted(found, key=lambda group: (-len(group.ids), group.ids))


def crux_of(synthesis: Synthesis, *, settings: Settings = DEFAULT) -> list[CruxGroup]:
    """Crux problems of a run: its titles, key terms and quotes are what is compared."""
    problems = [
        CruxInput(one.id, one.title, "。".join(quote.text for quote in one.quotes), one.keywords, places=one.places)
        for one in synthesis.problems
    ]
    return propose_crux(problems, settings=settings)


def _ties(
    voices: list[Voice],
    locked: Sequence[Sequence[str]],
    must_link: Sequence[tuple[str, str]],
    cannot_link: Sequence[tuple[str, str]],
) -> Ties:
    kept = [LockedProblem(str(number), "", tuple(ids)) for number, ids in enumerate(locked)]
    alone = np.arange(len(voices), dtype=np.int64)
    return tie(voices, alone, Constraints(must_link=must_link, cannot_link=cannot_link, locked=kept))


def _mask(problems: Sequence[CruxInput], settings: Settings) -> list[Masked]:
    masker = Masker(settings, {place for problem in problems for place in problem.places})
    return [masker.mask(one.title, f"{one.text}。{'，'.join(one.keywords)}", one.places) for one in problems]


def _across_places(problems: Sequence[CruxInput], masked: Sequence[Masked], ties: Ties) -> Labels:
    """Shape (n,): problems of one complaint. Groups of a single place are let go: they are one problem, or none."""
    fields = np.unique([problem.field for problem in problems], return_inverse=True)[1].reshape(-1)
    pairs = _pairs(complaint_rows(masked))
    same = fields[pairs.one] == fields[pairs.other]
    pairs = Pairs(pairs.one[same], pairs.other[same], pairs.similarity[same])
    labels = link(pairs, together=ties.together, apart=ties.apart, rule=ACROSS)
    kept = ties.together.copy()
    for group in groups_of(labels):
        if _places_apart([masked[place].places for place in group]):
            kept[group] = group[0]
    return kept


def _places_apart(places: Sequence[frozenset[str]]) -> bool:
    """Two of them name different places, what all of them name (the county, say) left aside."""
    common = frozenset.intersection(*places)
    own = [named - common for named in places if named - common]
    return any(not (one & other) for number, one in enumerate(own) for other in own[:number])


def _same_root(masked: Sequence[Masked], complaint: Labels, ties: Ties) -> Labels:
    """Shape (n,): groups of one complaint and single problems, joined where they are said to have one root."""
    labels = link(_pairs(root_rows(masked)), together=complaint, apart=ties.apart, rule=ROOT)
    kept = complaint.copy()
    for group in groups_of(labels):
        if one_root([masked[place] for place in group]):
            kept[group] = group[0]
    return kept


def _pairs(rows: Features) -> Pairs:
    return similar_pairs(rows, Settings(floor=FLOOR, neighbours=60))


def _group(
    problems: Sequence[CruxInput],
    masked: Sequence[Masked],
    group: list[int],
    complaint: Labels,
    everywhere: Counter[str],
) -> CruxGroup:
    members = [masked[place] for place in group]
    one_complaint = len(set(complaint[group].tolist())) == 1 and _places_apart([one.places for one in members])
    told = [one.words if one_complaint else root_words(one) for one in members]
    terms = shared_by(told, everywhere, len(masked))
    places = tuple(sorted(frozenset().union(*(one.places for one in members))))
    return CruxGroup(
        ids=tuple(problems[place].id for place in group),
        title=_middle_title(members) if one_complaint else title_of_cause(members, terms),
        terms=terms,
        reason=across_reason(terms, places, len(group)) if one_complaint else root_reason(terms, len(group)),
        kind="across_places" if one_complaint else "same_root",
        places=places,
    )


def _middle_title(members: Sequence[Masked]) -> str:
    """The masked title nearest to all others."""
    rows = complaint_rows(members)
    return members[int(rows.likeness(rows).sum(axis=1).argmax())].title
