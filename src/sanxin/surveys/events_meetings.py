"""What happens to meetings and their minutes, in sentences; never what was said there."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import register

NOTED = register("surveys.meeting.noted", _("记下这场会，到场 {present} 人"))
CHANGED = register("surveys.meeting.changed", _("改了这场会的记录"))
VOICES_TAKEN = register("surveys.meeting.voices", _("从记录里摘出 {voices} 条声音"), counted="voices")

MEETINGS = listings.register("surveys.meetings", _("座谈和访谈"))
