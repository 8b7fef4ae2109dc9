"""Ties of the demo between what was heard and what was solved, and the answers people got."""

import random
from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.ledger.models import Item, StrikeOff
from sanxin.service.actions import links, replies
from sanxin.service.models import Voice

WORDS = "您说的事办好了，去看过，您再看看还有什么不到的地方。"


def answer(solved: list[Item], heard: list[Voice], now: datetime, rng: random.Random) -> None:
    """Voices heard shortly before an item began stand behind it; most people were told, the last few not yet."""
    left = list(heard)
    for number, item in enumerate(solved):
        behind = [voice for voice in left if voice.heard_at < item.opened_at][-rng.choice((1, 1, 2)) :]
        if not behind:
            continue
        left = [voice for voice in left if voice not in behind]
        at = item.opened_at + timedelta(minutes=10)
        with clock.frozen(at):
            links.tie(behind, item, by=item.opened_by, at=at)
        if number < len(solved) - 6:
            _tell(item, behind, now, rng)


def _tell(item: Item, behind: list[Voice], now: datetime, rng: random.Random) -> None:
    struck = StrikeOff.objects.in_force().filter(item=item).first()
    if struck is None:
        return
    at = min(struck.at + timedelta(days=rng.randint(1, 6)), now - timedelta(minutes=1))
    with clock.frozen(at):
        for voice in behind:
            by = voice.heard_by or item.owner
            solved = rng.choice(("yes", "yes", "yes", "not_asked"))
            replies.tell(voice, struck, by=by, words=WORDS, channel="visit", solved=solved, at=at)
