from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "sanxin.surveys"
    label = "surveys"
