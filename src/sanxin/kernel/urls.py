"""Routes of the kernel: long work, and sheets on their way in."""

from django.urls import include, path

from sanxin.kernel.views import jobs

urlpatterns = [
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:pk>/", jobs.job, name="job"),
    path("jobs/<uuid:pk>/stop/", jobs.job_stop, name="job_stop"),
    path("", include("sanxin.kernel.sheet_import_urls")),
]
