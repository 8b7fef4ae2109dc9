from django.urls import path

from sanxin.surveys.views import link_verbs, links, papers

urlpatterns = [
    path("links/", links.links, name="links"),
    path("links/file/", links.links_file, name="links_file"),
    path("editions/<uuid:edition>/links/new/", link_verbs.new_links, name="new_links"),
    path("links/<uuid:pk>/", links.link, name="link"),
    path("links/<uuid:pk>/qr.svg", links.qr, name="link_qr"),
    path("links/<uuid:pk>/sheet/", links.sheet, name="link_sheet"),
    path("links/<uuid:pk>/change/", link_verbs.change, name="change_link"),
    path("links/<uuid:pk>/close/", link_verbs.close, name="close_link"),
    path("links/<uuid:pk>/paper/", papers.paper, name="paper"),
    path("links/<uuid:pk>/paper/back/", papers.take_back, name="take_back_paper"),
    path("links/<uuid:pk>/deliver/", papers.deliver, name="deliver"),
]
