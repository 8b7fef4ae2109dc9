"""What a caseload plan and a handover may say. Plain values only."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.refusals import Refused

FARTHEST_YEAR = 2
LONGEST_REASON = 200
LONGEST_NOTE = 1000
MOST_EACH = 200
DEAREST = 500.0


def check_year(year: int, *, today: date) -> None:
    if not today.year <= year <= today.year + FARTHEST_YEAR:
        sentence = _("年份请写 {first} 到 {last}。").format(first=today.year, last=today.year + FARTHEST_YEAR)
        raise Refused("fieldwork.plan.year", sentence, field="year")


def check_bounds(least: int, most: int, *, field: str) -> None:
    if not 0 <= least <= most <= MOST_EACH:
        sentence = _("最少不能比最多还多，最多不超过 {most} 个。").format(most=MOST_EACH)
        raise Refused("fieldwork.plan.bounds", sentence, field=field)


def check_price(km: float, *, field: str) -> None:
    if not 0 <= km <= DEAREST:
        raise Refused("fieldwork.plan.price", _("公里数请写 0 到 {most:.0f}。").format(most=DEAREST), field=field)


def check_people(count: int) -> None:
    if not count:
        raise Refused("fieldwork.plan.nobody", _("至少选一位干部参加。"), field="people")


def check_villages(count: int) -> None:
    if not count:
        raise Refused("fieldwork.plan.no_villages", _("至少选一个村。"), field="villages")


def check_open(*, is_open: bool) -> None:
    if not is_open:
        raise Refused("fieldwork.plan.closed", _("这份安排已经批准或撤下，不能再改。要改请另起一份。"))


def check_solved(*, round_: int) -> None:
    if not round_:
        raise Refused("fieldwork.plan.not_solved", _("还没有排出结果，先点“排一次”。"))


def check_reason(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise Refused("fieldwork.plan.no_reason", _("写一句为什么，以后查得到。"), field="reason")
    if len(reason) > LONGEST_REASON:
        sentence = _("理由最多 {most} 字，现在 {now} 字。").format(most=LONGEST_REASON, now=len(reason))
        raise Refused("fieldwork.plan.reason", sentence, field="reason")


def check_in_force(day: date, *, today: date, latest: date | None) -> None:
    """Not in the past, and after the plan before it began: who kept contact yesterday cannot be changed any more."""
    if day < today:
        raise Refused("fieldwork.plan.past", _("生效的日子已经过了，请写今天或以后。"), field="in_force_on")
    if latest is not None and day <= latest:
        sentence = _("上一份安排 {day} 才生效，这一份要在那以后。").format(day=latest.isoformat())
        raise Refused("fieldwork.plan.too_early", sentence, field="in_force_on")


def check_moves(*, same: bool) -> None:
    if same:
        raise Refused("fieldwork.change.same", _("本来就是这样，没有改。"), field="person")


def check_fits(name: str, count: int, most: int) -> None:
    if count > most:
        sentence = _("{name}会有 {count} 个，最多 {most} 个。先把别的换出去，或改上限。").format(
            name=name, count=count, most=most
        )
        raise Refused("fieldwork.change.full", sentence, field="person")


def check_allowed(name: str, words: Collection[str]) -> None:
    if words:
        sentence = _("不能给{name}：{why}。").format(name=name, why=_("、").join(words))
        raise Refused("fieldwork.change.rule", sentence, field="person")


def check_undo(*, found: bool) -> None:
    if not found:
        raise Refused("fieldwork.change.none", _("没有能撤回的改动：重新排过以后，前面的就定下了。"))


def check_handover_days(since: date, until: date | None, *, for_good: bool, today: date) -> None:
    if since < today:
        raise Refused("fieldwork.handover.past", _("从哪天起请写今天或以后。"), field="since")
    if for_good and until is not None:
        raise Refused("fieldwork.handover.for_good", _("长期交接没有最后一天，请把它空着。"), field="until")
    if until is not None and until < since:
        raise Refused("fieldwork.handover.days", _("最后一天在第一天以前，请改一下。"), field="until")


def check_handover_people(*, same: bool) -> None:
    if same:
        raise Refused("fieldwork.handover.self", _("接的人不能是本人，另选一位。"), field="receiver")


def check_note(note: str) -> None:
    if len(note) > LONGEST_NOTE:
        sentence = _("交接的话最多 {most} 字，现在 {now} 字。").format(most=LONGEST_NOTE, now=len(note))
        raise Refused("fieldwork.handover.note", sentence, field="note")


def check_targets(wanted: int, *, theirs: int) -> None:
    if not wanted:
        raise Refused("fieldwork.handover.nothing", _("至少选一个村或一位党员。"), field="targets")
    if theirs < wanted:
        sentence = ngettext(
            "有 {n} 个那时不归交出的人联系，请重新选。",
            "有 {n} 个那时不归交出的人联系，请重新选。",
            wanted - theirs,
        ).format(n=wanted - theirs)
        raise Refused("fieldwork.handover.not_theirs", sentence, field="targets")


def check_not_waiting(waiting: int) -> None:
    if waiting:
        raise Refused(
            "fieldwork.handover.waiting",
            _("里面有的正等另一位同事答复，先撤回那一次，或等答复。"),
            field="targets",
        )


def check_waiting(state: str) -> None:
    if state != "waiting":
        raise Refused("fieldwork.handover.answered", _("这次交接已经答复过或撤回了。"))


def check_in_time(until: date | None, *, today: date) -> None:
    if until is not None and until < today:
        raise Refused("fieldwork.handover.over", _("代管的日子已经过了，不用再接。"))


def check_standing(state: str, *, over: bool) -> None:
    if state != "standing" or over:
        raise Refused("fieldwork.handover.not_running", _("现在没有人在代管，不用收回。"))


def check_takes_part(name: str, *, takes_part: bool) -> None:
    if not takes_part:
        sentence = _("{name}不在这份安排里，或这一个已不在名单上。请再排一次。").format(name=name)
        raise Refused("fieldwork.change.not_in_plan", sentence, field="person")
