"""The months a count covers. Plain values only."""

from datetime import date

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused


def this_year(today: date) -> tuple[date, date]:
    return today.replace(month=1, day=1), today


def check_order(since: date, until: date) -> None:
    if until < since:
        raise Refused("service.rates.period", _("“到哪天”要在“从哪天”以后。"), field="until")
