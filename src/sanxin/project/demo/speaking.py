"""Those who raised a matter of the demo: what they said, that it stands behind the item, what they were told."""

import random
from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.ledger.models import Item, StrikeOff
from sanxin.project.demo.county import County
from sanxin.project.demo.listening import somebody
from sanxin.project.demo.matters import Matter
from sanxin.project.demo.times import Times
from sanxin.service.actions import links, replies
from sanxin.service.actions.voices import hear
from sanxin.service.models import Voice


class Speaking:
    def __init__(self, county: County, times: Times, rng: random.Random) -> None:
        self.county, self.times, self.rng = county, times, rng

    def hear(self, matter: Matter, *, before: datetime) -> list[Voice]:
        """The owner of the later item noted it on a visit, some days before."""
        heard = []
        for number, words in enumerate(matter.said):
            at = before - timedelta(days=self.rng.randint(1, 5), hours=number)
            with clock.frozen(at):
                heard.append(
                    hear(
                        office=self.county.department,
                        text=words,
                        source=self.rng.choice(("visit", "visit", "visit", "meeting")),
                        by=self.county.people[matter.owner],
                        at=at,
                        place=self.county.village(matter.village),
                        kind={"interest": "interests", "wish": "wishes"}.get(matter.kind, "livelihood"),
                        speaker=somebody(self.rng),
                    )
                )
        return heard

    def tie(self, heard: list[Voice], item: Item, *, at: datetime) -> None:
        if heard:
            links.tie(heard, item, by=item.opened_by, at=at)

    def tell(self, item: Item, words: str, *, doubted: bool = False) -> None:
        """Each is told within days; `doubted`: the last says that it is not solved, which opens the item again."""
        struck = StrikeOff.objects.in_force().filter(item=item).first()
        behind = list(Voice.objects.filter(item_rows__item=item).order_by("heard_at"))
        for number, voice in enumerate(behind, start=1):
            if struck is None:
                return
            at = self.times.later(struck.at, hours=self.rng.randint(4, 120) + number)
            solved = "no" if doubted and number == len(behind) else self.rng.choice(("yes", "yes", "yes", "not_asked"))
            with clock.frozen(at):
                by = voice.heard_by or item.owner
                replies.tell(voice, struck, by=by, words=words, channel="visit", solved=solved, at=at)
