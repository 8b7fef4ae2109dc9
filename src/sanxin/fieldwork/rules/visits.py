"""What a visit may be. Plain values only."""

from datetime import date

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_NOTE = 4000
LONGEST_HOUSEHOLD = 200
LONGEST_PLACE = 120
MOST_PEOPLE = 999
MOST_LINES = 60
MOST_PHOTOS = 20
EARLIEST = date(2000, 1, 1)


def check_where(*, somewhere: bool, place_text: str, household: str) -> None:
    """A village, a name for the place or a household: one of them."""
    if not (somewhere or place_text.strip() or household.strip()):
        raise Refused("fieldwork.visit.nowhere", _("选一个村，或写去了哪里、看望哪一家。"), field="place")
    if len(place_text) > LONGEST_PLACE:
        words = _("地方最多 {most} 字。").format(most=LONGEST_PLACE)
        raise Refused("fieldwork.visit.place_too_long", words, field="place_text")
    if len(household) > LONGEST_HOUSEHOLD:
        words = _("哪一家最多 {most} 字，别的写在备注里。").format(most=LONGEST_HOUSEHOLD)
        raise Refused("fieldwork.visit.household_too_long", words, field="household")


def check_day(on: date, today: date) -> None:
    if on > today:
        raise Refused("fieldwork.visit.future", _("这一天还没到，请改成今天或以前。"), field="on")
    if on < EARLIEST:
        words = _("年份写错了吧，请改成真正去的那天。")
        raise Refused("fieldwork.visit.long_ago", words, field="on")


def check_content(*, people: int, note: str, lines: int) -> None:
    """Not a book, and not a crowd by a slip of the finger."""
    if not 0 <= people <= MOST_PEOPLE:
        words = _("见了几位写 0 到 {most}。").format(most=MOST_PEOPLE)
        raise Refused("fieldwork.visit.people", words, field="people")
    if len(note) > LONGEST_NOTE:
        words = _("备注最多 {most} 字，现在 {now} 字。").format(most=LONGEST_NOTE, now=len(note))
        raise Refused("fieldwork.visit.note_too_long", words, field="note")
    if lines > MOST_LINES:
        words = _("一次走访最多记 {most} 句，多的分两次记。").format(most=MOST_LINES)
        raise Refused("fieldwork.visit.too_many_lines", words, field="lines")


def check_reason(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise Refused("fieldwork.correction.no_reason", _("写一句为什么改，以后查得到。"), field="reason")


def check_changed(changed: bool) -> None:
    if not changed:
        raise Refused("fieldwork.correction.same", _("和原来一样，没有要更正的。"))
