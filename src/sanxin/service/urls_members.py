"""Routes about members in difficulty beside the list and the page: consent, help, kinds, what is forgotten."""

from django.urls import path

from sanxin.service.views import (
    consent_verbs,
    member_erasures,
    member_help_verbs,
    member_helps,
    member_verbs,
    need_kinds,
)

urlpatterns = [
    path("members/helps/", member_helps.helps, name="helps"),
    path("members/helps/file/", member_helps.helps_file, name="helps_file"),
    path("members/erasures/", member_erasures.erasures, name="erasures"),
    path("members/erasures/file/", member_erasures.erasures_file, name="erasures_file"),
    path("members/kinds/", need_kinds.need_kinds, name="need_kinds"),
    path("members/kinds/<uuid:pk>/retire/", need_kinds.retire_kind, name="retire_need_kind"),
    path("members/kinds/<uuid:pk>/restore/", need_kinds.restore_kind, name="restore_need_kind"),
    path("members/<uuid:pk>/correct/", member_help_verbs.correct, name="correct_member"),
    path("members/<uuid:pk>/next-visit/", member_verbs.next_visit, name="next_visit"),
    path("members/<uuid:pk>/consent/", consent_verbs.give, name="give_consent"),
    path("members/<uuid:pk>/help/", member_help_verbs.new_help, name="new_help"),
    path("members/<uuid:pk>/promise/", member_help_verbs.new_promise, name="new_help_promise"),
    path("consents/<uuid:pk>/withdraw/", consent_verbs.withdraw, name="withdraw_consent"),
    path("helps/<uuid:pk>/mistake/", member_help_verbs.mistaken, name="help_mistake"),
    path("helps/<uuid:pk>/file/", member_help_verbs.help_file, name="help_file"),
    path("promises/<uuid:pk>/drop/", member_help_verbs.drop, name="drop_promise"),
]
