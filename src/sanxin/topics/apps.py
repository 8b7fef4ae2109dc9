from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "sanxin.topics"
    label = "topics"

    def ready(self) -> None:
        """Let the desk know which field of concern each problem is in."""
        from sanxin.topics import concerns

        assert concerns  # imported for what it registers
