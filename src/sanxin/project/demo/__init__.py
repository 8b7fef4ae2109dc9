"""A demo county: 乐平's real townships, invented villages and people, a year of work done through the real actions."""

from sanxin.people.models import Unit
from sanxin.project.demo.links import sign_in_links

__all__ = ["fill_if_empty", "sign_in_links"]


def fill_if_empty() -> bool:
    """True if it filled; a database with any unit in it is left as it is."""
    if Unit.objects.exists():
        return False
    from sanxin.project.demo.filling import fill  # every room's actions: a start that fills nothing does without them

    fill()
    return True
