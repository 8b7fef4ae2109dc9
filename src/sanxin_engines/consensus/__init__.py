"""Agree, disagree, pass → groups, common ground, what divides. Statements are described, people never.

A pure engine on numpy; the same votes give the same result in any order.
"""

from sanxin_engines.consensus.choosing import common_ground, dividing, typical
from sanxin_engines.consensus.conversation import Conversation, InGroup, Limits, Statement, analyse, statistics
from sanxin_engines.consensus.errors import ConsensusError, TableError
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
