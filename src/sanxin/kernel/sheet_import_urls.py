"""Addresses of sheets on their way in; included under the kernel's namespace."""

from django.urls import path

from sanxin.kernel.views import sheet_imports as views

urlpatterns = [
    path("sheets/", views.sheets, name="sheets"),
    path("sheets/new/<str:kind>/", views.sheet, name="sheet"),
    path("sheets/new/<str:kind>/template/", views.sheet_template, name="sheet_template"),
    path("sheets/<uuid:pk>/", views.sheet_import, name="sheet_import"),
    path("sheets/<uuid:pk>/columns/", views.sheet_mapping, name="sheet_mapping"),
    path("sheets/<uuid:pk>/writing/", views.sheet_writing, name="sheet_writing"),
    path("sheets/<uuid:pk>/returned/", views.sheet_returned, name="sheet_returned"),
]
