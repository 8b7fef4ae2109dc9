"""The routes to people alone, for a start that needs one address of theirs and not every page of the house."""

from django.urls import include, path

urlpatterns = [path("people/", include(("sanxin.people.urls", "people")))]
