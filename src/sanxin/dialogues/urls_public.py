"""The short addresses people open to say what they think: /v/<code>/."""

from django.urls import path

from sanxin.dialogues.views import voting

urlpatterns = [
    path("<str:code>/", voting.enter, name="enter"),
    path("<str:code>/add/", voting.add, name="add"),
    path("<str:code>/results/", voting.results, name="results"),
]
