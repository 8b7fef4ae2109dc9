from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sanxin.people"
    label = "people"

    def ready(self) -> None:
        from django.urls import reverse

        from sanxin.kernel.notices import confirming
        from sanxin.people import receivers  # noqa: F401 - connects itself to Django's login signals

        confirming.register(lambda token: reverse("people:confirm_address", args=[token]))
