"""The desk's pages about doors and bulletins: /public/."""

from django.urls import path

from sanxin.public.views import bulletin_verbs, bulletins, doors, phone

urlpatterns = [
    path("doors/", doors.doors, name="doors"),
    path("doors/file/", doors.doors_file, name="doors_file"),
    path("doors/new/", doors.new_doors, name="new_doors"),
    path("doors/<uuid:pk>/", doors.door, name="door"),
    path("doors/<uuid:pk>/turn/", doors.turn_door, name="turn_door"),
    path("doors/<uuid:pk>/qr.svg", doors.door_qr, name="door_qr"),
    path("doors/<uuid:pk>/sheet/", doors.door_sheet, name="door_sheet"),
    path("photos/<uuid:pk>/", doors.photo, name="photo"),
    path("photos/added/<uuid:pk>/", doors.added_photo, name="added_photo"),
    path("phone/", phone.phone, name="phone"),
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("bulletins/file/", bulletins.bulletins_file, name="bulletins_file"),
    path("bulletins/new/", bulletins.new_bulletin, name="new_bulletin"),
    path("bulletins/<uuid:pk>/", bulletins.bulletin, name="bulletin"),
    path("bulletins/<uuid:pk>/edit/", bulletins.edit_bulletin, name="edit_bulletin"),
    path("bulletins/<uuid:pk>/submit/", bulletin_verbs.submit_bulletin, name="submit_bulletin"),
    path("bulletins/<uuid:pk>/decide/", bulletin_verbs.decide_bulletin, name="decide_bulletin"),
    path("bulletins/<uuid:pk>/revise/", bulletin_verbs.revise_bulletin, name="revise_bulletin"),
    path("bulletins/<uuid:pk>/publish/", bulletin_verbs.publish_bulletin, name="publish_bulletin"),
    path("bulletins/<uuid:pk>/withdraw/", bulletin_verbs.withdraw_bulletin, name="withdraw_bulletin"),
]
