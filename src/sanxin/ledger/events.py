"""What can happen to an item, in words. Who and when stand beside the sentence."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import one_of, register
from sanxin.ledger.rules.days import drawn
from sanxin.ledger.rules.items import changed_in_words
from sanxin.ledger.rules.reopenings import REASONS
from sanxin.ledger.rules.strike_offs import METHODS

ITEMS = listings.register("ledger.items", _("台账"))
LINKAGES = listings.register("ledger.linkages", _("请部门办的"))
CONTACT_POINTS = listings.register("ledger.contact_points", _("联系点"))

OPENED = register("ledger.item.opened", _("立项，编号 {number}，{owner}牵头，{due} 前办结"), due=drawn)
EDITED = register("ledger.item.edited", _("改了{what}"), what=changed_in_words)
IMPORTED = register("ledger.items.imported", _("导入旧台账，{rows} 件，编号 {first} 至 {last}"))
IMPORTED_DONE = register(
    "ledger.items.imported.done",
    _("导入旧台账，{rows} 件，编号 {first} 至 {last}；其中 {done} 件原台账已销号，照录，没有再核验"),
)
WITHDRAWN = register("ledger.item.withdrawn", _("定为不再办：{reason}"))
UNIT_JOINED = register("ledger.unit.joined", _("请{unit}协办"))
ACCEPTED = register("ledger.item.accepted", _("认领了"))
HANDED_BACK = register("ledger.item.handed_back", _("退回派单人：{reason}"))
OWNER_CHANGED = register("ledger.owner.changed", _("牵头人由{before}改为{after}：{reason}"))
PROGRESS_NOTED = register("ledger.progress.noted", _("记进展：{text}"))
MEASURE_ADDED = register("ledger.measure.added", _("加措施 {order}：{what}，{due} 前"), due=drawn)
MEASURE_COMPLETED = register("ledger.measure.completed", _("完成措施 {order}：{what}"))
EVIDENCE_FILED = register("ledger.evidence.filed", _("传佐证：{name}"))
EXTENSION_ASKED = register("ledger.extension.asked", _("申请延期到 {wanted}：{reason}"), wanted=drawn)
EXTENSION_GRANTED = register(
    "ledger.extension.decided", _("同意延期，期限由 {before} 改为 {after}"), before=drawn, after=drawn
)
EXTENSION_REFUSED = register("ledger.extension.refused", _("不同意延期，仍按 {before} 办结：{note}"), before=drawn)
SUSPENDED = register("ledger.item.suspended", _("暂停至 {until}，期限顺延到 {due}：{reason}"), until=drawn, due=drawn)
RESUMED = register("ledger.item.resumed", _("提前恢复办理，期限 {due}"), due=drawn)
STRIKE_OFF_REQUESTED = register("ledger.strike_off.requested", _("申请销号：{account}"))
STRUCK_OFF = register("ledger.item.struck_off", _("核验通过，销号（{method}）"), method=one_of(METHODS))
RETURNED = register("ledger.item.returned", _("核验未通过，退回再办：{reason}"))
REOPENED = register("ledger.item.reopened", _("重新办理，新期限 {due}：{reason}"), reason=one_of(REASONS), due=drawn)
DEPARTMENT_ASKED = register("ledger.department.asked", _("请{unit}联动，{due} 前答复"), due=drawn)
DEPARTMENT_REMINDED = register("ledger.department.reminded", _("催{unit}答复"))
DEPARTMENT_ANSWERED = register("ledger.department.answered", _("{unit}答复：{account}"))
DEPARTMENT_HANDED_BACK = register("ledger.department.handed_back", _("{unit}退回联动：{reason}"))
DEPARTMENT_ACCEPTED = register("ledger.department.accepted", _("{unit}接下了"))
DEPARTMENT_ASKED_TIME = register("ledger.department.asked_time", _("{unit}想延到 {wanted}：{reason}"), wanted=drawn)
TIME_GIVEN = register(
    "ledger.department.time_given", _("同意{unit}延期，由 {before} 改为 {after}"), before=drawn, after=drawn
)
TIME_REFUSED = register(
    "ledger.department.time_refused", _("不同意{unit}延期，仍按 {before} 答复：{note}"), before=drawn
)
ACCEPTED_BY_LINK = register("ledger.department.accepted.link", _("{unit}凭链接接下了"))
ANSWERED_BY_LINK = register("ledger.department.answered.link", _("{unit}凭链接答复：{account}"))
HANDED_BACK_BY_LINK = register("ledger.department.handed_back.link", _("{unit}凭链接退回：{reason}"))
ASKED_TIME_BY_LINK = register(
    "ledger.department.asked_time.link", _("{unit}凭链接申请延到 {wanted}：{reason}"), wanted=drawn
)
BY_LINK = {
    DEPARTMENT_ACCEPTED: ACCEPTED_BY_LINK,
    DEPARTMENT_ANSWERED: ANSWERED_BY_LINK,
    DEPARTMENT_HANDED_BACK: HANDED_BACK_BY_LINK,
    DEPARTMENT_ASKED_TIME: ASKED_TIME_BY_LINK,
}
"""The same act by whoever holds the department's link."""
LINK_ISSUED = register("ledger.link.issued", _("给{unit}发了链接，{until} 前有效，交给{holder}"), until=drawn)
LINK_RENEWED = register("ledger.link.renewed", _("给{unit}换了链接，{until} 前有效，交给{holder}"), until=drawn)
LINK_REVOKED = register("ledger.link.revoked", _("收回{unit}的链接"))
CONTACT_POINT_SET = register("ledger.contact_point.set", _("{unit}定点联系{village}：{task}"))
CONTACT_POINT_CHANGED = register("ledger.contact_point.changed", _("改了{unit}联系{village}的任务：{task}"))
CONTACT_POINT_ENDED = register("ledger.contact_point.ended", _("{unit}联系{village}到 {until} 止"))
CONTACT_POINTS_IMPORTED = register("ledger.contact_points.imported", _("导入联系点，{rows} 个"))
ANSWER_READ = register("ledger.department.answer_read", _("看过{unit}的答复"))
