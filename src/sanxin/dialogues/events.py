"""What happens to conversations and dialogues, in sentences. Never what anybody said or how anybody voted."""

from django.utils.translation import gettext_lazy as _

from sanxin.dialogues.models.statement import Reason
from sanxin.kernel import listings
from sanxin.kernel.sentences import one_of, register

BEGUN = register("dialogues.conversation.begun", _("写下议题"))
REVISED = register("dialogues.conversation.revised", _("改了议题"))
OPENED = register("dialogues.conversation.opened", _("发出去，{statements} 条说法"))
CLOSED = register("dialogues.conversation.closed", _("收了，{people} 人表态 {votes} 次"))
WRITTEN = register("dialogues.statement.written", _("写了 {count} 条说法"))
SEEDED = register("dialogues.statement.seeded", _("从问题 {problems} 引出 {count} 条说法"))
ACCEPTED = register("dialogues.statement.accepted", _("采用第 {number} 条说法"))
LEFT_OUT = register(
    "dialogues.statement.left_out", _("没采用第 {number} 条说法：{reason}"), reason=one_of(dict(Reason.choices))
)
COUNTED = register("dialogues.snapshot.counted", _("算了一次结果：{people} 人，{groups} 组"))
RELEASED = register("dialogues.result.released", _("公布了结果"))
PLANNED = register("dialogues.dialogue.planned", _("定了协商：{day}，请 {villages} 个村"))
REPLANNED = register("dialogues.dialogue.replanned", _("改了协商的安排：{day}，请 {villages} 个村"))
HELD = register("dialogues.dialogue.held", _("开了协商，到场 {present} 人，商定 {agreements} 件事"))
MINUTES_MENDED = register("dialogues.dialogue.minutes_mended", _("改了协商的记录，到场 {present} 人"))
AGREED_MORE = register("dialogues.dialogue.agreed_more", _("补记商定的事 {agreements} 件"))
CALLED_OFF = register("dialogues.dialogue.called_off", _("协商不开了：{reason}"))
FOLLOWED_UP = register("dialogues.dialogue.followed_up", _("协商商定的事立了台账 {items}"))

CONVERSATIONS = listings.register("dialogues.conversations", _("议题"))
RESULTS = listings.register("dialogues.results", _("议题的结果"))
VOTES = listings.register("dialogues.votes", _("议题的表态（Polis 格式）"))
COMMENTS = listings.register("dialogues.comments", _("议题的说法（Polis 格式）"))
DIALOGUES = listings.register("dialogues.dialogues", _("协商"))
