"""The sheet of members in difficulty, as an office keeps it; only those who agreed get in."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets import Applied, Column, Context, Fault, Row, SheetKind, Value, register
from sanxin.kernel.words import listed
from sanxin.people.models import Level, Person, Unit
from sanxin.service.actions.members import NewMember, register_many
from sanxin.service.models import ConsentWay, NeedKind
from sanxin.service.permissions.members import heads_any
from sanxin.service.queries.members import Contacts, headed_desk
from sanxin.service.queries.needs import kinds_of, named, near
from sanxin.service.queries.places import Places
from sanxin.service.rules.members import LONGEST_ADDRESS, LONGEST_DIFFICULTY, LONGEST_NAME
from sanxin.service.rules.needs import MOST

COLUMNS = (
    Column(
        "name",
        _("姓名"),
        names=("党员姓名", "困难党员", "困难党员姓名"),
        required=True,
        max_length=LONGEST_NAME,
        example="方茂林",
    ),
    Column("town", _("乡镇"), names=("街道", "乡镇街道", "所属乡镇", "镇街"), max_length=60, example="洪岩镇"),
    Column(
        "village",
        _("村"),
        names=("社区", "村社区", "村（社区）", "所属村", "行政村", "所在村"),
        required=True,
        max_length=60,
        example="竹坑村",
    ),
    Column(
        "need_kind",
        _("困难类型"),
        names=("困难类别", "致困原因", "困难原因"),
        max_length=120,
        example="高龄、独居",
    ),
    Column(
        "difficulty",
        _("困难情况"),
        names=("具体困难", "困难情况说明", "情况说明", "家庭情况"),
        max_length=LONGEST_DIFFICULTY,
        width=40,
        example="老伴卧床，自己腿脚不便，买药要人带。",
    ),
    Column(
        "address",
        _("住址"),
        names=("家庭住址", "详细地址", "门牌", "家庭地址", "住处"),
        max_length=LONGEST_ADDRESS,
        example="上屋 3 号",
    ),
    Column("phone", _("电话"), names=("手机", "手机号", "联系电话", "联系方式"), kind="phone", example="13800000000"),
    Column(
        "contact",
        _("联系人"),
        names=("联系人工号", "联系干部", "结对干部", "帮扶干部", "包保干部"),
        max_length=60,
        example="lp001",
    ),
    Column(
        "consent",
        _("本人同意"),
        names=("是否同意", "本人是否同意", "同意登记", "本人同意登记"),
        kind="yes_no",
        required=True,
        example="是",
    ),
    Column(
        "consent_on",
        _("同意日期"),
        names=("本人同意日期", "登记同意日期", "签字日期"),
        kind="date",
        example="2026-09-10",
    ),
)


def check_rows(rows: Sequence[Row], context: Context) -> Iterator[Fault]:
    """What a single cell cannot show: a village we do not know, a contact who does not work here, no consent."""
    office = headed_desk(context.by)
    places, contacts = _places(office), Contacts(office)
    kinds = kinds_of(office) if office else []
    for row in rows:
        if not row.values["consent"]:
            yield Fault(row.number, gettext("本人没有同意，不能登记；先问本人，同意了再导入"), "consent")
        elif (day := _day(row)) and day > timezone.localdate(context.at):
            yield Fault(row.number, gettext("同意的那天还没到"), "consent_on")
        yield from _need_faults(row, kinds)
        if _village(places, row) is None:
            yield Fault(row.number, _why_no_village(places, row), "village")
        typed = _words(row.values["contact"])
        if typed and len(found := contacts.named(typed)) != 1:
            yield Fault(row.number, _why_no_contact(contacts, typed, len(found)), "contact")


def _need_faults(row: Row, kinds: list[NeedKind]) -> Iterator[Fault]:
    found, unknown = named(kinds, _words(row.values["need_kind"]))
    for word in unknown[:1]:
        like = near(kinds, word)
        said = (
            gettext("没有“{typed}”这个类型，是不是“{near}”？") if like else gettext("没有“{typed}”这个类型；有：{all}")
        )
        yield Fault(row.number, said.format(typed=word, near=like, all=listed(kinds)), "need_kind")
    if len(found) > MOST:
        yield Fault(row.number, gettext("最多写 {most} 个类型").format(most=MOST), "need_kind")


def apply(rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
    office = headed_desk(by)
    if office is None:
        raise Refused("service.members.not_head", gettext("整张名单由本单位的科室负责人导入。"))
    places, contacts = _places(office), Contacts(office)
    kinds = kinds_of(office)
    members = [_member(row, places, contacts, kinds) for row in rows]
    done = register_many(members, office=office, by=by, at=at)
    return Applied(added=done.added, updated=done.updated, unchanged=done.known)


def _member(row: Row, places: Places, contacts: Contacts, kinds: list[NeedKind]) -> NewMember:
    said = row.values
    village, typed = _village(places, row), _words(said["contact"])
    if village is None:  # the tree changed between check and writing
        sentence = gettext("第 {row} 行：{why}").format(row=row.number, why=_why_no_village(places, row))
        raise Refused("service.member.village", sentence)
    return NewMember(
        name=_words(said["name"]),
        village=village,
        consent=bool(said["consent"]),
        consent_on=_day(row),
        consent_way=ConsentWay.SHEET,
        needs=tuple(kind.key for kind in named(kinds, _words(said["need_kind"]))[0]),
        address=_words(said["address"]),
        difficulty=_words(said["difficulty"]),
        phone=_words(said["phone"]),
        contact=_only(row, contacts, typed) if typed else None,
    )


def _only(row: Row, contacts: Contacts, typed: str) -> Person:
    found = contacts.named(typed)
    if len(found) != 1:
        why = _why_no_contact(contacts, typed, len(found))
        raise Refused("service.member.contact", gettext("第 {row} 行：{why}").format(row=row.number, why=why))
    return found[0]


def _places(office: Unit | None) -> Places:
    return Places((office.county_id,) if office and office.county_id else ())


def _village(places: Places, row: Row) -> Unit | None:
    """The village of that name in that township; without a township, the only one of that name."""
    found = places.find(_typed_place(row))
    return found if found is not None and found.level == Level.VILLAGE else None


def _typed_place(row: Row) -> str:
    return f"{_words(row.values['town'])} {_words(row.values['village'])}".strip()


def _why_no_village(places: Places, row: Row) -> str:
    typed, village = _typed_place(row), _words(row.values["village"])
    towns = [unit.parent for unit in places.by_label.values() if unit.name == village and unit.parent is not None]
    if towns and not _words(row.values["town"]):
        return gettext("有几个“{village}”（{towns}），请填乡镇").format(
            village=village, towns=gettext("、").join(str(town) for town in towns)
        )
    if near := places.near(typed) or places.near(village):
        return gettext("没有“{typed}”，是不是：{near}？").format(typed=typed, near=gettext("、").join(near))
    return gettext("本县没有“{typed}”，请写乡镇和村的全名").format(typed=typed)


def _why_no_contact(contacts: Contacts, typed: str, found: int) -> str:
    if found:
        return gettext("有 {n} 位“{typed}”，请写工号").format(n=found, typed=typed)
    if near := contacts.near(typed):
        return gettext("本单位没有“{typed}”，是不是“{near}”？").format(typed=typed, near=near)
    return gettext("本单位没有“{typed}”，请写本单位干部的工号或姓名，也可以先空着").format(typed=typed)


def _day(row: Row) -> date | None:
    day = row.values["consent_on"]
    return day.date() if isinstance(day, datetime) else cast(date | None, day)


def _words(value: Value) -> str:
    return str(value).strip() if value is not None else ""


def may_import(person: Person) -> bool:
    return heads_any(person)


register(
    SheetKind(
        key="service.members",
        label=_("困难党员"),
        columns=COLUMNS,
        apply=apply,
        check_rows=check_rows,
        may_import=may_import,
    )
)
