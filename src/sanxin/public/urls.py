"""The desk's pages about doors: /public/."""

from django.urls import path

from sanxin.public.views import doors

urlpatterns = [
    path("doors/", doors.doors, name="doors"),
    path("doors/file/", doors.doors_file, name="doors_file"),
    path("doors/new/", doors.new_doors, name="new_doors"),
    path("doors/<uuid:pk>/", doors.door, name="door"),
    path("doors/<uuid:pk>/turn/", doors.turn_door, name="turn_door"),
    path("doors/<uuid:pk>/qr.svg", doors.door_qr, name="door_qr"),
    path("doors/<uuid:pk>/sheet/", doors.door_sheet, name="door_sheet"),
    path("photos/<uuid:pk>/", doors.photo, name="photo"),
]
