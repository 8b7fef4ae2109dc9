from sanxin.ledger.models.acceptance import Acceptance
from sanxin.ledger.models.co_operation import CoOperation
from sanxin.ledger.models.contact_point import ContactPoint
from sanxin.ledger.models.deadline_change import DeadlineChange
from sanxin.ledger.models.evidence import Evidence
from sanxin.ledger.models.extension import ExtensionDecision, ExtensionRequest
from sanxin.ledger.models.hand_back import HandBack
from sanxin.ledger.models.item import Item
from sanxin.ledger.models.link import LinkageLink
from sanxin.ledger.models.linkage import (
    Linkage,
    LinkageAcceptance,
    LinkageAnswer,
    LinkageHandBack,
    LinkageReading,
    LinkageReminder,
)
from sanxin.ledger.models.linkage_extension import LinkageExtension, LinkageExtensionDecision
from sanxin.ledger.models.measure import Measure, MeasureDone
from sanxin.ledger.models.owner_change import OwnerChange
from sanxin.ledger.models.progress import Progress
from sanxin.ledger.models.reopening import Reopening
from sanxin.ledger.models.saved_view import SavedView
from sanxin.ledger.models.strike_off import Return, StrikeOff, StrikeOffRequest
from sanxin.ledger.models.suspension import Resumption, Suspension
from sanxin.ledger.models.withdrawal import Withdrawal

__all__ = [
    "Acceptance",
    "CoOperation",
    "ContactPoint",
    "DeadlineChange",
    "Evidence",
    "ExtensionDecision",
    "ExtensionRequest",
    "HandBack",
    "Item",
    "Linkage",
    "LinkageAcceptance",
    "LinkageAnswer",
    "LinkageExtension",
    "LinkageExtensionDecision",
    "LinkageHandBack",
    "LinkageLink",
    "LinkageReading",
    "LinkageReminder",
    "Measure",
    "MeasureDone",
    "OwnerChange",
    "Progress",
    "Reopening",
    "Resumption",
    "Return",
    "SavedView",
    "StrikeOff",
    "StrikeOffRequest",
    "Suspension",
    "Withdrawal",
]
