from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sanxin.people"
    label = "people"

    def ready(self) -> None:
        from sanxin.people import receivers  # noqa: F401 - connects itself to Django's login signals
