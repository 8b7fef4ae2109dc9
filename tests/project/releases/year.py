"""A year in a small office: every verb a few times, so that every table has rows."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from sanxin.kernel import clock
from sanxin.kernel.actions import sheet_imports
from sanxin.kernel.actions.days import set_local_day
from sanxin.kernel.ids import new_id
from sanxin.kernel.jobs import work_off
from sanxin.kernel.roles import Role
from sanxin.kernel.sheet_import_jobs import start_check, start_import
from sanxin.kernel.sheets.kinds import kind_of
from sanxin.kernel.sheets.matching import mapping_of, match
from sanxin.ledger.actions import (
    acceptances,
    evidence,
    extensions,
    items,
    linkages,
    measures,
    owner_changes,
    progress,
    reopenings,
    saved_views,
    strike_offs,
    suspensions,
)
from sanxin.ledger.models import Item, StrikeOff
from sanxin.people.actions import entry, invitations, passwords, persons, units
from sanxin.people.actions import posts as people_posts
from sanxin.people.models import Level
from sanxin.research.actions import decisions, problems, proposals
from sanxin.research.actions.runs.ask import ask_for_run
from sanxin.research.models import Problem, ProblemChange
from sanxin.service.actions import contacts, links, members, replies, voices
from sanxin.service.models import Voice
from sanxin.service.speakers import Speaker
from sanxin_engines.workdays import Kind as DayKind
from tests.cast import Cast, make_cast

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 9, 1, 9, 0, tzinfo=ZONE)
MATTERS = ("路灯不亮", "水渠渗漏", "班车停运", "护栏缺损", "自来水浑", "公开栏未更新", "快递不到村", "药在村里报不了")
SAID = (
    "{v}到镇上的班车停了，赶集要走一个半钟头。",
    "以前一天两趟班车，现在{v}一趟都没有，去卫生院拿药没车。",
    "{v}的支渠漏水，下游的晚稻轮不到水。",
    "{v}主路的路灯坏了好几盏，晚上老人摔过一跤。",
    "{v}的自来水一下雨就浑，停水也不通知。",
    "{v}的公开栏半年没换，账目看不到。",
)


@contextmanager
def at(days: float) -> Iterator[datetime]:
    """So many days after the start."""
    moment = START + timedelta(days=days)
    with clock.frozen(moment):
        yield moment


def spend_a_year() -> None:
    cast = make_cast()
    manage(cast)
    heard = listen(cast)
    done = work(cast, heard)
    answer(cast, heard, done)
    bring_in(cast)
    group(cast)


def manage(cast: Cast) -> None:
    """What an administrator does, and what people do with their accounts."""
    by = cast.administrator
    with at(0) as now:
        bureau = units.add(cast.county, name="市水利局", level=Level.OFFICE, by=by, at=now)
        units.rename(bureau, name="市水务局", by=by, at=now)
        for number, name in enumerate(("黎春生", "胡静", "石国栋", "黄立", "洪梅"), start=1):
            person = persons.add(cast.county, name=name, staff_number=f"slj{number:03}", by=by, at=now)
            people_posts.give(person, unit=bureau, role=Role.HANDLER, since=date(2026, 9, 1), by=by, at=now)
            issued = invitations.invite(person, by=by, at=now)
            if number < 3:
                invitations.accept(issued.token, username=f"slj{number}", password="Zhukeng-2027", at=now)
                entry.issue_link(person, at=now, minutes=30)
        persons.leave(person, on=date(2026, 9, 1), by=by, at=now)
        passwords.change(cast.officer.user, "Shuangxi-2027", at=now)
        TOTP.activate(cast.leader.user, generate_totp_secret())
        set_local_day(cast.county.id, date(2026, 9, 18), DayKind.OFF, name="县庆", by=by, at=now)


def listen(cast: Cast) -> list[Voice]:
    """Voices by hand, in a list, over the page; members in difficulty."""
    heard = []
    villages = (cast.village, cast.other_village)
    for number in range(30):
        with at(1 + number / 3) as now:
            speaker = Speaker(f"方师傅{number}", f"1390000{number:04}", may_answer=True) if number % 2 else Speaker()
            text = SAID[number % len(SAID)].format(v=villages[number % 2].name) + f"第{number}回说了。"
            heard.append(
                voices.hear(
                    office=cast.department, text=text, source="visit", by=(cast.officer, cast.colleague)[number % 2],
                    at=now, place=villages[number % 2], speaker=speaker,
                )
            )  # fmt: skip
    with at(12) as now:
        rows = [
            voices.NewVoice(
                key=f"r-{n}", external_id=f"RX{n:04}", text=SAID[n % len(SAID)].format(v=villages[n % 2].name) + str(n),
                source="hotline", heard_at=now - timedelta(days=n), place=villages[n % 2], speaker=Speaker(code=str(n)),
            )
            for n in range(1, 31)
        ]  # fmt: skip
        voices.hear_many(rows, office=cast.department, by=cast.officer, at=now)
        voices.correct(heard[0], by=cast.officer, title="班车", text="班车停了，要走路。", reason="记错了字", at=now)
        voices.sort(heard[1], by=cast.colleague, kind="livelihood", at=now)
        contacts.reveal(heard[1], by=cast.officer, reason="回话前打电话", at=now)
        client = Client(HTTP_HOST="localhost")
        client.force_login(cast.officer.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        told = {"text": "井盖没了", "source": "visit", "kind": "unsorted", "heard_on": f"{now:%Y-%m-%d}"}
        client.post("/service/voices/new/", told | {"once": str(new_id()), "place": "", "name": "", "phone": ""})
        for number in range(12):
            new = members.NewMember(
                name=f"余老{number}", village=villages[number % 2], consent=True, needs=("old_age",),
                difficulty="腿脚不便，买药要人带。", phone=f"1380000{number:04}", contact=cast.officer,
            )  # fmt: skip
            member = members.register(new, office=cast.department, by=cast.head, at=now)
        members.assign(member, contact=cast.colleague, by=cast.head, at=now)
        members.reveal(member, by=cast.head, reason="上门前打电话", at=now)
        members.end(member, left_on=now.date(), by=cast.head, at=now)
    return heard


def work(cast: Cast, heard: list[Voice]) -> list[StrikeOff]:
    """Thirty items; each goes a way of its own."""
    done: list[StrikeOff] = []
    ways = cycle((opened, handed_back, working, asked, suspended, extended, returned, struck, struck, struck))
    owners = cycle((cast.officer, cast.colleague, cast.officer, cast.head))
    for number, way in zip(range(30), ways, strict=False):
        with at(14 + number / 2) as now:
            owner = next(owners)
            item = items.open_item(
                office=cast.department, title=f"{cast.village.name}{MATTERS[number % len(MATTERS)]}", owner=owner,
                by=cast.leader if owner == cast.head else cast.head, at=now, working_days=15 + number % 9,
                place=cast.village, detail="走访时说的。", cooperating=(cast.transport,) if number % 3 else (),
                measures=[items.NewMeasure("查清情况", date(2026, 10, 9), owner)],
            )  # fmt: skip
            links.tie(heard[number : number + 1], item, by=item.opened_by, at=now)
        with at(15 + number / 2) as now:
            way(item, cast, now)
        done += StrikeOff.objects.filter(item=item)
    with at(31):
        saved_views.save_view(by=cast.officer, name="我牵头的急件", query="urgency=urgent")
        saved_views.save_view(by=cast.head, name="超期", query="light=red")
    return done


def opened(item: Item, cast: Cast, now: datetime) -> None:
    """Nobody has taken it on yet."""


def handed_back(item: Item, cast: Cast, now: datetime) -> None:
    acceptances.hand_back(item, by=item.owner, reason="不归我们管", at=now)
    owner = cast.colleague if item.owner != cast.colleague else cast.officer
    owner_changes.change_owner(item, owner=owner, by=item.opened_by, reason="他更熟", at=now)


def working(item: Item, cast: Cast, now: datetime) -> None:
    acceptances.accept(item, by=item.owner, at=now)
    progress.note_progress(item, by=item.owner, text="到现场看过，和村里商量了办法。", at=now)
    more = measures.add_measure(item, by=item.owner, what="公示", due_on=date(2026, 10, 12), person=item.owner, at=now)
    measures.complete_measure(more, by=item.owner, note="贴出来了", at=now)


def asked(item: Item, cast: Cast, now: datetime) -> None:
    working(item, cast, now)
    due, unit = (now + timedelta(days=9)).date(), cast.transport
    first = linkages.ask_linkage(item, unit=unit, by=item.owner, asks="请提出解决意见。", due_on=due, at=now)
    linkages.remind(first, by=item.owner, at=now + timedelta(days=3))
    answer = linkages.answer_linkage(
        first, by=cast.handler, account="先按每日一班核定。", at=now, uploads=[paper("意见.txt")]
    )
    linkages.read_answer(answer, by=item.owner, at=now)
    second = linkages.ask_linkage(item, unit=unit, by=item.owner, asks="请安排人到现场。", due_on=due, at=now)
    linkages.hand_back_linkage(second, by=cast.handler, reason="请找公路站", at=now)


def suspended(item: Item, cast: Cast, now: datetime) -> None:
    working(item, cast, now)
    by = item.opened_by
    suspensions.suspend(item, by=by, until=(now + timedelta(days=20)).date(), reason="等上级批复", at=now)
    suspensions.resume(item, by=by, at=now + timedelta(days=2))


def extended(item: Item, cast: Cast, now: datetime) -> None:
    working(item, cast, now)
    wanted = item.due_on + timedelta(days=10)
    request = extensions.ask_extension(item, by=item.owner, wanted_on=wanted, reason="连日下雨", at=now)
    extensions.decide_extension(request, by=item.opened_by, granted=True, at=now)


def requested(item: Item, cast: Cast, now: datetime) -> None:
    working(item, cast, now)
    for measure in item.measures.filter(done=None):
        measures.complete_measure(measure, by=item.owner, at=now)
    evidence.file_evidence(item, by=item.owner, upload=paper("验收单.txt"), caption="验收", at=now)
    strike_offs.request_strike_off(item, by=item.owner, account="都办好了", at=now)
    item.refresh_from_db()


def returned(item: Item, cast: Cast, now: datetime) -> None:
    requested(item, cast, now)
    strike_offs.return_for_more(item, by=item.opened_by, seen=item.version, reason="缺村里的签字", at=now)


def struck(item: Item, cast: Cast, now: datetime) -> None:
    requested(item, cast, now)
    strike_offs.strike_off(item, by=item.opened_by, seen=item.version, method="on_site", at=now)


def answer(cast: Cast, heard: list[Voice], done: list[StrikeOff]) -> None:
    """Most are told; one says it is not solved, one item is opened again by the head."""
    for number, row in enumerate(done[:-2]):
        with at(33 + number / 4) as now:
            for voice in Voice.objects.filter(item_rows__item=row.item):
                by = voice.heard_by or cast.officer
                solved = "no" if number == 1 else "yes"
                replies.tell(voice, row, by=by, words="修好了，您再看看。", channel="visit", solved=solved, at=now)
    with at(36) as now:
        reopenings.reopen(done[-2], by=cast.head, reason="又坏了", at=now)


def bring_in(cast: Cast) -> None:
    """A sheet of voices with a wrong row, through the worker."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["工单编号", "受理时间", "诉求内容", "村"])
    for number in range(24):
        page.append([f"GD{number:03}", f"2026-9-{number + 1}", f"{cast.village.name}第{number}盏路灯不亮", "竹坑村"])
    page.append(["GD999", "昨天", "日期写错的", "竹坑村"])
    file = io.BytesIO()
    book.save(file)
    with at(38) as now:
        kind = kind_of("service.voices")
        made = sheet_imports.upload(io.BytesIO(file.getvalue()), "热线.xlsx", kind=kind, by=cast.officer, at=now)
        table, _names = sheet_imports.open_table(made)
        sheet_imports.choose_mapping(made, mapping=mapping_of(match(table.headers, kind)), by=cast.officer, at=now)
        start_check(made, by=cast.officer)
        work_off()
        start_import(made, by=cast.officer, correct_only=True)
        work_off()


def group(cast: Cast) -> None:
    """A run, every decision of people on it, a second run; proposals with every answer."""
    with at(40):
        ask_for_run(cast.department, by=cast.officer, at=clock.now())
        work_off()
    with at(41) as now:
        decide_on_problems(cast, now)
    with at(42) as now:
        propose(cast, now)
    with at(43) as now:
        for number in range(18):
            text = SAID[number % len(SAID)].format(v=cast.village.name) + f"又说了{number}回。"
            voices.hear(
                office=cast.department, text=text, source="meeting", by=cast.officer, at=now, place=cast.village
            )
        ask_for_run(cast.department, by=cast.officer, at=now)
        work_off()


def decide_on_problems(cast: Cast, now: datetime) -> None:
    by, hot = cast.officer, list(Problem.objects.on_desk().order_by("-heat"))
    for problem in hot[:4]:
        accepted = problems.accept(problem, by=by, seen=problem.version, at=now)
        renamed = problems.rename(accepted, by=by, seen=accepted.version, name=f"{accepted.name}（核过）", at=now)
    locked = problems.lock(renamed, by=by, seen=renamed.version, at=now)
    problems.unlock(locked, by=by, seen=locked.version, at=now)
    first, second, third = (Problem.objects.get(pk=problem.pk) for problem in hot[:3])
    problems.lock(first, by=by, seen=first.version, at=now)
    ids = list(second.voice_rows.values_list("voice_id", flat=True))
    half = problems.split(second, ids[:2], by=by, seen=second.version, name="另一件", at=now)
    half, second = (Problem.objects.get(pk=problem.pk) for problem in (half, second))
    problems.merge([half], into=second, by=by, seen={half.pk: half.version, second.pk: second.version}, at=now)
    second = Problem.objects.get(pk=second.pk)
    problems.take_out(second, ids[2:3], by=by, seen=second.version, at=now)
    second = Problem.objects.get(pk=second.pk)
    seen = {second.pk: second.version, third.pk: third.version}
    problems.move_voices(second, ids[3:4], to=third, by=by, seen=seen, at=now)
    last = ProblemChange.objects.select_related("main").order_by("-at", "-id")[0]
    problems.undo(last, by=by, seen=last.main.version, at=now)


def propose(cast: Cast, now: datetime) -> None:
    accepted = list(Problem.objects.filter(stage="accepted").order_by("-heat"))
    answers = ("agree", "return", "refuse", "withdraw", "wait", "draft")
    for number, verdict in enumerate(answers):
        problem = Problem.objects.get(pk=accepted[number % len(accepted)].pk)
        paper = proposals.Paper(
            title=f"{problem.name}，怎么办？（{number}）", text="先试后推。", responsible=cast.transport,
            time="三个月", cost="一年 9.6 万元",
            options=(
                proposals.NewOption("全面铺开", "17.5 万元", "明年 3 月", None, "空转", "主管部门"),
                proposals.NewOption("先试三个村", "9.6 万元", "15 天", None, "再看", "两镇配合", recommended=True),
            ),
            planned=(proposals.NewPlanned("先试三个村", cast.officer, 15, (cast.town,)),),
        )  # fmt: skip
        drafted = proposals.draft([problem], office=cast.department, paper=paper, by=cast.officer, at=now)
        if verdict == "draft":
            continue
        sent = proposals.submit(drafted, to=cast.leader, by=cast.officer, seen=drafted.version, at=now)
        drafted.refresh_from_db()
        if verdict == "withdraw":
            proposals.withdraw(drafted, by=cast.officer, seen=drafted.version, at=now)
        elif verdict != "wait":
            decisions.decide(sent, verdict=verdict, memo="先试，三个月后报我。", by=cast.leader, at=now)


def paper(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, f"{name}：现场记录".encode(), "text/plain")
