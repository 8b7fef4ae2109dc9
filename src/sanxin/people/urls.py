"""Routes of people, units, accounts and the trail."""

from django.urls import path

from sanxin.people.views import (
    account,
    accounts,
    entry,
    invitations,
    persons,
    posts,
    preferences,
    trail,
    units,
)

urlpatterns = [
    path("persons/", persons.persons, name="persons"),
    path("persons/export/", persons.export_persons, name="export_persons"),
    path("persons/new/", persons.new_person, name="new_person"),
    path("persons/<uuid:pk>/", persons.person, name="person"),
    path("persons/<uuid:pk>/edit/", persons.edit_person, name="edit_person"),
    path("persons/<uuid:pk>/leave/", persons.leave, name="leave"),
    path("persons/<uuid:pk>/phone/", persons.phone, name="phone"),
    path("persons/<uuid:pk>/posts/new/", posts.new_post, name="new_post"),
    path("posts/<uuid:pk>/end/", posts.end_post, name="end_post"),
    path("persons/<uuid:pk>/invite/", invitations.invite, name="invite"),
    path("persons/<uuid:pk>/invitation/revoke/", invitations.revoke, name="revoke_invitation"),
    path("persons/<uuid:pk>/account/disable/", accounts.disable, name="disable_account"),
    path("persons/<uuid:pk>/account/enable/", accounts.enable, name="enable_account"),
    path("persons/<uuid:pk>/account/unlock/", accounts.unlock, name="unlock_account"),
    path("persons/<uuid:pk>/account/reset/", accounts.reset, name="reset_account"),
    path("persons/<uuid:pk>/account/second-factor/", accounts.drop_second_factor, name="drop_second_factor"),
    path("units/", units.units, name="units"),
    path("units/new/", units.new_unit, name="new_unit"),
    path("units/<uuid:pk>/", units.unit, name="unit"),
    path("units/<uuid:pk>/below/", units.below, name="units_below"),
    path("units/<uuid:pk>/edit/", units.edit_unit, name="edit_unit"),
    path("units/<uuid:pk>/move/", units.move, name="move_unit"),
    path("units/<uuid:pk>/close/", units.close, name="close_unit"),
    path("units/<uuid:pk>/reopen/", units.reopen, name="reopen_unit"),
    path("trail/", trail.trail, name="trail"),
    path("trail/verify/", trail.verify_trail, name="verify_trail"),
    path("trail/export/", trail.export_trail, name="export_trail"),
    path("account/", account.account, name="account"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("enter/<str:token>/", entry.enter, name="enter"),
    path("invitation/<str:token>/", invitations.accept, name="accept_invitation"),
]
