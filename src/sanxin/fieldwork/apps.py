from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "sanxin.fieldwork"
    label = "fieldwork"

    def ready(self) -> None:
        """Tell the room below who was visited when, what was photographed, and let it forget the rest."""
        from sanxin.fieldwork.actions.forgetting import forget_handed, forget_household
        from sanxin.fieldwork.queries.members import last_visits
        from sanxin.fieldwork.queries.pictures import pictures
        from sanxin.service.actions import erasures
        from sanxin.service.queries import pictures as of_voices
        from sanxin.service.queries import visited

        visited.register(last_visits)
        erasures.register(forget_household)
        erasures.register(forget_handed, counted="notes")
        of_voices.register(pictures)
