"""Routes of visits, the month, totals and villages."""

from django.urls import path

from sanxin.fieldwork.views import months, recording, totals, villages, visit_verbs, visits

urlpatterns = [
    path("visits/", visits.visits, name="visits"),
    path("visits/export/", visits.visits_file, name="visits_file"),
    path("visits/new/", recording.new_visit, name="new_visit"),
    path("visits/draft/", recording.keep_draft, name="keep_draft"),
    path("visits/<uuid:pk>/", visits.visit, name="visit"),
    path("visits/<uuid:pk>/correct/", visit_verbs.correct, name="correct_visit"),
    path("visits/<uuid:pk>/lines/", visit_verbs.add_line, name="add_line"),
    path("visits/<uuid:pk>/photos/", visit_verbs.add_photos, name="add_photos"),
    path("lines/<uuid:pk>/item/", visit_verbs.open_item, name="open_item"),
    path("lines/<uuid:pk>/answer/", visit_verbs.keep_promise, name="keep_promise"),
    path("photos/<uuid:pk>/", visits.photo, name="photo"),
    path("month/", months.month, name="month"),
    path("month/<uuid:pk>/move/", months.move, name="move_outing"),
    path("totals/", totals.totals, name="totals"),
    path("totals/export/", totals.totals_file, name="totals_file"),
    path("villages/<uuid:pk>/", villages.village, name="village"),
    path("villages/<uuid:pk>/prepare/", villages.prepare, name="prepare"),
]
