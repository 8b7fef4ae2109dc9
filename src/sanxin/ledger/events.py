"""What can happen to an item, in words. Who and when stand beside the sentence."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import one_of, register
from sanxin.ledger.rules.days import drawn
from sanxin.ledger.rules.items import changed_in_words
from sanxin.ledger.rules.reopenings import REASONS
from sanxin.ledger.rules.strike_offs import METHODS

ITEMS = listings.register("ledger.items", _("台账"))

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
ANSWER_READ = register("ledger.department.answer_read", _("看过{unit}的答复"))
