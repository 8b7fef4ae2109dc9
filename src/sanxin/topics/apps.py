from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "sanxin.topics"
    label = "topics"
