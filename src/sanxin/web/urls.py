"""Routes of the shell."""

from django.urls import path

from sanxin.web.views import health, manual, more, search, today

urlpatterns = [
    path("", today.today, name="today"),
    path("search/", search.search, name="search"),
    path("more/", more.more, name="more"),
    path("help/", manual.help_page, name="help"),
    path("help/<slug:page>/", manual.help_page, name="help_page"),
    path("healthz", health.healthz, name="healthz"),
]
