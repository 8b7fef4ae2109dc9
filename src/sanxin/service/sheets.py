"""The sheet of voices: a hotline's export, a questionnaire's answers, a list somebody typed.

The sheet of members in difficulty stands in `member_sheet` and is registered with it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import search
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets import Applied, Column, Context, Fault, Row, SheetKind, Write, register
from sanxin.people.models import Person, Unit
from sanxin.service import member_sheet as member_sheet
from sanxin.service.actions import voice_lists
from sanxin.service.actions.voice_lists import NewVoice, Ready
from sanxin.service.models import Kind, Source
from sanxin.service.permissions import voices as permissions
from sanxin.service.queries.places import Places
from sanxin.service.rules import voices as rules
from sanxin.service.rules.voices import LONGEST_TEXT, LONGEST_TITLE
from sanxin.service.speakers import Speaker

PART = 2_000
"""Few at a time are model instances, each of which takes more memory than its row."""
COLUMNS = (
    Column(
        "number",
        _("编号"),
        names=("留言编号", "工单编号", "工单号", "受理编号", "序号", "流水号", "ID"),
        max_length=60,
        example="188006",
    ),
    Column(
        "speaker",
        _("来电人编号"),
        names=("留言用户", "来电人", "用户", "用户编号", "市民编号", "反映人", "留言人"),
        max_length=120,
        example="A000102948",
    ),
    Column(
        "title",
        _("标题"),
        names=("留言主题", "主题", "工单标题", "诉求标题", "事项", "问题标题"),
        max_length=LONGEST_TITLE,
        width=32,
        example="村口路灯不亮",
    ),
    Column(
        "heard_at",
        _("时间"),
        names=("留言时间", "受理时间", "来电时间", "反映时间", "登记时间", "日期", "提交时间"),
        kind="datetime",
        required=True,
        example="2026-03-05 09:20",
    ),
    Column(
        "text",
        _("原话"),
        names=("留言详情", "诉求内容", "留言内容", "内容", "反映内容", "问题描述", "工单内容", "详情"),
        required=True,
        max_length=LONGEST_TEXT,
        width=60,
        example="晚上黑，老人摔过一跤。",
    ),
    Column("likes", _("点赞数"), names=("点赞", "赞同数", "支持数"), kind="integer", example="3"),
    Column("dislikes", _("反对数"), names=("反对", "踩"), kind="integer", example="0"),
    Column("town", _("乡镇"), names=("街道", "乡镇街道", "所属乡镇", "镇街"), max_length=60, example="洪岩镇"),
    Column(
        "village", _("村"), names=("社区", "村社区", "村（社区）", "所属村", "行政村"), max_length=60, example="竹坑村"
    ),
    Column(
        "source",
        _("来源"),
        names=("渠道", "来源渠道", "受理渠道"),
        kind="choice",
        choices=Source.choices,
        example="热线",
    ),
    Column("kind", _("类别"), names=("民生类别",), kind="choice", choices=Kind.choices, example="民生"),
)


def may_import(person: Person) -> bool:
    return bool(person.sight.desk_offices)


def check_rows(rows: Sequence[Row], context: Context) -> Iterable[Fault]:
    """What a single cell cannot show: a day to come, a number below nothing."""
    latest = timezone.localtime(context.at).replace(tzinfo=None)
    for row in rows:
        heard_at = cast(datetime, row.values["heard_at"])
        if heard_at > latest:
            yield Fault(row.number, str(_("时间还没到")), "heard_at")
        for key in ("likes", "dislikes"):
            if cast(int | None, row.values[key]) is not None and cast(int, row.values[key]) < 0:
                yield Fault(row.number, str(_("不能是负数")), key)


@contextmanager
def prepare(rows: Sequence[Row], *, by: Any, at: datetime) -> Iterator[Write]:
    """`hear_many` in two halves: all of it but the writing happens before the transaction."""
    office = _office_of(by)
    permissions.check_may_import(office, by)
    heard = _checked(rows, office, at)
    batch_id, keys = new_id(), {row.digest: voice.key for row, voice in zip(rows, heard, strict=True)}
    ready = Ready([], [], [], [])

    def write(taken: Collection[str]) -> Applied:
        ours = ready.without({keys[digest] for digest in taken if digest in keys}) if taken else ready
        read = sum(digest not in taken for digest in keys)
        added = voice_lists.write(ours, batch_id=batch_id, read=read, office=office, by=by, at=at) if ours.keys else 0
        return Applied(added=added, unchanged=read - added)

    with search.laying() as lay:
        fresh = voice_lists.fresh(heard, office)
        del rows, heard  # a hundred thousand of them weigh more than what is kept
        while fresh:
            some, fresh = fresh[:PART], fresh[PART:]
            part = Ready.of([(row, voice_lists.voice_of(new_id(), row, batch_id, office, at)) for row in some])
            ready.keys.extend(part.keys)
            ready.voices.extend(part.voices)
            ready.entries.extend(lay(part.entries))
            ready.contacts.extend(part.contacts)
        yield write


def apply(rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
    with prepare(rows, by=by, at=at) as write:
        return write(())


def _checked(rows: Sequence[Row], office: Unit, at: datetime) -> list[NewVoice]:
    places = Places((office.county_id,) if office.county_id else ())
    heard = [_voice_of(row, places) for row in rows]
    for voice in heard:
        rules.check_words(voice.title, voice.text)
        rules.check_heard(voice.heard_at, at)
    return heard


def _office_of(by: Person) -> Unit:
    """The importer's own desk; with several, the first in the tree."""
    office = Unit.objects.filter(pk__in=by.sight.desk_offices).first()
    if office is None:
        raise Refused("service.voices.not_desk", str(_("只有本单位的干部能导入声音。")))
    return office


def _voice_of(row: Row, places: Places) -> NewVoice:
    said = row.values
    number, town, village = _words(said["number"]), _words(said["town"]), _words(said["village"])
    source = _words(said["source"]) or Source.HOTLINE
    place, rest = _placed(places, town, village)
    return NewVoice(
        key=f"{source}:{number}" if number else f"row:{row.digest}",
        text=_words(said["text"]),
        title=_words(said["title"]),
        source=source,
        kind=_words(said["kind"]) or Kind.UNSORTED,
        heard_at=timezone.make_aware(cast(datetime, said["heard_at"])),
        place=place,
        place_text=rest,
        speaker=Speaker(code=_words(said["speaker"])),
        likes=cast(int | None, said["likes"]) or 0,
        dislikes=cast(int | None, said["dislikes"]) or 0,
        external_id=number,
    )


def _placed(places: Places, town: str, village: str) -> tuple[Unit | None, str]:
    """The place we know, and the words for what we do not."""
    words = f"{town} {village}".strip()
    if exact := places.find(words) or (places.find(village) if village and not town else None):
        return exact, ""
    known = places.find(town) if town else None
    return (known, village) if known else (None, words)


def _words(value: object) -> str:
    return str(value).strip() if value is not None else ""


register(
    SheetKind(
        key="service.voices",
        label=_("群众声音"),
        columns=COLUMNS,
        apply=apply,
        prepare=prepare,
        check_rows=check_rows,
        may_import=may_import,
    )
)
