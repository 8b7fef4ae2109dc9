"""What can be tuned. One default serves county, city and province; every number below is explained where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from sanxin_engines.opinions.boilerplate import BOILERPLATE


@dataclass(frozen=True, slots=True)
class HeatWeights:
    """Weights of the parts of heat. Change them under a new `version`, so that two rankings can be told apart."""

    version: str = "2026-1"
    people: float = 10.0  # per doubling of distinct people
    likes: float = 4.0  # per doubling of likes
    recency: float = 8.0  # voices heard today: full, half after `half_life_days`
    spread: float = 4.0  # from one place (nothing) to many places (full)
    persistence: float = 8.0  # months in which it was raised again: none … five or more
    half_life_days: float = 90.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run. Similarities lie in 0…1."""

    # How alike two groups must be to become one; see `linkage`.
    threshold: float = 0.402
    # 0 judges two groups by their average pair, 1 by their centroids. Big groups are looser than small
    # ones: a little of the second keeps them whole while small groups stay sharp.
    looseness: float = 0.4
    # Shares of words, of meaning (LSA) and of the headline's characters in one similarity. They sum to 1.
    word_share: float = 0.425
    meaning_share: float = 0.375
    headline_share: float = 0.2
    # What a rare place named by both adds on top.
    place_share: float = 0.05
    title_weight: int = 3
    dimensions: int = 250  # at most; fewer for fewer texts
    seed: int = 20260101
    # Pairs below `floor` are not stored; in an average they count as `background`, what strangers share.
    floor: float = 0.2
    background: float = 0.05
    neighbours: int = 80
    # Two texts whose 5-character shingles overlap this much are copies of one text.
    copy_overlap: float = 0.8
    # A run of words in this many different stories of one author is a template of his and weighs nothing.
    template_stories: int = 3
    template_words: int = 3
    smallest_problem: int = 2
    # A folder with a language model (see `embedding`); then half of the meaning comes from it. Empty: none.
    embedding: str = ""
    local_words: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = BOILERPLATE
    quotes: int = 4
    keywords: int = 8
    heat: HeatWeights = field(default_factory=HeatWeights)


DEFAULT = Settings()
