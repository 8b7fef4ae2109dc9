"""The desk's pages: /dialogues/."""

from django.urls import path

from sanxin.dialogues.views import conversation_verbs, conversations, dialogue_verbs, dialogues, results, statements

urlpatterns = [
    path("", conversations.conversations, name="conversations"),
    path("file/", conversations.conversations_file, name="conversations_file"),
    path("new/", conversation_verbs.new, name="new"),
    path("<uuid:pk>/", conversations.conversation, name="conversation"),
    path("<uuid:pk>/edit/", conversation_verbs.edit, name="edit"),
    path("<uuid:pk>/open/", conversation_verbs.open_up, name="open"),
    path("<uuid:pk>/close/", conversation_verbs.close, name="close"),
    path("<uuid:pk>/qr.svg", conversations.qr, name="qr"),
    path("<uuid:pk>/sheet/", conversations.sheet, name="sheet"),
    path("<uuid:pk>/statements/", statements.write, name="write"),
    path("statements/<uuid:pk>/accept/", statements.accept, name="accept"),
    path("statements/<uuid:pk>/leave-out/", statements.leave_out, name="leave_out"),
    path("<uuid:pk>/results/", results.results, name="results"),
    path("<uuid:pk>/results/count/", results.count, name="count"),
    path("<uuid:pk>/results/brief/", results.brief, name="brief"),
    path("<uuid:pk>/results/file/", results.results_file, name="results_file"),
    path("<uuid:pk>/results/votes.csv", results.votes_file, name="votes_file"),
    path("<uuid:pk>/results/comments.csv", results.comments_file, name="comments_file"),
    path("<uuid:pk>/results/release/", results.release, name="release"),
    path("<uuid:pk>/talks/new/", dialogues.plan, name="plan"),
    path("talks/", dialogues.dialogues, name="dialogues"),
    path("talks/file/", dialogues.dialogues_file, name="dialogues_file"),
    path("talks/<uuid:pk>/", dialogues.dialogue, name="dialogue"),
    path("talks/<uuid:pk>/edit/", dialogues.replan, name="replan"),
    path("talks/<uuid:pk>/hold/", dialogue_verbs.hold, name="hold"),
    path("talks/<uuid:pk>/minutes/", dialogue_verbs.mend_minutes, name="mend_minutes"),
    path("talks/<uuid:pk>/call-off/", dialogue_verbs.call_off, name="call_off"),
    path("talks/<uuid:pk>/follow-up/", dialogue_verbs.follow_up, name="follow_up"),
]
