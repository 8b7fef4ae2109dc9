"""What happens to crux problems, in sentences. The names of the verbs of `models.crux_change.CruxVerb` are fixed."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel.sentences import register
from sanxin.kernel.words import relisted

ACCEPTED = register("research.crux.accepted", _("认定症结 {code}"))
RENAMED = register("research.crux.renamed", _("把症结 {code}“{old}”改名为“{new}”"))
MERGED = register(
    "research.crux.merged",
    _("把症结 {others} 并入 {code}，带来 {problems} 个问题"),
    counted="problems",
    others=relisted,
)
SPLIT = register("research.crux.split", _("从症结 {code} 拆出 {new}，带走 {problems} 个问题"), counted="problems")
GATHERED = register("research.crux.gathered", _("用 {problems} 个问题立了症结 {code}"), counted="problems")
PUT = register("research.crux.put", _("把 {problems} 个问题归到症结 {code}"), counted="problems")
TAKEN_OUT = register("research.crux.taken_out", _("从症结 {code} 拿出 {problems} 个问题"), counted="problems")
LOCKED = register("research.crux.locked", _("锁定症结 {code}"))
UNLOCKED = register("research.crux.unlocked", _("解锁症结 {code}"))
OFFERS_TAKEN = register(
    "research.crux.offers_taken", _("收下机器新提的 {problems} 个问题到症结 {code}"), counted="problems"
)
OFFERS_REFUSED = register(
    "research.crux.offers_refused", _("不收机器新提到症结 {code} 的 {problems} 个问题"), counted="problems"
)
UNDONE = {
    "accepted": register("research.crux.accepted.undone", _("撤销认定，症结 {code} 回到待认定")),
    "renamed": register("research.crux.renamed.undone", _("撤销改名，症结 {code} 仍叫“{old}”")),
    "merged": register("research.crux.merged.undone", _("撤销合并，症结 {others} 从 {code} 退回原样"), others=relisted),
    "split": register(
        "research.crux.split.undone", _("撤销拆分，{new} 的 {problems} 个问题回到症结 {code}"), counted="problems"
    ),
    "gathered": register(
        "research.crux.gathered.undone", _("撤销立症结，{code} 的 {problems} 个问题回到原处"), counted="problems"
    ),
    "put": register("research.crux.put.undone", _("撤销归入，{problems} 个问题退出症结 {code}"), counted="problems"),
    "taken_out": register(
        "research.crux.taken_out.undone", _("撤销拿出，{problems} 个问题回到症结 {code}"), counted="problems"
    ),
    "locked": register("research.crux.locked.undone", _("撤销锁定症结 {code}")),
    "unlocked": register("research.crux.unlocked.undone", _("撤销解锁，症结 {code} 仍锁定")),
    "offers_taken": register(
        "research.crux.offers_taken.undone", _("撤销收下，{problems} 个问题退出症结 {code}"), counted="problems"
    ),
    "offers_refused": register(
        "research.crux.offers_refused.undone", _("撤销不收，{problems} 个问题可以再提给症结 {code}"), counted="problems"
    ),
}
PROPOSED = register("research.crux.proposed", _("从问题里新提 {fresh} 个症结，已定的 {kept} 个没有动"), counted="fresh")
