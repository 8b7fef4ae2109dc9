"""The short addresses villagers open: /q/<code>/."""

from django.urls import path

from sanxin.surveys.views import answering

urlpatterns = [
    path("<str:code>/", answering.enter, name="enter"),
    path("<str:code>/done/", answering.done, name="done"),
    path("<str:code>/<uuid:token>/end/", answering.end, name="end"),
    path("<str:code>/<uuid:token>/<int:number>/", answering.page, name="page"),
]
