"""联系点, departments that answer by link, one that is late: so that no page of linked action is empty."""

from datetime import date, datetime, timedelta

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.ledger.actions import linkage_extensions, linkages, links
from sanxin.ledger.actions.asking import Ask, ask_many
from sanxin.ledger.actions.contact_points import Point, set_many
from sanxin.ledger.models import Item
from sanxin.ledger.rules.stages import WORKABLE
from sanxin.project.demo.county import County

POINTS = (
    ("SLJ", "竹坑村", "帮油茶基地接水，修两处山塘"),
    ("JTJ", "双溪村", "修村口到镇区的三公里路"),
    ("NYJ", "泉源村", "教两户种大棚蔬菜"),
    ("YBJ", "杨家坞村", "每季下村办一次慢性病报销"),
    ("ZJJ", "沙湾村", "六户危房改造"),
    ("GDG", "樟树下村", "换掉村里的老电线"),
    ("JTY", "石桥头村", "给村小修操场"),
)


def fill_linked_action(county: County, now: datetime) -> None:
    """Through the real actions, as of their own days."""
    with clock.frozen(now):
        _points(county, now)
    items = list(Item.objects.filter(stage__in=WORKABLE, linkages=None).select_related("owner").order_by("number")[:3])
    if len(items) == 3:
        _answered_by_link(county, items[0], now - timedelta(days=6))
        _late(county, items[1], now)
        _wants_time(county, items[2], now - timedelta(days=1))


def _points(county: County, now: datetime) -> None:
    since = date(now.year, 1, 5)
    points = [Point(county.village(village), county.offices[code], task, since) for code, village, task in POINTS]
    past = Point(
        county.village("大湖村"),
        county.offices["RSJ"],
        "办了两场招工会",
        date(now.year - 2, 3, 1),
        date(now.year - 1, 12, 31),
    )
    set_many([*points, past], by=county.people["程晓岚"], at=now)


def _answered_by_link(county: County, item: Item, at: datetime) -> None:
    with clock.frozen(at):
        due = calendar_of(county.unit.id).add(at.date(), 5)
        (row,) = ask_many(
            item,
            [Ask(county.offices["SLJ"], "现场看一次，定个接水的办法。", due, "农水科")],
            by=item.owner,
            at=at,
        )
        link = links.issue_link(row, holder="市水利局 农水科", days=30, by=item.owner, at=at).link
    later = at + timedelta(days=1)
    with clock.frozen(later):
        linkages.accept_linkage(row, by=link, at=later)
    later = at + timedelta(days=4)
    with clock.frozen(later):
        linkages.answer_linkage(row, by=link, account="看过了，从泉塘引一根管子，下月初动工。", at=later)


def _late(county: County, item: Item, now: datetime) -> None:
    at = now - timedelta(days=18)
    with clock.frozen(at):
        asks = [
            Ask(county.offices["GDG"], "这一片的线能不能一起换？", (now - timedelta(days=10)).date(), "运维部"),
            Ask(county.offices["ZJJ"], "房子要不要先鉴定？", (now - timedelta(days=1)).date(), "村镇科"),
        ]
        ask_many(item, asks, by=item.owner, at=at)


def _wants_time(county: County, item: Item, at: datetime) -> None:
    with clock.frozen(at):
        calendar = calendar_of(county.unit.id)
        ask = Ask(county.offices["NYJ"], "能不能列入今年的项目？", calendar.add(at.date(), 4), "经管科")
        (row,) = ask_many(item, [ask], by=item.owner, at=at)
        linkages.accept_linkage(row, by=county.people["石国栋"], at=at)
        linkage_extensions.ask_for_time(
            row,
            by=county.people["石国栋"],
            wanted_on=calendar.add(at.date(), 9),
            reason="要等下周的项目会。",
            at=at,
        )
