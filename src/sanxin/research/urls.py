from django.urls import include, path

from sanxin.research.views import changes, desk, merges, moves, problems, runs, splits

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("file/", desk.desk_file, name="desk_file"),
    path("heat/", desk.heat, name="heat"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<uuid:pk>/undo/", changes.undo, name="undo"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<uuid:pk>/", runs.run, name="run"),
    path("problems/<uuid:pk>/", problems.problem, name="problem"),
    path("problems/<uuid:pk>/accept/", problems.accept, name="accept"),
    path("problems/<uuid:pk>/rename/", problems.rename, name="rename"),
    path("problems/<uuid:pk>/lock/", problems.lock, name="lock"),
    path("problems/<uuid:pk>/unlock/", problems.unlock, name="unlock"),
    path("problems/<uuid:pk>/offers/take/", problems.take_offers, name="take_offers"),
    path("problems/<uuid:pk>/offers/refuse/", problems.refuse_offers, name="refuse_offers"),
    path("problems/<uuid:pk>/take-out/", problems.take_out, name="take_out"),
    path("problems/<uuid:pk>/merge/", merges.merge, name="merge"),
    path("problems/<uuid:pk>/split/", splits.split, name="split"),
    path("problems/<uuid:pk>/move/", moves.move, name="move"),
    path("proposals/", include("sanxin.research.urls_proposals")),
]
