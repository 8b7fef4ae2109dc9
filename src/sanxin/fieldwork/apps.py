from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "sanxin.fieldwork"
    label = "fieldwork"
