"""The short addresses villagers open: /s/<code>/, its bulletins, and /s/follow/ for whoever has a receipt."""

from django.urls import path

from sanxin.public.views import following, news, saying

urlpatterns = [
    path("follow/", following.follow, name="follow"),
    path("follow/add/", following.add, name="add"),
    path("follow/answer/<uuid:strike_off>/", following.answer, name="answer"),
    path("follow/answer/question/<uuid:answer>/", following.answer_question, name="answer_question"),
    path("follow/answer/dropped/<uuid:reply>/", following.answer_dropped, name="answer_dropped"),
    path("<str:code>/", saying.say, name="say"),
    path("<str:code>/news/", news.news, name="news"),
    path("<str:code>/news/<int:year>-<int:number>/", news.bulletin, name="bulletin"),
]
