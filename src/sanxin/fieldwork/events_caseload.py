"""What happens to plans of who keeps contact and to handovers, in sentences: never who is in difficulty."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanxin.fieldwork.models import HandoverCause
from sanxin.kernel import listings
from sanxin.kernel.sentences import one_of, register

_kinds = one_of({"village": pgettext_lazy("in a sentence", "村"), "member": pgettext_lazy("in a sentence", "困难党员")})
_causes = one_of(dict(HandoverCause.choices))

DRAFTED = register("fieldwork.plan.drafted", _("起草 {year} 年联系安排：干部 {people} 位，村 {villages} 个"))
RULES_CHANGED = register("fieldwork.plan.rules_changed", _("改了联系安排的规定"))
PEOPLE_CHANGED = register("fieldwork.plan.people_changed", _("改了{name}在联系安排里的出发地、老家、专长或上限"))
SOLVED = register("fieldwork.plan.solved", _("排出第 {round} 版：村 {villages} 个、党员 {members} 位有人联系"))
FORBIDDEN = register("fieldwork.plan.forbidden", _("一位干部和一个{kind}要回避：{reason}"), kind=_kinds)
RULE_DROPPED = register("fieldwork.plan.rule_dropped", _("取消一条指定或回避"))
MOVED = register("fieldwork.plan.moved", _("一个{kind}换给{name}，总账多 {km} 公里：{reason}"), kind=_kinds)
SWAPPED = register("fieldwork.plan.swapped", _("两个{kind}对调，总账多 {km} 公里：{reason}"), kind=_kinds)
FIXED = register("fieldwork.plan.fixed", _("一个{kind}定给{name}，再排也不动：{reason}"), kind=_kinds)
FREED = register("fieldwork.plan.freed", _("一个{kind}放开，再排时可以动"), kind=_kinds)
UNDONE = register("fieldwork.plan.undone", _("撤回第 {number} 次调整"))
APPROVED = register("fieldwork.plan.approved", _("批准 {year} 年联系安排，{day} 起生效"))
DROPPED = register("fieldwork.plan.dropped", _("撤下 {year} 年联系安排的草稿"))

ASKED = register(
    "fieldwork.handover.asked",
    _("请{receiver}从 {since} 起接{giver}的联系点：村 {villages} 个，党员 {members} 位（{cause}）"),
    cause=_causes,
)
TAKEN = register("fieldwork.handover.taken", _("接下联系点，{since} 起"))
REFUSED = register("fieldwork.handover.refused", _("没有接联系点：{words}"))
WITHDRAWN = register("fieldwork.handover.withdrawn", _("撤回交接"))
BACK = register("fieldwork.handover.back", _("{day} 起联系点回到{giver}手上"))

SKILL_ADDED = register("fieldwork.skill.added", _("加了专长“{name}”"))
SKILL_KINDS = register("fieldwork.skill.kinds", _("要会“{name}”的人联系的困难类型，改成 {kinds} 种"))
SKILL_RETIRED = register("fieldwork.skill.retired", _("停用专长“{name}”"))
SKILL_RESTORED = register("fieldwork.skill.restored", _("恢复使用专长“{name}”"))
VILLAGE_NEEDS = register("fieldwork.village.needs", _("联系这个村的人要会：{skills}"))

PLAN = listings.register("fieldwork.plan", _("联系安排"))
INSTANCE = listings.register("fieldwork.plan_instance", _("联系名单"))
TOTALS = listings.register("fieldwork.caseload_totals", _("联系点汇总"))
