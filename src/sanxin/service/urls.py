from django.urls import path

from sanxin.service.views import owed, replies, voice_entry, voice_verbs, voices

urlpatterns = [
    path("voices/", voices.voices, name="voices"),
    path("voices/file/", voices.voices_file, name="voices_file"),
    path("voices/new/", voice_entry.new_voice, name="new_voice"),
    path("voices/<uuid:pk>/", voices.voice, name="voice"),
    path("voices/<uuid:pk>/correct/", voice_verbs.correct, name="correct_voice"),
    path("voices/<uuid:pk>/kind/", voice_verbs.sort, name="sort_voice"),
    path("voices/<uuid:pk>/contact/", voice_verbs.reveal, name="reveal_contact"),
    path("owed/", owed.owed, name="owed"),
    path("owed/<uuid:item>/", replies.tell, name="tell"),
]
