from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "sanxin.sync"
    label = "sync"
