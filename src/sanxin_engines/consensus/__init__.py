"""Agree, disagree, pass → groups, common ground, what divides. Statements are described, people never.

A pure engine on numpy; the same votes give the same result in any order.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sanxin_engines.consensus.choosing import common_ground, dividing, typical
    from sanxin_engines.consensus.conversation import Conversation, InGroup, Statement, analyse, statistics
    from sanxin_engines.consensus.errors import ConsensusError, TableError
    from sanxin_engines.consensus.limits import Limits
    from sanxin_engines.consensus.votes import AGREE, DISAGREE, PASS, Table, Vote, tabulate

__all__ = [
    "AGREE",
    "DISAGREE",
    "PASS",
    "ConsensusError",
    "Conversation",
    "InGroup",
    "Limits",
    "Statement",
    "Table",
    "TableError",
    "Vote",
    "analyse",
    "common_ground",
    "dividing",
    "statistics",
    "tabulate",
    "typical",
]

_HOMES = {
    "AGREE": "votes",
    "ConsensusError": "errors",
    "Conversation": "conversation",
    "DISAGREE": "votes",
    "InGroup": "conversation",
    "Limits": "limits",
    "PASS": "votes",
    "Statement": "conversation",
    "Table": "votes",
    "TableError": "errors",
    "Vote": "votes",
    "analyse": "conversation",
    "common_ground": "choosing",
    "dividing": "choosing",
    "statistics": "conversation",
    "tabulate": "votes",
    "typical": "choosing",
}
"""Loaded when first asked for: a page that only names the limits need not wait for numpy."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
