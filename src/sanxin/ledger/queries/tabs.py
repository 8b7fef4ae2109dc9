"""The views of the list, with how many items stand in each."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.ledger.models import SavedView
from sanxin.ledger.queries.filters import Asked, in_view


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    count: int | None
    current: bool


def tabs_for(asked: Asked) -> list[Tab]:
    """One count on an index each; views of one's own come last, without a count."""
    views = [(name, label) for name, label in _labels().items() if _offered(asked, name)]
    tabs = [Tab(label, f"?view={name}", _count(asked, name), asked.view == name) for name, label in views]
    query = asked.params.urlencode()
    own = [
        Tab(view.name, f"?{view.query}", None, view.query == query)
        for view in SavedView.objects.filter(person=asked.person)
    ]
    if any(tab.current for tab in own):
        tabs = [replace(tab, current=False) for tab in tabs]
    if query or own:
        own.append(Tab(_("存为视图"), f"{reverse('ledger:save_view')}?{query}", None, current=False))
    return tabs + own


def _labels() -> dict[str, str]:
    return {
        "section": _("本科在办"),
        "mine": _("我牵头的"),
        "verify": _("等我核验"),
        "week": _("本周到期"),
        "departments": _("等部门答复"),
        "open": _("全部在办"),
        "legacy": _("遗留问题"),
        "struck": _("已销号"),
        "withdrawn": _("不再办"),
    }


def _offered(asked: Asked, name: str) -> bool:
    if name == "section":
        return bool(asked.sections)
    if name == "verify":
        return asked.view == name or bool(asked.person.sight.work_offices)
    if name == "withdrawn":
        return asked.view == name or bool(_count(asked, name))
    return True


def _count(asked: Asked, name: str) -> int | None:
    """Struck-off items only grow in number; nobody works from that figure."""
    if name == "struck":
        return None
    return asked.kept.get(f"view {name}", lambda: in_view(asked, name).order_by().values("pk").count())
