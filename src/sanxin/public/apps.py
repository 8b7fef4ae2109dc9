from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "sanxin.public"
    label = "public"

    def ready(self) -> None:
        """Let the page of a voice show what was handed in with it."""
        from sanxin.public.queries.pictures import pictures
        from sanxin.service.queries import pictures as of_voices

        of_voices.register(pictures)
