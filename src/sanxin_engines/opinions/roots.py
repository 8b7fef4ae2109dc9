"""What a complaint is said to come from: clauses that give a cause, and who is named in them.

People write "由于管道老化，经常停水" and "管道老化导致水质发黄": two complaints, one root. A clause counts as a cause
when a marker says so, or when it names a lack ("无人管理", "年久失修"). No list of causes is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CLAUSE = re.compile(r"[，,。．.！!？?；;：:、\s]+")
AFTER = re.compile(r"(?:由于|因为|原因是|起因是|根源是|根源在于|原因在于|归根到底是|主要是因为|是因)(?P<cause>.+)")
BEFORE = re.compile(r"(?P<cause>.+?)(?:导致|造成|引起|引发|致使|以致|使得)")
LACK = re.compile(
    r"无人(?:管|问|修|负责|监管|处理)|没有?人(?:管|修|负责)|没有?(?:规划|监管|维护|配套|资质|手续|编制|经费|资金)|"
    r"缺[少乏](?!的)|年久失修|老化|老旧|不到位|不作为|不作声|推诿|踢皮球|权责不清|职责不清|管理混乱|监管缺失|"
    r"资金(?:不足|紧张|短缺)|断裂|未(?:移交|验收|办理|落实|公开|公示|配套)|违规|违法|无证|无资质"
)
ACTOR = re.compile(
    r".{2,}(?:公司|集团|合作社|工作室|车队|砖厂|工厂|采石场|养殖场)$|"
    r".*(?:物业|开发商|村委会|居委会|业委会|管理处|承包商|包工头|运营商|建设方|施工方|施工队)$"
)

KINDS = frozenset(("有限公司", "责任公司", "总公司", "分公司", "子公司", "股份公司", "有限责任公司"))
WIDE = re.compile(r".*(?:[省市县州盟旗]|(?<![小社校园片辖])区)$")


def cause_clauses(text: str) -> Iterator[str]:
    """The clauses of a text that name a cause, the marker itself left out; in the order of the text."""
    for clause in CLAUSE.split(text):
        found = AFTER.search(clause) or BEFORE.search(clause)
        if found:
            yield found["cause"]
        elif LACK.search(clause):
            yield clause


def is_actor(word: str) -> bool:
    """A word that names who runs or builds something: a company, an estate's management, a committee."""
    return word not in KINDS and bool(ACTOR.match(word))


def is_narrow(place: str) -> bool:
    """Narrower than a county: the management of an estate is one, that of a county is hundreds."""
    return not WIDE.match(place)
