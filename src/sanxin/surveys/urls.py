from django.urls import include, path

urlpatterns = [
    path("", include("sanxin.surveys.urls_editor")),
]
