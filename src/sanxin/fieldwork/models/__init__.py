from sanxin.fieldwork.models.outing import Outing
from sanxin.fieldwork.models.visit import Visit, VisitKind
from sanxin.fieldwork.models.visit_correction import VisitCorrection
from sanxin.fieldwork.models.visit_draft import VisitDraft
from sanxin.fieldwork.models.visit_line import PromiseKept, VisitLine
from sanxin.fieldwork.models.visit_photo import VisitPhoto

__all__ = [
    "Outing",
    "PromiseKept",
    "Visit",
    "VisitCorrection",
    "VisitDraft",
    "VisitKind",
    "VisitLine",
    "VisitPhoto",
]
