"""Moving a proposed visit. Plain values only."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused


def check_day(on: date | None, days: Collection[date]) -> None:
    """One of the working days left of the month, or none."""
    if on is not None and on not in days:
        raise Refused("fieldwork.outing.day", _("选本月还没过的一个工作日，或选“这个月不去”。"), field="on")


def check_own(own: bool) -> None:
    if not own:
        raise Refused("fieldwork.outing.not_own", _("这个村不归您联系，不用排进来。"))
