from django.urls import path

from sanxin.research.views import crux_entry, cruxes

urlpatterns = [
    path("", cruxes.cruxes, name="cruxes"),
    path("file/", cruxes.cruxes_file, name="cruxes_file"),
    path("put/", crux_entry.put_into_crux, name="put_into_crux"),
    path("changes/<uuid:pk>/undo/", cruxes.undo_crux, name="undo_crux"),
    path("<uuid:pk>/", cruxes.crux, name="crux"),
    path("<uuid:pk>/accept/", cruxes.accept_crux, name="accept_crux"),
    path("<uuid:pk>/lock/", cruxes.lock_crux, name="lock_crux"),
    path("<uuid:pk>/unlock/", cruxes.unlock_crux, name="unlock_crux"),
    path("<uuid:pk>/offers/take/", cruxes.take_crux_offers, name="take_crux_offers"),
    path("<uuid:pk>/offers/refuse/", cruxes.refuse_crux_offers, name="refuse_crux_offers"),
    path("<uuid:pk>/take-out/", cruxes.take_out_of_crux, name="take_out_of_crux"),
    path("<uuid:pk>/rename/", crux_entry.rename_crux, name="rename_crux"),
    path("<uuid:pk>/split/", crux_entry.split_crux, name="split_crux"),
    path("<uuid:pk>/merge/", crux_entry.merge_crux, name="merge_crux"),
]
