"""From voices to problems: copies, groups, heat, quotes, reasons, and suggestions for a new text.

A pure engine: dataclasses in, dataclasses out; the clock and the seed are passed in; ids are those of the input.
"""

from sanxin_engines.opinions.constraints import Constraints, KnownProblem, LockedProblem
from sanxin_engines.opinions.crux import CruxGroup, CruxInput, propose_crux
from sanxin_engines.opinions.errors import (
    ContradictoryWishes,
    MixedClocks,
    OpinionsError,
    RepeatedVoice,
    TableError,
)
from sanxin_engines.opinions.problems import Heat, Neighbour, Problem, Quote, Reasons, SharedTerm, Synthesis
from sanxin_engines.opinions.settings import DEFAULT, HeatWeights, Settings
from sanxin_engines.opinions.suggestions import Index, Suggestion, build_index, suggest
from sanxin_engines.opinions.synthesis import synthesize
from sanxin_engines.opinions.voices import Voice

__all__ = [
    "DEFAULT",
    "Constraints",
    "ContradictoryWishes",
    "CruxGroup",
    "CruxInput",
    "Heat",
    "HeatWeights",
    "Index",
    "KnownProblem",
    "LockedProblem",
    "MixedClocks",
    "Neighbour",
    "OpinionsError",
    "Problem",
    "Quote",
    "Reasons",
    "RepeatedVoice",
    "Settings",
    "SharedTerm",
    "Suggestion",
    "Synthesis",
    "TableError",
    "Voice",
    "build_index",
    "propose_crux",
    "suggest",
    "synthesize",
]
