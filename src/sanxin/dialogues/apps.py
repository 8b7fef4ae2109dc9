from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    name = "sanxin.dialogues"
    label = "dialogues"
