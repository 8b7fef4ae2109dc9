"""Routes of the shell."""

from django.urls import path

from sanxin.web.views import today

urlpatterns = [
    path("", today.today, name="today"),
]
