from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "sanxin.research"
    label = "research"

    def ready(self) -> None:
        """Let the pages of voices know which problem each lies in."""
        from sanxin.research.queries import grouping

        assert grouping  # imported for what it registers
