from django.urls import path

from sanxin.surveys.views import results, who

urlpatterns = [
    path("editions/<uuid:edition>/results/", results.results, name="results"),
    path("editions/<uuid:edition>/results/file/", results.results_file, name="results_file"),
    path("editions/<uuid:edition>/results/brief/", results.brief, name="results_brief"),
    path("editions/<uuid:edition>/results/photos/", results.photos, name="results_photos"),
    path("editions/<uuid:edition>/who/", who.who, name="who"),
    path("photos/<uuid:token>/", results.photo, name="photo"),
]
