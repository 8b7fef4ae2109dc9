"""Routes behind a department's link."""

from django.urls import path

from sanxin.ledger.views import link_task

urlpatterns = [
    path("<str:token>/", link_task.task, name="task"),
    path("<str:token>/accept/", link_task.accept, name="accept"),
    path("<str:token>/answer/", link_task.answer, name="answer"),
    path("<str:token>/hand-back/", link_task.hand_back, name="hand_back"),
    path("<str:token>/time/", link_task.ask_for_time, name="time"),
]
