"""Every verb on an item takes hold of it first, and writes down at the end what its rows now say."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.locks import locked
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import Overtaken
from sanxin.ledger.models import Item
from sanxin.ledger.queries import stages


def claim(item: Item, *, seen: int | None = None) -> Item:
    """The item as it is now, held until the transaction ends, its version counted up.

    `seen` is the version the person acted on; raises `Overtaken` with what happened since if it is not the present
    one. Verbs that only add a row (progress, evidence) may leave it out. `settle` must follow.
    """
    fresh = locked(Item.objects.filter(pk=item.pk)).get()
    if seen is not None and seen != fresh.version:
        raise Overtaken("ledger.item.overtaken", _what_changed(fresh.pk, since=fresh.version - seen))
    fresh.version += 1
    return fresh


def settle(item: Item, *changed: str) -> Item:
    """Write the version, the projection derived from the rows and the `changed` fields; two queries."""
    fields = stages.write(item, stages.projection_of(item))
    names = {name.removesuffix("_id") for name in fields}
    item.save(update_fields={"version", *names, *changed})
    return item


def _what_changed(item_id: UUID, *, since: int) -> str:
    """余敏 2 分钟前改过这件：记进展…"""
    rows = Event.objects.filter(subject_rows__subject_id=item_id, name__startswith="ledger.").order_by("-seq")
    recent = list(rows[: max(since, 1)])
    if not recent:
        return _("有人刚改过这件。请看过新的情况再办。")
    last, others = recent[0], len(recent) - 1
    said = _("{who} {ago}改过这件：{what}。").format(who=last.who or _("系统"), ago=_ago(last.at), what=last.text)
    if others > 0:
        said += ngettext("这之前还有 {n} 处改动。", "这之前还有 {n} 处改动。", others).format(n=others)
    return said + _("您写的还没有存，看过新的情况再办。")


def _ago(at: datetime) -> str:
    passed = clock.now() - at
    if passed < timedelta(minutes=1):
        return _("刚刚")
    minutes = int(passed.total_seconds() // 60)
    if minutes < 60:
        return ngettext("{n} 分钟前", "{n} 分钟前", minutes).format(n=minutes)
    local = timezone.localtime(at)
    same_day = local.date() == timezone.localdate(clock.now())
    return _("{time} ").format(time=local.strftime("%H:%M" if same_day else "%m-%d %H:%M"))
