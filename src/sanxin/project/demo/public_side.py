"""The demo's public side: codes in the villages, what was said there, bulletins in all stages."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sanxin.kernel import clock
from sanxin.ledger.actions.items import open_item
from sanxin.project.demo.county import County
from sanxin.public.actions import bulletin_routes as routes
from sanxin.public.actions import bulletins
from sanxin.public.actions.doors import open_doors
from sanxin.public.actions.phones import publish_phone
from sanxin.public.actions.publications import count_read, publish
from sanxin.public.actions.saying import Said, say
from sanxin.public.models import Bulletin, BulletinPublication, PublicDoor
from sanxin.service.actions.links import tie
from sanxin.service.models import Voice

WRITER, HEAD = "程晓岚", "徐建平"
NAMES = UUID("018f3c2a-0000-7000-8000-000000000018")
"""Forms of the demo have the same numbers every time."""
SAID = (
    (26, "livelihood", "村口那盏路灯又不亮了，天黑得早，老人不敢出门。"),
    (11, "interests", "去年修路占的地，说好的补偿到现在没看到。"),
    (3, "wishes", "文书栏里的通知字太小，能不能写大一点。"),
)
"""Days ago, kind, words."""


def open_the_public_side(county: County, now: datetime) -> None:
    """After the ledger is kept: bulletins tell what it struck off."""
    Public(county, now).work()


class Public:
    def __init__(self, county: County, now: datetime) -> None:
        self.county, self.now = county, now
        self.writer, self.head = county.people[WRITER], county.people[HEAD]

    def work(self) -> None:
        doors = self._doors()
        for number, (days, kind, words) in enumerate(SAID):
            self._say(doors[number % len(doors)], days, kind, words)
        self._put_on_ledger()
        self._tell(70)
        self._tell(40)
        self._tell(9)
        self._submit(2)
        self._draft(1)

    def _doors(self) -> list[PublicDoor]:
        at = self._ago(80)
        with clock.frozen(at):
            office = self.county.department
            publish_phone(office, number="0798-6210000", hours="上班时间有人接", seen=None, by=self.head, at=at)
            made = open_doors(office, places=self.county.villages[:4], by=self.writer, at=at)
            return [*made, *open_doors(office, places=[], by=self.writer, at=at)]

    def _say(self, door: PublicDoor, days: int, kind: str, words: str) -> None:
        at = self._ago(days)
        form = Said(id=uuid5(NAMES, words), noise=words, opened_at=at - timedelta(minutes=3), kind=kind, text=words)
        with clock.frozen(at):
            say(door, form, at=at)

    def _put_on_ledger(self) -> None:
        """What was said first has an item of its own, so that whoever said it sees how far it is."""
        days, _kind, words = SAID[0]
        voice, at = Voice.objects.get(text=words), self._ago(days - 2)
        with clock.frozen(at):
            item = open_item(
                office=voice.office,
                title=f"{voice.place}村口路灯检修",
                owner=self.writer,
                by=self.writer,
                at=at,
                working_days=25,
                place=voice.place,
                source="公开页",
            )
            tie([voice], item, by=self.writer, at=at)

    def _begin(self, days: int) -> Bulletin:
        """Of the month before that day."""
        at = self._ago(days)
        until = at.date() - timedelta(days=1)
        with clock.frozen(at):
            return bulletins.begin(
                self.county.department,
                title=f"{until.month} 月份，村里说的事办得怎样",
                since=until - timedelta(days=29),
                until=until,
                by=self.writer,
                at=at,
            )

    def _submit(self, days: int) -> Bulletin:
        bulletin, at = self._begin(days), self._ago(days, hours=2)
        with clock.frozen(at):
            routes.submit(bulletin, seen=bulletin.version, by=self.writer, at=at)
        bulletin.refresh_from_db()
        return bulletin

    def _tell(self, days: int) -> BulletinPublication:
        """Approved the same afternoon, read on the days after."""
        bulletin, at = self._submit(days), self._ago(days, hours=5)
        with clock.frozen(at):
            routes.approve(bulletin, seen=bulletin.version, by=self.head, at=at)
            bulletin.refresh_from_db()
            row = publish(bulletin, from_on=at.date(), seen=bulletin.version, by=self.writer, at=at)
        for day in range(min(days, 5)):
            for _opened in range(9 - day):
                count_read(row, on=at.date() + timedelta(days=day))
        return row

    def _draft(self, days: int) -> None:
        self._begin(days)

    def _ago(self, days: int, *, hours: int = 0) -> datetime:
        """In the forenoon of that day, or some hours later."""
        return (self.now - timedelta(days=days)).replace(hour=9, minute=20) + timedelta(hours=hours)
