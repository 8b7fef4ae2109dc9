"""What a name, a number or a phone may look like."""

import re

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

_PHONE = re.compile(r"\+?\d[\d-]{5,19}")


def clean_name(text: str, *, most: int = 60, field: str = "name") -> str:
    """Without blanks around it; refused when empty or longer than a column."""
    name = " ".join(text.split())
    if not name:
        raise Refused("people.name.empty", _("名称不能空着。"), field=field)
    if len(name) > most:
        raise Refused("people.name.long", _("最多 {n} 个字。").format(n=most), field=field)
    return name


def clean_phone(text: str) -> str:
    phone = re.sub(r"\s", "", text)
    if phone and not _PHONE.fullmatch(phone):
        raise Refused("people.phone.odd", _("电话只用数字，座机可以带“-”。"), field="phone")
    return phone


def in_full(county: str, office: str) -> str:
    """An office's name as it stands on its letters.

    >>> in_full("乐平市", "市委组织部"), in_full("浮梁县", "县委组织部"), in_full("乐平市", "洪岩镇")
    ('乐平市委组织部', '浮梁县委组织部', '乐平市洪岩镇')
    """
    if not county or office.startswith(county):
        return office
    return county + office.removeprefix(county[-1])
