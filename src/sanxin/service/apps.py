from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "sanxin.service"
    label = "service"

    def ready(self) -> None:
        """Let the pages of items know how many spoke of them."""
        from sanxin.service.queries import behind_items

        assert behind_items  # imported for what it registers
