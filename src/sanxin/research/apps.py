from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "sanxin.research"
    label = "research"
