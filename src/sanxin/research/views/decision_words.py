"""Titles and phrases of the leader's page that depend on the proposal."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.research.models import Proposal
from sanxin.research.views.proposal_context import numerals


def _titles() -> list[str]:
    return [_("一个办法"), _("两个办法"), _("三个办法"), _("四个办法")]


def words_of(proposal: Proposal, planned: int) -> dict[str, Any]:
    options = list(proposal.options.all())
    pick = next((i for i, one in enumerate(options) if one.recommended), 0)
    return {
        "options_title": _titles()[len(options) - 1],
        "options_note": _("承办科室建议方案{numeral}").format(numeral=numerals()[pick]),
        "planned_title": ngettext("同意后会开这 {n} 条台账", "同意后会开这 {n} 条台账", planned).format(n=planned),
        "phrases": [
            _("同意方案{numeral}。").format(numeral=numerals()[pick]),
            _("请抓紧办。"),
            _("办好后报我。"),
            _("先试点，再推开。"),
        ],
    }
