"""The verbs of a tree of causes. Each is one transaction and one event; the whole tree has one version."""

from sanxin.research.actions.causes.bones import start_bones
from sanxin.research.actions.causes.evidence import Given, add_evidence, drop_evidence
from sanxin.research.actions.causes.growing import add_cause, revise_cause, shift_cause
from sanxin.research.actions.causes.pruning import remove_cause, restore_cause

__all__ = [
    "Given",
    "add_cause",
    "add_evidence",
    "drop_evidence",
    "remove_cause",
    "restore_cause",
    "revise_cause",
    "shift_cause",
    "start_bones",
]
