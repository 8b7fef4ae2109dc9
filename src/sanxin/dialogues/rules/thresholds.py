"""How many it takes before anything is said of answers. Plain values only.

The engine's own limits, and one more: a new count is made for five people together, so that nobody's answers show as
the difference between two counts.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.refusals import Refused
from sanxin_engines.consensus import Limits

LIMITS = Limits()
LEAST = LIMITS.group
"""People a statement, a group or a difference needs to be shown."""


@dataclass(frozen=True)
class Enough:
    """How far it is from being counted."""

    people: int
    """Those who answered anything."""
    thorough: int
    """Those with `answers` answers or more."""
    answers: int
    """Answers it takes to stand in a group: seven, or all statements where there are fewer."""

    @property
    def missing(self) -> int:
        return max(LIMITS.people - self.thorough, 0)

    @property
    def reached(self) -> bool:
        return not self.missing

    @property
    def words(self) -> str:
        """What is missing, for the page."""
        said = _("人还太少：答满 {answers} 条的有 {thorough} 人，满 {people} 人才分析，还差 {missing} 人。")
        return said.format(answers=self.answers, thorough=self.thorough, people=LIMITS.people, missing=self.missing)


def check_enough(enough: Enough) -> None:
    if not enough.reached:
        raise Refused("dialogues.snapshot.too_few", enough.words)


def check_worth_it(*, first: bool, fresh: int, moderated: bool) -> None:
    """`fresh`: people who answered since the last count; `moderated`: statements came in or went out since."""
    if first or fresh >= LEAST or (fresh == 0 and moderated):
        return
    if fresh == 0:
        raise Refused("dialogues.snapshot.nothing_new", _("上次算过以后没有人再答，结果还是那一份。"))
    said = ngettext(
        "上次算过以后只有 {fresh} 人新答，满 {least} 人再算：不然两次一减，就看得出他怎么答的。",
        "上次算过以后只有 {fresh} 人新答，满 {least} 人再算：不然两次一减，就看得出他怎么答的。",
        fresh,
    )
    raise Refused("dialogues.snapshot.few_new", said.format(fresh=fresh, least=LEAST))
