"""Officers × villages × members: who keeps contact with whom. Optimal, near, fair, stable, and every pair explained.

A pure engine on numpy, SciPy's trees and OR-Tools' exact flow; the same input gives the same plan.
"""

from sanxin_engines.caseload.errors import CaseloadError, TableError, WrongInstance
from sanxin_engines.caseload.instance import Instance, Member, Pair, Rules, Staff, Target, Village
from sanxin_engines.caseload.plan import Assignment, Part, Plan, Reason, Rule, Short, Unserved
from sanxin_engines.caseload.planning import plan
from sanxin_engines.caseload.weighing import Cost, Scales

__all__ = [
    "Assignment",
    "CaseloadError",
    "Cost",
    "Instance",
    "Member",
    "Pair",
    "Part",
    "Plan",
    "Reason",
    "Rule",
    "Rules",
    "Scales",
    "Short",
    "Staff",
    "TableError",
    "Target",
    "Unserved",
    "Village",
    "WrongInstance",
    "plan",
]
