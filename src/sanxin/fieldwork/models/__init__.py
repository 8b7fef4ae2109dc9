from sanxin.fieldwork.models.caseload_change import ChangeKind, PlanChange
from sanxin.fieldwork.models.caseload_officer import PlanOfficer
from sanxin.fieldwork.models.caseload_pair import PairReason, PlanPair
from sanxin.fieldwork.models.caseload_plan import CaseloadPlan, PlanApproval, PlanDrop
from sanxin.fieldwork.models.caseload_rule import PairRule
from sanxin.fieldwork.models.handover import Handover, HandoverAnswer, HandoverCause, HandoverEnd, HandoverTarget
from sanxin.fieldwork.models.outing import Outing
from sanxin.fieldwork.models.skill import Skill, SkillRetirement, VillageNeed
from sanxin.fieldwork.models.visit import Visit, VisitKind
from sanxin.fieldwork.models.visit_correction import VisitCorrection
from sanxin.fieldwork.models.visit_draft import VisitDraft
from sanxin.fieldwork.models.visit_line import PromiseKept, VisitLine
from sanxin.fieldwork.models.visit_photo import VisitPhoto

__all__ = [
    "CaseloadPlan",
    "ChangeKind",
    "Handover",
    "HandoverAnswer",
    "HandoverCause",
    "HandoverEnd",
    "HandoverTarget",
    "Outing",
    "PairReason",
    "PairRule",
    "PlanApproval",
    "PlanChange",
    "PlanDrop",
    "PlanOfficer",
    "PlanPair",
    "PromiseKept",
    "Skill",
    "SkillRetirement",
    "VillageNeed",
    "Visit",
    "VisitCorrection",
    "VisitDraft",
    "VisitKind",
    "VisitLine",
    "VisitPhoto",
]
