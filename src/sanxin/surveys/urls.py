from django.urls import include, path

urlpatterns = [
    path("", include("sanxin.surveys.urls_editor")),
    path("", include("sanxin.surveys.urls_asking")),
    path("", include("sanxin.surveys.urls_results")),
    path("", include("sanxin.surveys.urls_meetings")),
]
