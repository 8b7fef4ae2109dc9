"""What can happen to a voice and to a member in difficulty, in words."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import register

VOICES = listings.register("service.voices", _("声音"))
MEMBERS = listings.register("service.members", _("困难党员"))

HEARD = register("service.voice.heard", _("记下这条声音"))
IMPORTED = register("service.voices.imported", _("从表格导入 {rows} 条声音"))
CORRECTED = register("service.voice.corrected", _("更正，原话留底：{reason}"))
SORTED = register("service.voice.sorted", _("分了类别"))
CONTACT_REVEALED = register("service.contact.revealed", _("查看了联系方式：{reason}"))
TIED = register("service.voice.tied", _("{voices} 条声音归到台账 {item}"))
TOLD = register("service.reply.told", _("就台账 {item} 回了话"))
TOLD_SOLVED = register("service.reply.told.solved", _("就台账 {item} 回了话，对方说解决了"))
TOLD_UNSOLVED = register("service.reply.told.unsolved", _("就台账 {item} 回了话，对方说没解决"))
TOLD_PARTLY = register("service.reply.told.partly", _("就台账 {item} 回了话，对方说解决了一部分"))
TOLD_BY_NOTICE = register("service.reply.told.notice", _("就台账 {item} 出了公告或通知，告知 {voices} 条声音"))
MEMBER_REGISTERED = register("service.member.registered", _("登记为困难党员，本人同意"))
MEMBERS_IMPORTED = register("service.members.imported", _("从表格登记 {rows} 位困难党员，本人都同意"))
MEMBER_ASSIGNED = register("service.member.assigned", _("联系人定为{contact}"))
MEMBER_ENDED = register("service.member.ended", _("从 {day} 起不再列入困难党员"))
MEMBERS_UPDATED = register("service.members.updated", _("从表格更新 {rows} 位困难党员"))
MEMBER_ERASED = register("service.member.erased", _("抹去姓名、电话和困难情况"))
MEMBER_REVEALED = register("service.member.revealed", _("查看了姓名、电话和困难情况：{reason}"))
