"""A year of work in the ledger, done through the real actions at their own times."""

import io
import random
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.ledger.actions import (
    acceptances,
    evidence,
    extensions,
    items,
    linkages,
    measures,
    progress,
    strike_offs,
    suspensions,
)
from sanxin.ledger.models import Item, Linkage
from sanxin.people.models import Person
from sanxin.project.demo.county import County
from sanxin.project.demo.matters import CURRENT, PAST_TITLES, Fate, Matter

HEAD, DEPUTY, LEADER = "徐建平", "汪志远", "叶文清"
ANSWERS = {
    "JTJ": "同意纳入农村客运补贴，先按每日一班核定；赶集日第二班可先试开三个月。",
    "SLJ": "已派员看过现场，漏点两处，材料备齐后一周内完工。",
    "YBJ": "村卫生室符合条件，11 月底前接入结算；慢病证由镇里统一代办。",
    "NYJ": "合同有效，已约谈承租公司，月底前先付一半。",
}


class Office:
    """Lets time pass and people act."""

    def __init__(self, county: County, now: datetime, rng: random.Random) -> None:
        self.county, self.now, self.rng = county, now, rng
        self.photos = [drawn_photo(rng) for _ in range(8)]

    def person(self, name: str) -> Person:
        return self.county.people[name]

    def do_current(self) -> None:
        for matter in sorted(CURRENT, key=lambda matter: -matter.ago):
            self._live(matter)

    def do_past(self, count: int) -> list[Item]:
        """Items opened and struck off in the past year, oldest first."""
        owners = ("程晓岚", "何志明", "余敏", "刘海燕", "江小禾", "彭思源")
        ages = sorted((self.rng.randint(40, 330) for _ in range(count)), reverse=True)
        done = []
        for number, age in enumerate(ages):
            village = self.rng.choice(self.county.villages).name
            title = f"{village}{PAST_TITLES[number % len(PAST_TITLES)]}"
            kind = self.rng.choice(("livelihood", "livelihood", "interest", "wish"))
            matter = Matter(
                title, village, self.rng.choice(owners), 20, age, Fate.STRUCK, "", kind, "", ("查清情况", "办好")
            )
            done.append(self._live(matter))
        return done

    def _live(self, matter: Matter) -> Item:
        opened = self._instant(matter.ago, 9)
        with clock.frozen(opened):
            item = self._open(matter, opened)
        if matter.fate == Fate.OPENED:
            return item
        accepted = min(opened + timedelta(days=1, minutes=self.rng.randint(0, 200)), self.now)
        with clock.frozen(accepted):
            acceptances.accept(item, by=item.owner, at=accepted)
        getattr(self, f"_{matter.fate.name.lower()}")(item, matter)
        item.refresh_from_db()
        return item

    def _open(self, matter: Matter, at: datetime) -> Item:
        owner = self.person(matter.owner)
        days = calendar_of(self.county.unit.id)
        planned = [
            items.NewMeasure(what, days.add(at.date(), max(1, matter.days * order // len(matter.measures))), owner)
            for order, what in enumerate(matter.measures, start=1)
        ]
        return items.open_item(
            office=self.county.department,
            title=matter.title,
            detail=matter.detail,
            owner=owner,
            by=self.person(LEADER if owner.name == HEAD else HEAD),
            at=at,
            working_days=matter.days,
            place=self.county.village(matter.village),
            kind=matter.kind,
            outcome_wanted=matter.wanted,
            measures=planned,
        )

    def _working(self, item: Item, matter: Matter) -> None:
        rows = list(item.measures.order_by("order"))
        for measure in rows[: max(1, len(rows) // 2)]:
            at = self._later(item, 3 + measure.order * 2)
            with clock.frozen(at):
                measures.complete_measure(measure, by=item.owner, at=at, note="已办好，情况见佐证。")
        at = self._later(item, 9)
        with clock.frozen(at):
            progress.note_progress(item, by=item.owner, at=at, text="到现场看过，和村里商量了办法，下一步按措施办。")
            self._photo(item, at, matter.title)

    def _asked(self, item: Item, matter: Matter) -> None:
        at = self._later(item, 2)
        with clock.frozen(at):
            self._ask(item, matter, at)
        self._working(item, matter)

    def _answered(self, item: Item, matter: Matter) -> None:
        at = self._later(item, 2)
        with clock.frozen(at):
            linkage = self._ask(item, matter, at)
        self._working(item, matter)
        at = self._later(item, 14)
        who = next(p for p in self.county.people.values() if p.staff_number.startswith(matter.office.lower()))
        with clock.frozen(at):
            linkages.answer_linkage(
                linkage, by=who, account=ANSWERS.get(matter.office, "已安排办理，月底前办好。"), at=at
            )

    def _ask(self, item: Item, matter: Matter, at: datetime) -> Linkage:
        due = calendar_of(self.county.unit.id).add(at.date(), 12)
        unit = self.county.offices[matter.office]
        return linkages.ask_linkage(
            item, unit=unit, by=item.owner, asks=f"请提出{matter.title}的解决意见。", due_on=due, at=at
        )

    def _extending(self, item: Item, matter: Matter) -> None:
        self._working(item, matter)
        days = calendar_of(self.county.unit.id)
        at = min(datetime.combine(days.add(item.due_on, -1), self.now.timetz()), self._later(item, 12))
        with clock.frozen(at):
            wanted = days.add(item.due_on, 8)
            extensions.ask_extension(item, by=item.owner, wanted_on=wanted, reason="连日下雨，屋面没法施工。", at=at)

    def _suspended(self, item: Item, matter: Matter) -> None:
        self._working(item, matter)
        at = self._later(item, 20)
        with clock.frozen(at):
            until = self.now.date() + timedelta(days=21)
            suspensions.suspend(item, by=self.person(HEAD), until=until, reason="等省里古建筑用电方案批复。", at=at)

    def _requested(self, item: Item, matter: Matter) -> None:
        for measure in item.measures.order_by("order"):
            at = self._later(item, 3 + measure.order * 2)
            with clock.frozen(at):
                measures.complete_measure(measure, by=item.owner, at=at, note="办好了。")
        at = self._later(item, 12)
        with clock.frozen(at):
            self._photo(item, at, matter.title)
            strike_offs.request_strike_off(item, by=item.owner, account="都办好了，村里人看过。", at=at)

    def _struck(self, item: Item, matter: Matter) -> None:
        self._requested(item, matter)
        at = self._later(item, 14)
        item.refresh_from_db()
        verifier = self.person(HEAD if item.owner.name != HEAD else LEADER)
        method = self.rng.choice(("papers", "on_site", "asked_people"))
        with clock.frozen(at):
            strike_offs.strike_off(item, by=verifier, seen=item.version, method=method, at=at)

    def _photo(self, item: Item, at: datetime, caption: str) -> None:
        upload = SimpleUploadedFile("现场.jpg", self.rng.choice(self.photos), "image/jpeg")
        evidence.file_evidence(item, by=item.owner, upload=upload, at=at, caption=caption[:20])

    def _later(self, item: Item, days: int) -> datetime:
        """Some days after opening, in office hours, never after now."""
        at = item.opened_at + timedelta(days=days, hours=self.rng.randint(0, 6), minutes=self.rng.randint(0, 59))
        return min(at, self.now - timedelta(minutes=5))

    def _instant(self, days_ago: int, hour: int) -> datetime:
        at = (self.now - timedelta(days=days_ago)).replace(hour=hour, minute=self.rng.randint(0, 59), second=0)
        return min(at, self.now - timedelta(minutes=30))


def drawn_photo(rng: random.Random) -> bytes:
    """A small landscape: hills, a road, a lamp. Enough to look at, nobody's face."""
    image = Image.new("RGB", (640, 420), (214, 224, 230))
    draw = ImageDraw.Draw(image)
    for shade, base in ((176, 250), (146, 290), (116, 330)):
        points = [(x, base - rng.randint(0, 60)) for x in range(0, 641, 80)]
        draw.polygon([(0, 420), *points, (640, 420)], fill=(shade, shade + 14, shade))
    draw.polygon([(280, 420), (310, 330), (330, 330), (400, 420)], fill=(190, 186, 176))
    x = rng.randint(80, 560)
    draw.line([(x, 180), (x, 350)], fill=(60, 70, 78), width=6)
    draw.ellipse([x - 14, 166, x + 14, 194], fill=(240, 220, 150))
    stored = io.BytesIO()
    image.save(stored, "JPEG", quality=80)
    return stored.getvalue()
