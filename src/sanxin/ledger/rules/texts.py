"""How long what people write may be; the sentence names the field and its limit."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.kernel.refusals import Refused

LONG = 4000
"""An account over several pages; longer ones belong into a file."""
WHOLE = 20_000
"""What an item is about may be a whole proposal."""
SHORT = 300
"""A reason: two or three sentences."""

LIMITS: dict[str, tuple[StrOrPromise, int]] = {
    "title": (gettext_lazy("事项"), 120),
    "detail": (gettext_lazy("情况"), WHOLE),
    "place_text": (gettext_lazy("具体位置"), 120),
    "kind": (gettext_lazy("类别"), 20),
    "source": (gettext_lazy("来源"), 200),
    "cost": (gettext_lazy("费用"), 80),
    "outcome_wanted": (gettext_lazy("办成的样子"), 200),
    "what": (gettext_lazy("做什么"), 200),
    "caption": (gettext_lazy("佐证说明"), 120),
    "contact": (gettext_lazy("联系人"), 60),
    "reason": (gettext_lazy("原因"), SHORT),
    "note": (gettext_lazy("说明"), SHORT),
    "text": (gettext_lazy("进展"), LONG),
    "account": (gettext_lazy("办理结果"), LONG),
    "asks": (gettext_lazy("请对方做什么"), LONG),
}


def check_fits(**texts: str) -> None:
    """Every text under the name of its field; refused at the first that is too long."""
    for name, text in texts.items():
        label, most = LIMITS[name]
        if len(text.strip()) > most:
            raise Refused("ledger.text.too_long", too_long(label, most, len(text.strip())), field=name)


def too_long(label: StrOrPromise, most: int, now: int) -> str:
    """“原因”最多 300 字，现在 312 字。"""
    return _("“{label}”最多 {most} 字，现在 {now} 字。").format(label=label, most=most, now=now)
