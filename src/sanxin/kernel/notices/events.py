"""What administrators do with channels, in words."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel.models.notice import Vendor
from sanxin.kernel.sentences import one_of, register

VENDORS = {vendor.value: vendor.label for vendor in Vendor}

ROBOT_ADDED = register("kernel.robot.added", _("接入{vendor}机器人“{label}”"), vendor=one_of(VENDORS))
ROBOT_PAUSED = register("kernel.robot.paused", _("停发机器人“{label}”"))
ROBOT_RESUMED = register("kernel.robot.resumed", _("恢复机器人“{label}”"))
ROBOT_REMOVED = register("kernel.robot.removed", _("撤掉机器人“{label}”，地址已抹去"))
ROBOT_TESTED = register("kernel.robot.tested", _("给机器人“{label}”发了一条试的"))
HOUR_CHANGED = register("kernel.notices.hour", _("每天发提醒的时间由 {before} 改为 {after}"))
TRIED_AGAIN = register("kernel.notices.tried_again", _("让没发出去的消息再发一次"))
ADDRESS_SET = register("kernel.notices.address_set", _("要收邮件提醒"))
ADDRESS_ASKED = register("kernel.notices.address_asked", _("往填的邮箱寄了确认信"))
ADDRESS_CONFIRMED = register("kernel.notices.address_confirmed", _("确认了收提醒的邮箱"))
ADDRESS_DROPPED = register("kernel.notices.address_dropped", _("不再收邮件提醒"))
