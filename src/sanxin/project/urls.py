"""All routes. Each heart brings its own; a test walks them and asks each for its policy."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("sanxin.web.urls")),
    path("ledger/", include(("sanxin.ledger.urls", "ledger"))),
    path("service/", include(("sanxin.service.urls", "service"))),
    path("research/", include(("sanxin.research.urls", "research"))),
    path("dialogues/", include(("sanxin.dialogues.urls", "dialogues"))),
    path("v/", include(("sanxin.dialogues.urls_public", "voting"))),
    path("fieldwork/", include(("sanxin.fieldwork.urls", "fieldwork"))),
    path("public/", include(("sanxin.public.urls", "public"))),
    path("sync/", include(("sanxin.sync.urls", "sync"))),
    path("surveys/", include(("sanxin.surveys.urls", "surveys"))),
    path("q/", include(("sanxin.surveys.urls_public", "asking"))),
    path("d/", include(("sanxin.ledger.urls_link", "link"))),
    path("s/", include(("sanxin.public.urls_door", "door"))),
    path("topics/", include(("sanxin.topics.urls", "topics"))),
    path("", include("sanxin.project.urls_people")),
    path("", include(("sanxin.kernel.urls", "kernel"))),
    path("account/", include("sanxin.people.account_urls")),
]
if settings.DEVELOPMENT:
    urlpatterns += [path("components/", include("sanxin.web.catalogue.urls"))]

handler400 = "sanxin.web.views.errors.bad_request"
handler403 = "sanxin.web.views.errors.forbidden"
handler404 = "sanxin.web.views.errors.not_found"
handler500 = "sanxin.web.views.errors.server_error"
