"""What a stranger may read before signing in: the name of the house, where there is only one."""

from datetime import date

from sanxin.kernel.roles import DESK
from sanxin.people.models import Post, Unit
from sanxin.people.rules.names import in_full


def name_on_the_door(today: date) -> str:
    """乐平市委组织部; nothing where several offices work here, for a list of them is not for strangers."""
    desks = Post.objects.on(today).filter(role__in=DESK).order_by()
    offices = list(Unit.objects.filter(pk__in=desks.values("unit__office")).select_related("county")[:2])
    if len(offices) != 1:
        return ""
    office = offices[0]
    return in_full(office.county.name if office.county else "", office.name)
