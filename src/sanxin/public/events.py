"""What can happen at a door and to what was said there, in words."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import register

DOOR_OPENED = register("public.door.opened", _("开了“有事您说”的码"))
DOOR_CLOSED = register("public.door.closed", _("停了“有事您说”的码"))
DOOR_REOPENED = register("public.door.reopened", _("又开了“有事您说”的码"))
SAID = register("public.voice.said", _("从公开页收到"))
ADDED = register("public.voice.added", _("本人在公开页上补充了一句"))
PHOTO_ADDED = register("public.voice.photo_added", _("本人在公开页上补了一张照片"))
ANSWERED_YES = register("public.answer.yes", _("本人在公开页上说台账 {item} 解决了"))
ANSWERED_PARTLY = register("public.answer.partly", _("本人在公开页上说台账 {item} 解决了一部分"))
ANSWERED_NO = register("public.answer.no", _("本人在公开页上说台账 {item} 没解决"))

BULLETINS = listings.register("public.bulletins", _("通报"))
DOORS = listings.register("public.doors", _("有事您说的码"))
DRAFTED = register("public.bulletin.drafted", _("起草通报 {number}"))
EDITED = register("public.bulletin.edited", _("改了通报的草稿"))
SUBMITTED = register("public.bulletin.submitted", _("报批通报，第 {version} 版"))
APPROVED = register("public.bulletin.approved", _("批准通报，第 {version} 版"))
SENT_BACK = register("public.bulletin.sent_back", _("退回通报第 {version} 版：{reason}"))
REVISED = register("public.bulletin.revised", _("退回来改，写新的一版"))
PUBLISHED = register("public.bulletin.published", _("发到村里，第 {version} 版，从 {day} 起"))
WITHDRAWN = register("public.bulletin.withdrawn", _("从村里撤下通报：{reason}"))
PHONE_SET = register("public.phone.set", _("公布电话 {number}"))
PHONE_DROPPED = register("public.phone.dropped", _("不再公布电话"))
