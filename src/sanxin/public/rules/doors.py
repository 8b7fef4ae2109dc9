"""What a door may be. Plain values only."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

MOST_AT_ONCE = 100


def check_many(count: int) -> None:
    if count > MOST_AT_ONCE:
        raise Refused(
            "public.door.too_many", _("一次最多开 {most} 个，请分几次。").format(most=MOST_AT_ONCE), field="places"
        )


def check_new(where: str, *, known: bool) -> None:
    if known:
        raise Refused(
            "public.door.known",
            _("“{where}”已经有一个码了，在列表里找；停了的可以再开。").format(where=where),
            field="places",
        )


def check_open(is_open: bool) -> None:
    if not is_open:
        raise Refused("public.door.closed", _("这个码停了，不再收新的。有事请找村里的联络员。"))


def check_changes(*, is_open: bool, to: bool) -> None:
    if is_open == to:
        raise Refused("public.door.same", _("这个码已经是这样了，不用再改。"))
