from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "sanxin.service"
    label = "service"
