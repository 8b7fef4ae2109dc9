from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "sanxin.public"
    label = "public"
