from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "sanxin.fieldwork"
    label = "fieldwork"

    def ready(self) -> None:
        """Tell the room below who was visited when, and let it forget what visits hold of somebody."""
        from sanxin.fieldwork.actions.forgetting import forget_household
        from sanxin.fieldwork.queries.members import last_visits
        from sanxin.service.actions import erasures
        from sanxin.service.queries import visited

        visited.register(last_visits)
        erasures.register(forget_household)
