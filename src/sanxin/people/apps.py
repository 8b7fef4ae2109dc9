from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sanxin.people"
    label = "people"
