"""The number an office gives out. Plain values only."""

import re

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

NUMBER = re.compile(r"\+?\d[\d\- ]{2,18}\d")


def check_phone(number: str, hours: str) -> None:
    if number and not NUMBER.fullmatch(number):
        words = _("这个电话看着不对。写成 0798-6212345 这样；不公布电话，就空着。")
        raise Refused("public.phone.wrong", words, field="number")
    if hours and not number:
        raise Refused("public.phone.hours_alone", _("写了什么时候有人接，还要写电话。"), field="number")
    if len(hours) > 40:
        raise Refused("public.phone.hours_long", _("写短一点，40 字以内。"), field="hours")


def check_changes(now: tuple[str, str], wanted: tuple[str, str]) -> None:
    if now == wanted:
        raise Refused("public.phone.same", _("公布的已经是这个电话了，不用再改。"), field="number")
