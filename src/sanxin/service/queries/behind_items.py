"""Tells the page of an item how many spoke of it, where and since when; registered when Django starts."""

from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.ledger.behind import Behind, Fact, register
from sanxin.ledger.models import Item
from sanxin.ledger.rules.days import short_day
from sanxin.people.models import Person
from sanxin.service.models import VoiceItem
from sanxin.service.models.voice import Source


def behind(item: Item, person: Person) -> Behind:
    """In numbers, for everybody who sees the item: what was said is for the desk."""
    found = VoiceItem.objects.filter(item=item).aggregate(
        n=Count("pk"), first=Min("voice__heard_at"), one=Min("voice__source"), other=Max("voice__source")
    )
    voices = found["n"]
    if not voices:
        return Behind()
    since = timezone.localdate(found["first"])
    day = short_day(since) if since.year == clock.today().year else since.isoformat()
    many = ngettext("{n} 条", "{n} 条", voices).format(n=voices)
    if found["one"] == found["other"] and voices > 1:
        words = _("{day} 起，{source} {many}").format(day=day, source=Source(found["one"]).label, many=many)
    elif found["one"] == found["other"]:
        words = _("{day}，{source}").format(day=day, source=Source(found["one"]).label)
    else:
        words = _("{day} 起，{many}").format(day=day, many=many)
    return Behind([Fact(_("群众反映"), words)], voices)


register(behind)
