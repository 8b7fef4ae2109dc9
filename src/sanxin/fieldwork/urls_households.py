"""Routes of timelines: a village's and a household's."""

from django.urls import path

from sanxin.fieldwork.views import households, villages

urlpatterns = [
    path("villages/<uuid:pk>/file/", villages.village_file, name="village_file"),
    path("households/<uuid:pk>/", households.household, name="household"),
    path("households/<uuid:pk>/file/", households.household_file, name="household_file"),
]
