"""What happens in research, in sentences. The names of the verbs of `models.change.Verb` are fixed."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import register
from sanxin.kernel.words import relisted

ACCEPTED = register("research.problem.accepted", _("采纳为问题 {code}"))
RENAMED = register("research.problem.renamed", _("把 {code}“{old}”改名为“{new}”"))
MERGED = register(
    "research.problem.merged", _("把 {others} 并入 {code}，带来 {voices} 条声音"), counted="voices", others=relisted
)
SPLIT = register("research.problem.split", _("从 {code} 拆出 {new}，带走 {voices} 条声音"), counted="voices")
MOVED = register("research.problem.moved", _("从 {code} 移 {voices} 条声音到 {other}"), counted="voices")
TAKEN_OUT = register("research.problem.taken_out", _("从 {code} 拿出 {voices} 条声音，另作归并"), counted="voices")
PUT = register("research.problem.put", _("把 {voices} 条声音归到 {code}"), counted="voices")
GATHERED = register("research.problem.gathered", _("用 {voices} 条声音立了 {code}"), counted="voices")
LOCKED = register("research.problem.locked", _("锁定 {code}"))
UNLOCKED = register("research.problem.unlocked", _("解锁 {code}"))
OFFERS_TAKEN = register("research.problem.offers_taken", _("收下机器新提的 {voices} 条声音到 {code}"), counted="voices")
OFFERS_REFUSED = register(
    "research.problem.offers_refused", _("不收机器新提到 {code} 的 {voices} 条声音"), counted="voices"
)
UNDONE = {
    "accepted": register("research.problem.accepted.undone", _("撤销采纳，{code} 回到待采纳")),
    "renamed": register("research.problem.renamed.undone", _("撤销改名，{code} 仍叫“{old}”")),
    "merged": register("research.problem.merged.undone", _("撤销合并，{others} 从 {code} 退回原样"), others=relisted),
    "split": register(
        "research.problem.split.undone", _("撤销拆分，{new} 的 {voices} 条声音回到 {code}"), counted="voices"
    ),
    "moved": register(
        "research.problem.moved.undone", _("撤销移动，{voices} 条声音从 {other} 回到 {code}"), counted="voices"
    ),
    "taken_out": register(
        "research.problem.taken_out.undone", _("撤销拿出，{voices} 条声音回到 {code}"), counted="voices"
    ),
    "put": register("research.problem.put.undone", _("撤销归入，{voices} 条声音退出 {code}"), counted="voices"),
    "gathered": register(
        "research.problem.gathered.undone", _("撤销立问题，{code} 的 {voices} 条声音又各在各处"), counted="voices"
    ),
    "locked": register("research.problem.locked.undone", _("撤销锁定 {code}")),
    "unlocked": register("research.problem.unlocked.undone", _("撤销解锁，{code} 仍锁定")),
    "offers_taken": register(
        "research.problem.offers_taken.undone", _("撤销收下，{voices} 条声音退出 {code}"), counted="voices"
    ),
    "offers_refused": register(
        "research.problem.offers_refused.undone", _("撤销不收，{voices} 条声音可以再提给 {code}"), counted="voices"
    ),
}
"""Taking a verb back has its own sentence."""
ON_LEDGER = register("research.problem.on_ledger", _("{code} 立了台账 {item}"), item=relisted)
UNTIED = register(
    "research.problem.untied", _("撤销归并，{voices} 条声音不再归到台账 {item}"), counted="voices", item=relisted
)
ADVICE_REFUSED = {
    "merge": register("research.advice.merge.refused", _("机器建议合并 {code} 和 {other}，没有采用")),
    "split": register(
        "research.advice.split.refused", _("机器建议从 {code} 拆出 {voices} 条声音，没有采用"), counted="voices"
    ),
}
ADVICE_RECONSIDERED = {
    "merge": register("research.advice.merge.reconsidered", _("合并 {code} 和 {other} 的建议，再考虑")),
    "split": register(
        "research.advice.split.reconsidered", _("从 {code} 拆出 {voices} 条声音的建议，再考虑"), counted="voices"
    ),
}
WEIGHTS_SET = register(
    "research.heat.weights_set",
    _(
        "热度权重改为第 {number} 版：人 {people}、地方 {spread}、新近 {recency}、持续 {persistence}、"
        "同感 {likes}，{reason}"
    ),
)
RUN_ASKED = register("research.synthesis.asked", _("要求归并 {voices} 条声音"), counted="voices")
RUN_FINISHED = register(
    "research.synthesis.finished",
    _("归并了 {voices} 条声音：新提 {fresh} 个问题，沿用 {carried} 个，已定的 {kept} 个没有动"),
    counted="fresh",
)

from sanxin.research import events_causes as events_causes  # noqa: E402 - the sentences of causes
from sanxin.research import events_cruxes as events_cruxes  # noqa: E402 - the sentences of crux problems
from sanxin.research import events_kinds as events_kinds  # noqa: E402 - the sentences of sorting voices
from sanxin.research import events_proposals as events_proposals  # noqa: E402 - the sentences of proposals

PROBLEMS = listings.register("research.problems", _("问题"))
ROOTS = listings.register("research.roots", _("根子汇总"))
PROPOSALS = listings.register("research.proposals", _("方案"))
TRENDS = listings.register("research.trends", _("走势"))
CHANGES = listings.register("research.changes", _("谁改过"))
CRUXES = listings.register("research.cruxes", _("症结"))
DECISION_LIST = listings.register("research.decision_list", _("三张清单"))
