"""The pages of this room, one line of tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

PAGES = ("topics", "candidates", "rounds", "compare", "progress", "conversion")


def tabs_of(current: str) -> list[dict[str, Any]]:
    labels = (_("课题"), _("候选课题"), _("选题"), _("和群众说的对一对"), _("进展"), _("成果转化"))
    return [
        {"label": label, "url": reverse(f"topics:{name}"), "current": name == current}
        for name, label in zip(PAGES, labels, strict=True)
    ]
