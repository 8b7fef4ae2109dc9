from django.urls import path

from sanxin.sync.views import lock, operations, shell

urlpatterns = [
    path("", operations.operations, name="operations"),
    path("door/", operations.door, name="door"),
    path("photos/<uuid:pk>/", operations.photo, name="photo"),
    path("lock/", lock.lock, name="lock"),
    path("lock/spare/", lock.spare, name="lock_spare"),
    path("lock/rescue/", lock.rescue, name="lock_rescue"),
    path("worker.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("offline/", shell.offline, name="offline"),
]
