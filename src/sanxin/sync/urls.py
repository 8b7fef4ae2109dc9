from django.urls import path

from sanxin.sync.views import operations, shell

urlpatterns = [
    path("", operations.operations, name="operations"),
    path("door/", operations.door, name="door"),
    path("photos/", operations.photo, name="photo"),
    path("worker.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("offline/", shell.offline, name="offline"),
]
