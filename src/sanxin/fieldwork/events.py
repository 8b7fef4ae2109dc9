"""What happens to visits, in sentences: never who was visited nor what they said."""

from django.utils.translation import gettext_lazy as _

from sanxin.fieldwork import events_caseload as events_caseload
from sanxin.fieldwork.models import VisitKind
from sanxin.kernel import listings
from sanxin.kernel.sentences import one_of, register

_kinds = one_of(dict(VisitKind.choices))

RECORDED = register("fieldwork.visit.recorded", _("记一次{kind}：{lines} 句话，难题 {difficulties} 个"), kind=_kinds)
CORRECTED = register("fieldwork.visit.corrected", _("更正走访记录：{reason}"))
LINE_ADDED = register("fieldwork.visit.line_added", _("走访里补记一句"))
PHOTO_ADDED = register("fieldwork.visit.photo_added", _("走访里加一张照片"))
DIFFICULTY_OPENED = register("fieldwork.difficulty.opened", _("走访听到的难题进台账：{item}"))
PROMISE_KEPT = register("fieldwork.promise.kept", _("答应的话已回"))
OUTING_MOVED = register("fieldwork.outing.moved", _("{month} 去一个村的日子改到 {on}"))
OUTING_DROPPED = register("fieldwork.outing.dropped", _("{month} 不去一个村"))

VISITS = listings.register("fieldwork.visits", _("走访"))
TOTALS = listings.register("fieldwork.totals", _("走访汇总"))
VILLAGE = listings.register("fieldwork.village", _("一个村的经过"))
HOUSEHOLD = listings.register("fieldwork.household", _("一家的经过"))
