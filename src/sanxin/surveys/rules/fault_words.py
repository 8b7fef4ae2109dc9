"""What is wrong with a form, in sentences that say how to mend it. The codes are the engine's."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin_engines.questionnaires import Fault, Form
from sanxin_engines.questionnaires.relevance import owners

SENTENCES: dict[str, StrOrPromise] = {
    "title_missing": gettext_lazy("问卷还没有题目。"),
    "too_many": gettext_lazy("一共 {count} 题，最多 {most} 题。请分成两份。"),
    "name_missing": gettext_lazy("没有名称（name）。给它一个，比如 q1。"),
    "name_bad": gettext_lazy("名称“{name}”不行：用字母或汉字开头，中间不留空格。"),
    "name_reserved": gettext_lazy("名称“{name}”留给开头和结尾的话用，请换一个。"),
    "name_twice": gettext_lazy("名称“{name}”前面已经用过，请换一个。"),
    "label_missing": gettext_lazy("没有写问什么。"),
    "label_reference": gettext_lazy("题目里的 ${{…}} 不会换成答案，请写成固定的话。"),
    "choices_few": gettext_lazy("选项只有 {count} 个，至少要两个。"),
    "choice_name_bad": gettext_lazy("选项名称“{name}”里不能有空格和引号。"),
    "choice_twice": gettext_lazy("选项名称“{name}”用了两次。"),
    "choice_label_missing": gettext_lazy("有一个选项或一行没有写字。"),
    "rows_missing": gettext_lazy("表格里还没有行。"),
    "bounds_missing": gettext_lazy("打分从几到几，还没写。"),
    "bounds_reversed": gettext_lazy("最小 {low}、最大 {high}，大小反了。"),
    "bounds_broken": gettext_lazy("打分的两头要是整数。"),
    "scale_long": gettext_lazy("打分最多 {most} 格，不然手机上点不准。"),
    "expression_unexpected": gettext_lazy("条件从第 {at} 个字“{found}”起看不懂。"),
    "expression_unsupported": gettext_lazy("条件里的“{found}”我们还不认。可以用 = != < > and or not() selected()。"),
    "expression_ends": gettext_lazy("条件没写完，可能少了括号或引号。"),
    "expression_deep": gettext_lazy("条件的括号套得太深，请拆开写。"),
    "expression_long": gettext_lazy("条件太长，最多 {most} 个字。"),
    "expression_own": gettext_lazy("条件里不能用点（.），请写明看哪一题。"),
    "unknown_reference": gettext_lazy("条件里的“{name}”，问卷里没有这一题。"),
    "later_reference": gettext_lazy("条件要看“{name}”，可它排在后面。请把那一题移到前面。"),
    "circular": gettext_lazy("条件绕成了圈：{names}。去掉其中一个。"),
    "no_answer": gettext_lazy("条件要看“{name}”，可那里没有可答的。"),
    "unknown_choice": gettext_lazy("条件里“{name}”的答案“{choice}”，那一题没有这个选项。"),
    "sheet_missing": gettext_lazy("没有名叫 survey 的工作表（有的是：{found}）。XLSForm 的题都写在 survey 里。"),
    "column_missing": gettext_lazy("缺这一列。survey 表至少要有 type、name、label 三列。"),
    "type_missing": gettext_lazy("没有写题型（type）。"),
    "type_unknown": gettext_lazy("不认得题型“{type}”，可能打错了字。"),
    "type_unsupported": gettext_lazy("题型“{type}”我们的问卷不问，请删去这一行或换一种。"),
    "list_missing": gettext_lazy("没有写用哪组选项，应当像“select_one 选项组名”这样。"),
    "list_unknown": gettext_lazy("choices 表里没有叫“{list}”的选项组。"),
    "list_name_missing": gettext_lazy("没有写属于哪组选项（list_name）。"),
    "or_other": gettext_lazy("“{found}”我们不认。要“其他”，请在选项里加一个，再加一道短文字题。"),
    "choice_filter": gettext_lazy("choice_filter（按前面的答案筛选项）我们还不支持，请拆成几道题。"),
    "group_open": gettext_lazy("begin_group“{name}”后面没有对应的 end_group。"),
    "group_not_open": gettext_lazy("end_group 前面没有对应的 begin_group。"),
    "matrix_mixed": gettext_lazy("表格（table-list）里每一行都要是 select_one，用同一组选项。"),
    "matrix_row_relevant": gettext_lazy("表格里的一行不能单独带条件，请把条件写在整个表格上。"),
    "parameters_bad": gettext_lazy("“{found}”看不懂，应当像 start=1 end=5 step=1 这样。"),
    "step": gettext_lazy("打分只能一格一格走（step=1），现在是 {found}。"),
    "language_left_out": gettext_lazy("只取了中文，没取“{language}”。"),
    "column_left_out": gettext_lazy("“{column}”这一列我们用不上，没有带进来。"),
    "type_left_out": gettext_lazy("“{type}”会记下是谁、哪部手机、几点填的，我们不记，没有带进来。"),
    "constraint_left_out": gettext_lazy("只认得“. >= 0 and . <= 100”这样的上下限，“{found}”没有带进来。"),
}


LOGIC = frozenset({"later_reference", "circular", "no_answer", "unknown_choice"})
"""Faults that speak of other questions; in the editor people know those by their place, in a file by their name."""


def sentence(fault: Fault, form: Form | None = None) -> str:
    """`form`: say 第 3 题 instead of the question's name."""
    words = str(SENTENCES.get(fault.code, _("这里有点不对，请检查。")))
    facts = dict(fault.facts)
    if form and fault.code in LOGIC:
        facts |= {key: _placed(str(facts[key]), form) for key in ("name", "names") if key in facts}
    return words.format(**facts)


def _placed(names: str, form: Form) -> str:
    owner = owners(form)
    places = {question.name: place for place, question in enumerate(form.questions, start=1)}
    known = [places.get(owner.get(name, "")) for name in names.split(" → ")]
    return " → ".join(_("第 {n} 题").format(n=place) if place else names for place in known)


def where(fault: Fault) -> str:
    """Sheet, row and column of an XLSForm."""
    if fault.row and fault.column:
        return _("{sheet} 表第 {row} 行，{column} 列").format(sheet=fault.sheet, row=fault.row, column=fault.column)
    if fault.row:
        return _("{sheet} 表第 {row} 行").format(sheet=fault.sheet, row=fault.row)
    return _("{sheet} 表").format(sheet=fault.sheet) if fault.sheet else _("整个文件")
