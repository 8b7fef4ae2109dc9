"""A year of work in the ledger, done through the real actions at their own times."""

import random
from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.ledger.actions import (
    acceptances,
    extensions,
    items,
    linkages,
    measures,
    owner_changes,
    progress,
    strike_offs,
    suspensions,
    withdrawals,
)
from sanxin.ledger.models import ExtensionRequest, Item, Linkage, StrikeOff
from sanxin.project.demo.county import County
from sanxin.project.demo.matters import CURRENT, Fate, Matter
from sanxin.project.demo.past import PAST
from sanxin.project.demo.photos import Photos
from sanxin.project.demo.speaking import Speaking
from sanxin.project.demo.times import Times

HEAD, LEADER = "徐建平", "叶文清"
OWNERS = ("程晓岚", "何志明", "余敏", "刘海燕", "江小禾", "彭思源")
BUSY = {Fate.OPENED, Fate.WITHDRAWN, Fate.HANDED_OVER}
"""What is not accepted in the ordinary way."""


class Office:
    """Lets time pass and people act. Each fate of a matter is a method of its name."""

    def __init__(self, county: County, now: datetime, rng: random.Random) -> None:
        self.county, self.now, self.rng = county, now, rng
        self.times = Times(now, rng)
        self.photos = Photos(rng)
        self.speaking = Speaking(county, self.times, rng)
        self.days = calendar_of(county.unit.id)

    def do_current(self) -> None:
        for matter in sorted(CURRENT, key=lambda matter: -matter.ago):
            self._live(matter)

    def do_past(self, count: int) -> None:
        """Items opened and struck off in the past year, oldest first; who raised the last few is not told yet."""
        ages = sorted((self.rng.randint(18, 330) for _ in range(count)), reverse=True)
        for number, age in enumerate(ages):
            village = self.rng.choice(self.county.villages).name
            matter = PAST[number % len(PAST)].again(village, self.rng.choice(OWNERS), age, self.rng)
            item = self._live(matter)
            if number < count - 5:
                self.speaking.tell(item, matter.told)

    def _live(self, matter: Matter) -> Item:
        opened = self.times.ago(matter.ago, 9)
        heard = self.speaking.hear(matter, before=opened)
        with clock.frozen(opened):
            item = self._open(matter, opened)
            self.speaking.tie(heard, item, at=opened)
        if matter.fate not in BUSY:
            accepted = min(opened + timedelta(days=1, minutes=self.rng.randint(0, 200)), self.now)
            with clock.frozen(accepted):
                acceptances.accept(item, by=item.owner, at=accepted)
        getattr(self, f"_{matter.fate.name.lower()}")(item, matter)
        item.refresh_from_db()
        return item

    def _open(self, matter: Matter, at: datetime) -> Item:
        people = self.county.people
        owner = people[matter.owner]
        planned = [
            items.NewMeasure(what, self.days.add(at.date(), max(1, matter.days * order // len(matter.measures))), owner)
            for order, (what, _note) in enumerate(matter.measures, start=1)
        ]
        return items.open_item(
            office=self.county.department,
            title=matter.title,
            detail=matter.detail,
            owner=owner,
            by=people[LEADER if owner.name == HEAD else HEAD],
            at=at,
            working_days=matter.days,
            place=self.county.village(matter.village),
            kind=matter.kind,
            urgency=matter.urgency,
            outcome_wanted=matter.wanted,
            measures=planned,
        )

    # --- the fates ---

    def _opened(self, item: Item, matter: Matter) -> None:
        """Nobody has taken it on yet."""

    def _working(self, item: Item, matter: Matter) -> None:
        self._do_measures(item, matter, max(1, len(matter.measures) // 2))
        at = self.times.after(item, 9)
        with clock.frozen(at):
            progress.note_progress(item, by=item.owner, at=at, text=matter.progress)
            self.photos.file(item, at)

    def _asked(self, item: Item, matter: Matter) -> None:
        self._ask(item, matter)
        self._working(item, matter)

    def _answered(self, item: Item, matter: Matter) -> None:
        linkage = self._ask(item, matter)
        self._working(item, matter)
        self._answer(linkage, matter, days=14)

    def _extending(self, item: Item, matter: Matter) -> None:
        self._working(item, matter)
        self._ask_for_time(item, matter)

    def _extended(self, item: Item, matter: Matter) -> None:
        self._working(item, matter)
        request = self._ask_for_time(item, matter)
        at = self.times.later(request.at, hours=5)
        with clock.frozen(at):
            extensions.decide_extension(request, by=self.county.people[HEAD], granted=True, at=at)

    def _suspended(self, item: Item, matter: Matter) -> None:
        self._working(item, matter)
        self._suspend(item, matter, at=self.times.after(item, 20), until=self.now + timedelta(days=21))

    def _resumed(self, item: Item, matter: Matter) -> None:
        self._working(item, matter)
        began = self.times.after(item, 12)
        self._suspend(item, matter, at=began, until=began + timedelta(days=25))
        at = self.times.later(began, hours=24 * 18)
        with clock.frozen(at):
            suspensions.resume(item, by=self.county.people[HEAD], at=at)

    def _handed_over(self, item: Item, matter: Matter) -> None:
        at = self.times.after(item, 1)
        with clock.frozen(at):
            acceptances.hand_back(item, by=item.owner, reason=matter.why, at=at)
        at = self.times.later(at, hours=3)
        with clock.frozen(at):
            other = self.county.people["刘海燕"]
            owner_changes.change_owner(item, owner=other, by=item.opened_by, reason="这个村归她联系。", at=at)
            item.refresh_from_db()
            acceptances.accept(item, by=other, at=at)
        item.refresh_from_db()
        self._working(item, matter)

    def _withdrawn(self, item: Item, matter: Matter) -> None:
        at = self.times.after(item, 3)
        with clock.frozen(at):
            withdrawals.withdraw(item, by=self.county.people[HEAD], reason=matter.why, at=at)

    def _requested(self, item: Item, matter: Matter) -> None:
        self._do_measures(item, matter, len(matter.measures))
        at = self.times.after(item, 12)
        with clock.frozen(at):
            self.photos.file(item, at)
            strike_offs.request_strike_off(item, by=item.owner, account=matter.account, at=at)

    def _returned(self, item: Item, matter: Matter) -> None:
        self._requested(item, matter)
        at = self.times.after(item, 14)
        item.refresh_from_db()
        with clock.frozen(at):
            verifier = self.county.people[HEAD]
            strike_offs.return_for_more(item, by=verifier, seen=item.version, reason=matter.why, at=at)

    def _struck(self, item: Item, matter: Matter) -> StrikeOff:
        if matter.office:
            self._answer(self._ask(item, matter), matter, days=7, read=True)
        self._requested(item, matter)
        at = self.times.after(item, 14)
        item.refresh_from_db()
        verifier = self.county.people[HEAD if item.owner.name != HEAD else LEADER]
        method = self.rng.choice(("papers", "on_site", "asked_people"))
        with clock.frozen(at):
            return strike_offs.strike_off(item, by=verifier, seen=item.version, method=method, at=at)

    def _reopened(self, item: Item, matter: Matter) -> None:
        self._struck(item, matter)
        item.refresh_from_db()
        self.speaking.tell(item, matter.told, doubted=True)
        item.refresh_from_db()
        at = self.times.after(item, 24)
        with clock.frozen(at):
            progress.note_progress(item, by=item.owner, at=at, text=matter.why)

    # --- what they have in common ---

    def _do_measures(self, item: Item, matter: Matter, count: int) -> None:
        for measure, (_what, note) in zip(item.measures.order_by("order")[:count], matter.measures, strict=False):
            at = self.times.after(item, 3 + measure.order * 2)
            with clock.frozen(at):
                measures.complete_measure(measure, by=item.owner, at=at, note=note)

    def _ask(self, item: Item, matter: Matter) -> Linkage:
        at = self.times.after(item, 2)
        due = self.days.add(at.date(), 12)
        with clock.frozen(at):
            unit = self.county.offices[matter.office]
            return linkages.ask_linkage(item, unit=unit, by=item.owner, asks=matter.asks, due_on=due, at=at)

    def _answer(self, linkage: Linkage, matter: Matter, *, days: int, read: bool = False) -> None:
        at = self.times.after(linkage.item, days)
        handler = next(
            person for person in self.county.people.values() if person.staff_number.startswith(matter.office.lower())
        )
        with clock.frozen(at):
            answer = linkages.answer_linkage(linkage, by=handler, account=matter.answer, at=at)
        if read:
            at = self.times.later(at, hours=2)
            with clock.frozen(at):
                linkages.read_answer(answer, by=linkage.by, at=at)

    def _ask_for_time(self, item: Item, matter: Matter) -> ExtensionRequest:
        last = datetime.combine(self.days.add(item.due_on, -1), self.now.timetz())
        at = min(last, self.times.after(item, 12))
        with clock.frozen(at):
            wanted = self.days.add(item.due_on, 8)
            return extensions.ask_extension(item, by=item.owner, wanted_on=wanted, reason=matter.why, at=at)

    def _suspend(self, item: Item, matter: Matter, *, at: datetime, until: datetime) -> None:
        with clock.frozen(at):
            by = self.county.people[HEAD]
            suspensions.suspend(item, by=by, until=until.date(), reason=matter.why, at=at)
