"""Routes of the component catalogue; development only."""

from django.urls import path

from sanxin.web.catalogue import views

urlpatterns = [path("", views.catalogue, name="components")]
