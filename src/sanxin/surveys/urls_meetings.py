from django.urls import path

from sanxin.surveys.views import coverage, meetings

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/file/", meetings.meetings_file, name="meetings_file"),
    path("meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("meetings/<uuid:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:pk>/change/", meetings.change, name="change_meeting"),
    path("meetings/<uuid:pk>/voices/", meetings.take_voices, name="take_voices"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/file/", coverage.coverage_file, name="coverage_file"),
]
