"""Two months of visits: what was said in the villages, what was promised, what has been answered. All invented."""

from datetime import datetime, timedelta

from sanxin.fieldwork.actions.lines import NewLine
from sanxin.fieldwork.actions.promises import keep
from sanxin.fieldwork.actions.visits import Told, correct, record
from sanxin.fieldwork.models import Visit
from sanxin.kernel import clock
from sanxin.project.demo.county import County
from sanxin.service.models import Member

Line = tuple[str, str]
"""What was said, and what it is besides: d a difficulty, o an answer owed, k one owed and given."""

VISITS: tuple[tuple[int, str, str, str, int, tuple[Line, ...]], ...] = (
    (55, "程晓岚", "竹坑村", "call", 6, (("支渠今年清了两回，下游水来得快了", ""), ("班车的事还有没有下文", "k"))),
    (52, "何志明", "双溪村", "call", 4, (("桥头的护栏松了，小孩爱在上面坐", ""),)),
    (47, "余敏", "沙湾村", "meeting", 17, (("合作社的分红想看看账", ""), ("晒谷场夜里没灯", ""))),
    (41, "刘海燕", "泉塘村", "call", 3, (("药费报销比例今年是多少", "k"),)),
    (36, "程晓岚", "双溪村", "call", 5, (("村小想添一台直饮水机", ""),)),
    (33, "江小禾", "泉源村", "phone", 1, (("快递点要走三里路", ""),)),
    (27, "何志明", "双溪村", "call", 7, (("护栏焊好了", ""), ("冬天取暖，炭盆怕中毒，能不能换电的", "o"))),
    (20, "余海生", "竹坑村", "meeting", 23, (("议了村口停车，画线还是立牌", ""),)),
    (
        16,
        "程晓岚",
        "竹坑村",
        "call",
        8,
        (("赶集日班车挤，能不能加一班", ""), ("孙女在外读书，补助能在村里办吗", "o")),
    ),
    (13, "余敏", "沙湾村", "call", 4, (("屋面漏雨，上个月来量过尺寸，还没动工", "o"),)),
    (9, "彭思源", "樟树下村", "call", 2, (("想要一个大字的电话本", ""),)),
    (6, "刘海燕", "泉源村", "call", 3, (("村医周三下午不在", ""),)),
    (2, "程晓岚", "竹坑村", "call", 6, (("三组支渠闸门锈死了，水放不下去", "d"), ("路灯修好了，晚上亮堂多了", ""))),
    (1, "何志明", "双溪村", "call", 4, (("桥面裂了一道缝，拖拉机不敢走", "d"),)),
)
HOME = (4, "程晓岚", "方茂林", "药带到了，血压药下月初要续")
"""A member in difficulty, called on at home."""


def visit(county: County, now: datetime) -> None:
    for days, who, village, kind, people, lines in VISITS:
        at = (now - timedelta(days=days)).replace(hour=10, minute=days % 60)
        with clock.frozen(at):
            told = Told(on=at.date(), place=county.village(village), kind=kind, people=people)
            _record(county, who, told, lines, at)
    _call_at_home(county, now)
    _mend(county, now)


def _record(county: County, who: str, told: Told, lines: tuple[Line, ...], at: datetime) -> None:
    by = county.people[who]
    new = [NewLine(text, is_difficulty="d" in more, owes_answer=more in {"o", "k"}) for text, more in lines]
    made = record(told, new, office=county.department, by=by, at=at)
    answered = {text for text, more in lines if more == "k"}
    for line in made.lines.select_related("voice"):
        if line.voice.text in answered:
            keep(line, words="打过电话说清楚了，下回带书面的来。", by=by, at=at + timedelta(hours=5))


def _call_at_home(county: County, now: datetime) -> None:
    days, who, name, said = HOME
    by, at = county.people[who], (now - timedelta(days=days)).replace(hour=15, minute=20)
    mine = {member.name: member for member in Member.objects.visible_to(by)}
    with clock.frozen(at):
        told = Told(on=at.date(), member=mine[name], people=2, note="药盒上贴了大字条。")
        record(told, [NewLine(said)], office=county.department, by=by, at=at)


def _mend(county: County, now: datetime) -> None:
    """The section head has counted again."""
    head = county.people["徐建平"]
    first = Visit.objects.filter(officer=county.people["余敏"], kind="meeting").get()
    told = Told(on=first.on, place=first.place, kind=first.kind, people=19)
    correct(first, told, reason="签到的是 19 位", seen=first.version, by=head, at=now)
