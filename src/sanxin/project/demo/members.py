"""Party members in difficulty: invented, all agreed to be listed; most have somebody who keeps contact."""

from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.project.demo.county import County
from sanxin.service.actions.members import NewMember, assign, end, register

MEMBERS: tuple[tuple[str, str, str, str, str], ...] = (
    ("方茂林", "竹坑村", "old_age illness", "老伴卧床，自己腿脚不便，买药要人带。", "程晓岚"),
    ("余水生", "竹坑村", "illness", "透析每周三次，去市里来回八十里。", "程晓岚"),
    ("徐金花", "双溪村", "living_alone", "独居，儿女在外，冬天取暖靠炭盆。", "何志明"),
    ("江老四", "双溪村", "disability", "右手截肢，做不了重活，低保在办。", "何志明"),
    ("汪桂英", "沙湾村", "old_age living_alone housing", "八十六岁，一个人住老屋，屋面漏雨。", "余敏"),
    ("石有根", "沙湾村", "income schooling", "孙子读大学，田租出去了，收入少。", "余敏"),
    ("胡冬生", "泉塘村", "illness", "肺病，不能干活，药费一月四百多。", "刘海燕"),
    ("黎满妹", "泉源村", "living_alone disability", "独居，眼睛看不清，不会用手机。", "刘海燕"),
    ("占老五", "上畈村", "disability", "腿有残疾，出门要人推。", "江小禾"),
    ("洪三元", "樟树下村", "old_age", "入党五十年，听力不好，电话听不见。", "彭思源"),
    ("彭细毛", "车溪村", "income", "欠外债两万，养了三十只羊。", "彭思源"),
    ("程木生", "横路村", "illness", "中风后恢复，走路要拄拐。", ""),
)


def register_members(county: County, now: datetime) -> None:
    """Over the summer; one contact changes, one member is off the list again."""
    head = county.people["徐建平"]
    for number, (name, village, need, difficulty, contact) in enumerate(MEMBERS):
        at = (now - timedelta(days=150 - 9 * number)).replace(hour=10, minute=number * 4)
        new = NewMember(
            name=name,
            village=county.village(village),
            consent=True,
            needs=tuple(need.split()),
            difficulty=difficulty,
            address=f"{number % 5 + 1} 组 {number * 3 + 2} 号",
            phone=f"1380{number:02d}{(number * 7919 + 20260) % 100000:05d}",
            contact=county.people.get(contact),
        )
        with clock.frozen(at):
            member = register(new, office=county.department, by=head, at=at)
        if name == "占老五":
            at += timedelta(days=30)
            with clock.frozen(at):
                assign(member, contact=county.people["刘海燕"], by=head, at=at)
        if name == "石有根":
            at += timedelta(days=60)
            with clock.frozen(at):
                end(member, left_on=at.date(), by=head, at=at)
