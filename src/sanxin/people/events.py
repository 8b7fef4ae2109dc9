"""What can happen to people, units and accounts, in words."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.roles import LABELS as ROLES
from sanxin.kernel.sentences import one_of, register

UNITS_IMPORTED = register("people.units.imported", _("导入行政区划：新增 {added}，改名 {renamed}，没变 {unchanged}"))
UNITS_FROM_SHEET = register("people.units.from_sheet", _("从表格写入单位：新增 {added}，更新 {updated}"))
UNIT_ADDED = register("people.unit.added", _("新设单位“{name}”"))
UNIT_RENAMED = register("people.unit.renamed", _("改名：“{before}”改为“{after}”"))
UNIT_SHORTENED = register("people.unit.shortened", _("简称改为“{after}”"))
UNIT_MOVED = register("people.unit.moved", _("从“{before}”划到“{after}”"))
UNIT_CLOSED = register("people.unit.closed", _("撤销单位"))
UNIT_REOPENED = register("people.unit.reopened", _("恢复单位"))

PERSONS_FROM_SHEET = register("people.persons.from_sheet", _("从表格写入人员：新增 {added}，更新 {updated}"))
PERSON_ADDED = register("people.person.added", _("登记人员"))
PERSON_CORRECTED = register("people.person.corrected", _("更正登记信息"))
PERSON_LEFT = register("people.person.left", _("离开，任职至 {on} 止"))
PHONE_SEEN = register("people.person.phone_seen", _("查看完整电话，事由：{reason}"))

POST_GIVEN = register("people.post.given", _("任职：{unit}，{role}，{since} 起"), role=one_of(ROLES))
POST_ENDED = register("people.post.ended", _("结束任职：{unit}，{role}，到 {until} 止"), role=one_of(ROLES))

INVITED = register("people.invitation.issued", _("发出账号邀请，{expires} 前有效"))
INVITATION_REVOKED = register("people.invitation.revoked", _("收回账号邀请"))
INVITATION_ACCEPTED = register("people.invitation.accepted", _("凭邀请设好了账号和密码"))

ACCOUNT_DISABLED = register("people.account.disabled", _("停用账号，事由：{reason}"))
ACCOUNT_ENABLED = register("people.account.enabled", _("账号恢复使用"))
ACCOUNT_UNLOCKED = register("people.account.unlocked", _("解除账号锁定"))
ACCOUNT_RESET = register("people.account.reset", _("重设密码，发出一次性链接"))
PASSWORD_CHANGED = register("people.account.password_changed", _("改了密码"))
SECOND_FACTOR_DROPPED = register("people.account.second_factor_dropped", _("两步验证已清除"))

TRAIL_WHOLE = register("people.trail.whole", _("核验操作记录：{rows} 条，一环不缺"))
TRAIL_BROKEN = register("people.trail.broken", _("核验操作记录：从第 {first} 条起对不上"))

ENTRY_ISSUED = register("people.entry.issued", _("在服务器上开出一次性登录链接，{minutes} 分钟内有效"))

SIGNED_IN = register("people.session.signed_in", _("登录系统"))
SIGNED_IN_BY_LINK = register("people.session.entered", _("凭一次性链接登录"))
SIGNED_OUT = register("people.session.signed_out", _("退出系统"))
SIGNED_OUT_IDLE = register("people.session.idle", _("久未操作，自动退出"))
SIGNED_OUT_ENDED = register("people.session.ended", _("已没有任职，登录中止"))
REFUSED = register("people.session.refused", _("登录未通过"))
LOCKED = register("people.session.locked", _("连续输错，账号锁定"))

DAYS = listings.register("people.days", _("工作日历"))

TRAIL = listings.register("people.trail", _("操作记录"))
PERSONS = listings.register("people.persons", _("人员"))
