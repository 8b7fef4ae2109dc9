from django.urls import path

from sanxin.service.views import member_entry, member_verbs, members, owed, replies, voice_entry, voice_verbs, voices

urlpatterns = [
    path("voices/", voices.voices, name="voices"),
    path("voices/file/", voices.voices_file, name="voices_file"),
    path("voices/new/", voice_entry.new_voice, name="new_voice"),
    path("voices/<uuid:pk>/", voices.voice, name="voice"),
    path("voices/<uuid:pk>/correct/", voice_verbs.correct, name="correct_voice"),
    path("voices/<uuid:pk>/kind/", voice_verbs.sort, name="sort_voice"),
    path("voices/<uuid:pk>/contact/", voice_verbs.reveal, name="reveal_contact"),
    path("members/", members.members, name="members"),
    path("members/file/", members.members_file, name="members_file"),
    path("members/new/", member_entry.new_member, name="new_member"),
    path("members/<uuid:pk>/", members.member, name="member"),
    path("members/<uuid:pk>/reveal/", member_verbs.reveal, name="reveal_member"),
    path("members/<uuid:pk>/contact/", member_verbs.assign, name="assign_member"),
    path("members/<uuid:pk>/end/", member_verbs.end, name="end_member"),
    path("members/<uuid:pk>/erase/", member_verbs.erase, name="erase_member"),
    path("owed/", owed.owed, name="owed"),
    path("owed/<uuid:item>/", replies.tell, name="tell"),
    path("owed/<uuid:item>/notice/", replies.notice, name="tell_by_notice"),
]
