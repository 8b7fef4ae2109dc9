"""What happens to proposals, in sentences."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel.sentences import register

DRAFTED = register("research.proposal.drafted", _("起草方案 {code}"))
REVISED = register("research.proposal.revised", _("改了方案 {code}"))
SUBMITTED = register("research.proposal.submitted", _("方案 {code} 报{to}"))
ROUTED = register("research.proposal.routed", _("方案 {code} 送审，先请{to}看"))
PASSED = register("research.proposal.passed", _("看过方案 {code}，转{to}"))
SENT_BACK = register("research.proposal.sent_back", _("退回方案 {code}，标了 {marks} 处"))
WITHDRAWN = register("research.proposal.withdrawn", _("收回方案 {code}"))
DECIDED = {
    "agree": register("research.proposal.decided.agree", _("同意方案 {code}，开了 {items} 条台账"), counted="items"),
    "agree_with_changes": register(
        "research.proposal.decided.agree_with_changes", _("改后同意方案 {code}，开了 {items} 条台账"), counted="items"
    ),
    "return": register("research.proposal.decided.return", _("退回方案 {code}")),
    "refuse": register("research.proposal.decided.refuse", _("不同意方案 {code}")),
}
"""The four answers have a sentence each. The memo is read on the proposal, not here."""
