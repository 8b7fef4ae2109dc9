"""When an item may be asked to be struck off, and when it may be struck off."""

from collections.abc import Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel.refusals import Refused
from sanxin.ledger.rules.stages import Stage


class Method(TextChoices):
    PAPERS = "papers", gettext_lazy("看材料")
    ON_SITE = "on_site", gettext_lazy("到现场看")
    ASKED_PEOPLE = "asked_people", gettext_lazy("问了群众")
    IMPORTED = "imported", gettext_lazy("原台账已销号")


METHODS = dict(Method.choices)


def missing(*, undone: Sequence[int], evidence: int) -> list[str]:
    """What still stands between an item and the request, each as a short clause. `undone`: places of open measures.

    >>> missing(undone=[2, 4], evidence=0)
    ['措施 2、4 还没办完', '还没有佐证']
    """
    clauses = []
    if undone:
        clauses.append(_("措施 {places} 还没办完").format(places=_("、").join(map(str, undone))))
    if not evidence:
        clauses.append(_("还没有佐证"))
    return clauses


def check_can_be_requested(stage: str, *, undone: Sequence[int], evidence: int) -> None:
    if stage == Stage.STRUCK_OFF:
        raise Refused("ledger.strike_off.twice", _("这件已经销号了。"))
    if stage == Stage.STRIKE_OFF_REQUESTED:
        raise Refused("ledger.strike_off.requested_twice", _("已经申请过销号，正等人核验。"))
    if stage == Stage.WITHDRAWN:
        raise Refused("ledger.item.withdrawn", _("这件已经定了不再办；要办，另立一件。"))
    if stage not in {Stage.ACCEPTED, Stage.IN_PROGRESS}:
        raise Refused("ledger.strike_off.not_accepted", _("还没有人认领，先认领再办。"))
    clauses = missing(undone=undone, evidence=evidence)
    if clauses:
        words = _("现在还不能申请销号：{clauses}。").format(clauses=_("；").join(clauses))
        raise Refused("ledger.strike_off.incomplete", words)


def check_can_be_struck_off(stage: str, *, evidence: int) -> None:
    if stage == Stage.STRUCK_OFF:
        raise Refused("ledger.strike_off.twice", _("这件已经销号了，不用再销一次。"))
    if stage != Stage.STRIKE_OFF_REQUESTED:
        raise Refused("ledger.strike_off.not_requested", _("牵头人还没有申请销号，等申请了再核验。"))
    if not evidence:
        raise Refused("ledger.strike_off.no_evidence", _("没有佐证不能销号，请牵头人先传佐证。"))


def check_can_be_returned(stage: str) -> None:
    if stage != Stage.STRIKE_OFF_REQUESTED:
        raise Refused("ledger.return.not_requested", _("现在没有等核验的申请，不用退回。"))
