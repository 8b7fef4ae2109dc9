from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "sanxin.research"
    label = "research"

    def ready(self) -> None:
        """Let the pages of voices and items know which problem each belongs to."""
        from sanxin.research.queries import behind_items, grouping

        assert behind_items  # imported for what they register
        assert grouping
