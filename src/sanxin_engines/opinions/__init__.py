"""From voices to problems: copies, groups, heat, quotes, reasons, and suggestions for a new text.

A pure engine: dataclasses in, dataclasses out; the clock and the seed are passed in; ids are those of the input.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "Constraints": "constraints",
    "ContradictoryWishes": "errors",
    "CruxGroup": "crux",
    "CruxInput": "crux",
    "DEFAULT": "settings",
    "Heat": "problems",
    "HeatWeights": "settings",
    "Index": "suggestions",
    "KnownProblem": "constraints",
    "LockedProblem": "constraints",
    "MixedClocks": "errors",
    "Neighbour": "problems",
    "OpinionsError": "errors",
    "Problem": "problems",
    "Quote": "problems",
    "Reasons": "problems",
    "RepeatedVoice": "errors",
    "Settings": "settings",
    "SharedTerm": "problems",
    "Suggestion": "suggestions",
    "Synthesis": "problems",
    "TableError": "errors",
    "Voice": "voices",
    "build_index": "suggestions",
    "propose_crux": "crux",
    "suggest": "suggestions",
    "synthesize": "synthesis",
}
"""Loaded when first asked for: who only cleans a text need not wait for scipy."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
