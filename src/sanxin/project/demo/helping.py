"""What was done for members in difficulty, what is promised them, what they agreed to and took back. All invented."""

from datetime import datetime, timedelta
from decimal import Decimal

from sanxin.kernel import clock
from sanxin.project.demo.county import County
from sanxin.service.actions.consents import give as agree
from sanxin.service.actions.consents import withdraw
from sanxin.service.actions.erasures import erase
from sanxin.service.actions.helps import NewHelp, give, mistaken, promise
from sanxin.service.actions.members import NewMember, end, register
from sanxin.service.actions.needs import add_kind
from sanxin.service.actions.next_visits import agree as agree_on_day
from sanxin.service.models import Member, Purpose

HELPS: tuple[tuple[str, int, str, str, str], ...] = (
    ("方茂林", 48, "money", "500", "重阳节慰问"),
    ("方茂林", 26, "policy", "", "高龄补贴办下来了，每月一百"),
    ("方茂林", 4, "medical", "62.50", "从镇卫生院带药，药盒上贴了大字条"),
    ("余水生", 40, "errand", "", "透析的接送找好了，每周三趟村医的车"),
    ("余水生", 12, "medical", "1200", "大病救助补了一笔"),
    ("徐金花", 19, "goods", "280", "电热毯一条，教会了怎么开关"),
    ("江老四", 33, "work", "", "村口保洁，每月八百"),
    ("汪桂英", 30, "home", "3600", "屋面翻了半边，另一半等天晴"),
    ("黎满妹", 21, "company", "", "帮她给儿子打了视频电话"),
    ("占老五", 14, "goods", "650", "轮椅一把"),
    ("彭细毛", 9, "policy", "20000", "小额贷款贴息办好了"),
)
"""Who, how many days ago, what, how much, in words."""
PROMISES: tuple[tuple[str, int, str, str], ...] = (
    ("方茂林", 3, "goods", "入冬前送一床棉被"),
    ("余水生", 12, "policy", "问清二次报销怎么办"),
    ("徐金花", 0, "errand", "带村电工看一下线路"),
    ("汪桂英", -2, "home", "另一半屋面"),
)
"""Who, in how many days (fewer than none: overdue), what, in words."""
AGREED_TO_MORE = ("方茂林", "汪桂英", "占老五", "彭细毛")


def help_members(county: County, now: datetime) -> None:
    head = county.people["徐建平"]
    members = {member.name: member for member in Member.objects.select_related("contact")}
    with clock.frozen(now - timedelta(days=100)):
        add_kind(county.department, name="失独", by=head, at=now - timedelta(days=100))
    for name in AGREED_TO_MORE:
        _agree(members[name], now - timedelta(days=60))
    for name, days, kind, amount, words in HELPS:
        _help(members[name], now - timedelta(days=days), kind, amount, words)
    for name, left, kind, words in PROMISES:
        _promise(members[name], now, left, kind, words)
    _strike_out(members["胡冬生"], now - timedelta(days=6))
    by = members["余水生"].contact
    assert by is not None
    agree_on_day(members["余水生"], on=now.date() + timedelta(days=6), by=by, at=now)
    _unwilling(county, now)


def _agree(member: Member, at: datetime) -> None:
    by = member.contact
    assert by is not None
    with clock.frozen(at):
        agree(member, purpose=Purpose.SHARE, given_on=at.date(), way="signed", given_to=by, by=by, at=at)


def _help(member: Member, at: datetime, kind: str, amount: str, words: str) -> None:
    by = member.contact
    assert by is not None
    with clock.frozen(at):
        new = NewHelp(kind, at.date(), amount=Decimal(amount) if amount else None, words=words)
        give(member, new, by=by, at=at)


def _promise(member: Member, now: datetime, left: int, kind: str, words: str) -> None:
    by, at = member.contact, now - timedelta(days=10)
    assert by is not None
    with clock.frozen(at):
        promise(member, kind=kind, due_on=now.date() + timedelta(days=left), words=words, by=by, at=at)


def _strike_out(member: Member, at: datetime) -> None:
    by = member.contact
    assert by is not None
    with clock.frozen(at):
        row = give(member, NewHelp("money", at.date(), amount=Decimal(300)), by=by, at=at)
        mistaken(row, reason="记到同名的人头上了", by=by, at=at + timedelta(hours=2))


def _unwilling(county: County, now: datetime) -> None:
    """One took back the consent last week; one who moved away in the spring is forgotten already."""
    head, village = county.people["徐建平"], county.village("横路村")
    for name, days, left in (("余根旺", 90, 5), ("徐有福", 140, 100)):
        at, gone = now - timedelta(days=days), now - timedelta(days=left)
        with clock.frozen(at):
            new = NewMember(name=name, village=village, consent=True, needs=("income",), contact=head)
            member = register(new, office=county.department, by=head, at=at)
            give(member, NewHelp("money", at.date(), amount=Decimal(200), words="先解燃眉之急"), by=head, at=at)
        with clock.frozen(gone):
            if name == "余根旺":
                withdraw(member.consents.get(), on=gone.date(), way="phone", by=head, at=gone)
            else:
                end(member, left_on=gone.date(), by=head, at=gone)
                erase(member, by=head, at=gone + timedelta(days=1))
