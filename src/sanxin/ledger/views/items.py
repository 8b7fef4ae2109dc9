"""The ledger as a list: views, filters, order, files."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import WORKERS
from sanxin.kernel.sheets import kinds_for
from sanxin.kernel.views.exports import export
from sanxin.ledger import events
from sanxin.ledger.forms.filters import FilterForm
from sanxin.ledger.queries.board import columns_of
from sanxin.ledger.queries.days import counting
from sanxin.ledger.queries.figures import Figures, figures_of
from sanxin.ledger.queries.filters import FILTERS, Asked
from sanxin.ledger.queries.picked import ids_in
from sanxin.ledger.queries.rows import page_rows
from sanxin.ledger.queries.sheet import HEADS, cells
from sanxin.ledger.queries.tabs import tabs_for
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest

SHEET = "ledger.items"
BESIDE_THE_COUNT = {"page", "per", "size", "sort"}
"""Parameters that change which rows are shown, not how many there are."""


@policy(WORKERS, "GET")
def items(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    left = counting(calendar_of(request.user.person.county_id), asked.today)
    page, ids = _page_of_ids(request, asked)
    if not page.paginator.count and not asked.visible.exists():
        return render(request, "ledger/items/empty.html", _ways(request))
    rows = page_rows(ids, left=left, today=asked.today)
    context = _frame(request, asked) | {"page": page, "rows": rows, "as_board": False}
    return render(request, "ledger/items/list.html", context)


@policy(WORKERS, "GET")
def board(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    left = counting(calendar_of(request.user.person.county_id), asked.today)
    columns = columns_of(asked, asked.rows().open(), left=left)
    return render(request, "ledger/items/board.html", _frame(request, asked) | {"columns": columns, "as_board": True})


@policy(WORKERS, "GET")
def items_file(request: StaffRequest) -> HttpResponseBase:
    """The same list as xlsx or csv, all pages."""
    asked = _asked(request)
    rows = asked.rows().select_related("owner", "verifier", "place__parent", "office").iterator(chunk_size=2000)
    left = counting(calendar_of(request.user.person.county_id), asked.today)
    return export(request, events.ITEMS, HEADS, (cells(item, left=left, today=asked.today) for item in rows))


def _page_of_ids(request: StaffRequest, asked: Asked) -> tuple[Page[Any], list[UUID]]:
    """The page, and which items stand on it."""
    name = f"rows {sorted((key, request.GET.getlist(key)) for key in request.GET if key not in BESIDE_THE_COUNT)}"
    page: Page[Any] = page_of(asked.rows().values("pk"), request, keep=lambda count: asked.kept.get(name, count))
    return page, [row["pk"] for row in page.object_list]


def _asked(request: StaffRequest) -> Asked:
    return Asked(request.user.person, clock.today(), request.GET)


def _frame(request: StaffRequest, asked: Asked) -> dict[str, Any]:
    """What list and board share: figures, tabs, filters, ways to other files."""
    person = request.user.person
    figures = asked.kept.get("figures", lambda: _figures(asked))
    filtered = [name for name in FILTERS if request.GET.get(name)]
    return {
        "asked": asked,
        "sort": asked.sort,
        "figures": _shown(figures, asked),
        "tabs": tabs_for(asked),
        "filters": FilterForm(asked),
        "keep": [{"name": name, "value": request.GET[name]} for name in ("view", "sort") if request.GET.get(name)],
        "chips": _chips(request),
        "clear_url": f"?view={asked.view}" if filtered else "",
        "file_url": _file_url(request),
        "may_open": bool(person.sight.work_offices),
        "import_url": _import_url(request),
        "sees_totals": bool(person.sight.totals_below),
    }


def _figures(asked: Asked) -> Figures:
    scope = asked.visible.of_section(asked.sections) if asked.sections else asked.visible
    return figures_of(scope, county_id=asked.person.county_id, today=asked.today)


def _shown(figures: Figures, asked: Asked) -> list[dict[str, Any]]:
    """Each figure opens the rows it counts."""
    view = "section" if asked.sections else "open"
    shown: list[dict[str, Any]] = [
        {"value": figures.open, "label": _("在办"), "url": f"?view={view}"},
        {"value": figures.overdue, "label": _("超期"), "light": "red", "url": f"?view={view}&due=overdue"},
        {"value": figures.soon, "label": _("三日内到期"), "light": "amber", "url": f"?view={view}&due=soon"},
        {"value": figures.fine, "label": _("正常"), "light": "green", "url": f"?view={view}&due=fine"},
        {"value": figures.suspended, "label": _("暂停"), "light": "off", "url": f"?view={view}&due=suspended"},
        {
            "value": figures.verifying,
            "label": _("待核验"),
            "light": "wait",
            "url": f"?view={view}&stage=strike_off_requested",
        },
        {
            "value": figures.struck_this_month,
            "label": _("本月销号"),
            "light": "done",
            "url": "?view=struck&struck_in=month",
        },
    ]
    if figures.median_days is not None:
        shown.append({"value": figures.median_days, "unit": _("个工作日"), "label": _("销号用时中位数")})
    return shown


def _chips(request: HttpRequest) -> list[dict[str, str]]:
    """Filters that have no control of their own in the bar."""
    chips = []
    if office := request.GET.get("office"):
        name = Unit.objects.filter(pk=office).first() if len(office) == 36 else None
        chips.append({"name": "office", "value": office, "label": _("单位：{name}").format(name=name or "—")})
    if only := request.GET.get("only"):
        word = _("选中的 {n} 件").format(n=len(ids_in(only)))
        chips.append({"name": "only", "value": only, "label": word})
    if request.GET.get("struck_in") == "month":
        chips.append({"name": "struck_in", "value": "month", "label": _("本月销号")})
    return chips


def _file_url(request: HttpRequest) -> str:
    params = request.GET.copy()
    params.pop("page", None)
    return f"{reverse('ledger:items_file')}?{params.urlencode()}"


def _import_url(request: StaffRequest) -> str:
    may = any(kind.key == SHEET for kind in kinds_for(request.user.person))
    return reverse("kernel:sheet", args=[SHEET]) if may else ""


def _ways(request: StaffRequest) -> dict[str, Any]:
    """An empty ledger teaches how it fills."""
    person = request.user.person
    ways: list[dict[str, Any]] = []
    if url := _import_url(request):
        text = _("直接传上来，列名自己认。认不准的行会标红退回，改好再传，不会重复。")
        ways.append(
            {
                "title": _("已有 Excel 台账"),
                "text": text,
                "label": _("导入 Excel"),
                "url": url,
                "icon": "upload",
                "primary": True,
            }
        )
    if person.sight.work_offices:
        text = _("问题台上采纳的问题，领导批了就立项，原话跟着走，办完知道该告诉谁。")
        ways.append({"title": _("群众反映过的"), "text": text, "label": _("去问题台"), "url": reverse("research:desk")})
        text = _("先记一件试试：写清什么事、哪里、谁牵头、哪天前。一分钟够了。")
        ways.append({"title": _("手上正办的"), "text": text, "label": _("记一件"), "url": reverse("ledger:new")})
    return {"ways": ways}
