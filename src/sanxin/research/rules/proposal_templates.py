"""Papers to begin with: what leaders ask for, by the kind of matter. The words are data, to be written over."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

SITUATION = "{村数} 个村 {人数} 人反映，共 {条数} 条，前后 {周数} 周。"
"""Figures in braces are filled in."""


@dataclass(frozen=True)
class Template:
    """What the form holds before anybody has typed."""

    key: str
    label: StrOrPromise
    text: str
    why: str
    measure: str
    options: tuple[str, ...]
    planned: tuple[tuple[str, int], ...]
    steps: tuple[tuple[str, int, int], ...]
    """What, working days, which of the planned items."""


TEMPLATES = (
    Template(
        "matter",
        _("办一件事"),
        f"{SITUATION}\n现在怎么样：\n已经做过什么：",
        "不办会怎样：\n政策依据：",
        "到 X 月，反映的人里有几成说解决了。",
        ("维持现状，加强解释",),
        (("摸清情况，商定办法", 15), ("三个月后回访，问群众解决没有", 60)),
        (("摸清情况，列出户数人数", 5, 1), ("商定办法，落实经费", 10, 1)),
    ),
    Template(
        "pilot",
        _("先试点"),
        f"{SITUATION}\n在哪几个村试，为什么选它们：",
        "为什么不一下推开：",
        "试 3 个月，看这几个数：\n达到多少就推开，达不到就停：",
        ("先试三个村，再推开", "一次推开", "不试"),
        (("选点、定办法、开始试", 15), ("试点到期评估，提出推开还是停", 70)),
        (("和试点村商量", 5, 1), ("开始试", 15, 1), ("中期看一次", 40, 2), ("问群众，写评估", 65, 2)),
    ),
    Template(
        "rule",
        _("定制度"),
        f"{SITUATION}\n现有规定是什么，缺在哪：",
        "不靠一件一件办，为什么要定制度：",
        "制度施行半年后，同类反映少几成。",
        ("新定一个办法", "修改现有规定"),
        (("起草办法，征求意见", 30), ("审议、印发、讲到村", 60)),
        (("收集各地做法", 10, 1), ("征求乡镇和村意见", 25, 1), ("上会审议", 45, 2)),
    ),
)

BARE = Template("", "", SITUATION, "", "", (), (), ())
"""Where somebody comes from a problem and has chosen no kind: its figures, nothing else."""


def template_of(key: str) -> Template | None:
    return next((one for one in TEMPLATES if one.key == key), None)
