"""What makes the product one that can be installed and opened without a signal."""

import hashlib
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.fieldwork.keeping import kept_days
from sanxin.kernel.http.policy import open_to_all

PAPER = "#ffffff"
SEAL = "#b93d1d"
SIZES = (192, 512)


@open_to_all("GET")
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It lies here and watches over the whole site, so that signing out can wipe what is kept."""
    scripts = [static(f"sync/{name}.js") for name in ("lock", "outbox", "sending")]
    any_link = UUID(int=0)
    paper = reverse("surveys:paper", args=[any_link]).replace(str(any_link), "[0-9a-f-]{36}")
    told = {"scripts": scripts, "static_url": settings.STATIC_URL, "days": kept_days(), "paper": paper}
    text = render_to_string("sync/worker.js", told)
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    answer = HttpResponse(text.replace("{version}", version), content_type="text/javascript; charset=utf-8")
    answer.headers["Service-Worker-Allowed"] = "/"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@open_to_all("GET")
def manifest(request: HttpRequest) -> HttpResponse:
    icons: list[dict[str, str]] = [
        {"src": static(f"sync/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in SIZES
    ]
    icons.append({"src": static("web/mark.svg"), "sizes": "any", "type": "image/svg+xml"})
    start = reverse("fieldwork:new_visit")
    told = {
        "id": start,
        "name": _("三心 · 记走访"),
        "short_name": _("三心"),
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "lang": request.LANGUAGE_CODE,
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    }
    answer = JsonResponse(told, content_type="application/manifest+json")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@open_to_all("GET")
def offline(request: HttpRequest) -> HttpResponse:
    """Shown in place of a page that cannot be fetched; nothing of anybody stands on it."""
    return render(request, "sync/offline.html")
