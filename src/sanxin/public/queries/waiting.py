"""What of bulletins waits for somebody on Today: to approve, to mend, to publish."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person
from sanxin.public.models import Bulletin, BulletinStage, BulletinVersion

SECTION = "bulletins"
MOST = 50


def waiting_for(person: Person, today: date) -> list[Waiting]:
    """Two queries for whoever works in an office, none for others."""
    if not person.sight.work_offices:
        return []
    return [*_to_decide(person), *_to_go_on(person)]


def _to_decide(person: Person) -> list[Waiting]:
    """The newest versions of what is submitted, unless this person wrote or submitted them."""
    offices = person.sight.headed_offices | person.sight.led_offices
    if not offices:
        return []
    rows = BulletinVersion.objects.filter(
        bulletin__office__in=offices, bulletin__stage=BulletinStage.SUBMITTED, decision=None
    )
    waiting = rows.exclude(by=person).exclude(written_by=person).select_related("bulletin", "by").order_by("at")
    newest = {version.bulletin_id: version for version in waiting[:MOST]}
    return [_decide(version) for version in newest.values()]


def _decide(version: BulletinVersion) -> Waiting:
    bulletin = version.bulletin
    return Waiting(
        section=SECTION,
        light_kind="wait",
        light_word=_("等我"),
        title=_("通报“{title}”等您批").format(title=version.title),
        url=reverse("public:bulletin", args=[bulletin.pk]),
        meta=_("{who}报的").format(who=version.by),
        action_label=_("去批"),
        action_url=reverse("public:decide_bulletin", args=[bulletin.pk]),
        rank=10,
    )


def _to_go_on(person: Person) -> list[Waiting]:
    """One's own that came back, and that were approved and lie there."""
    mine = Bulletin.objects.filter(drafted_by=person, office__in=person.sight.desk_offices)
    rows = mine.filter(stage__in=[BulletinStage.RETURNED, BulletinStage.APPROVED]).order_by("year", "number")
    return [_go_on(bulletin) for bulletin in rows[:MOST]]


def _go_on(bulletin: Bulletin) -> Waiting:
    back = bulletin.stage == BulletinStage.RETURNED
    verb = "public:edit_bulletin" if back else "public:publish_bulletin"
    words = _("通报“{title}”退回来了") if back else _("通报“{title}”批准了，还没发到村里")
    return Waiting(
        section=SECTION,
        light_kind="amber" if back else "wait",
        light_word=_("退回来改") if back else _("等我"),
        title=words.format(title=bulletin.title),
        url=reverse("public:bulletin", args=[bulletin.pk]),
        action_label=_("去改") if back else _("去发"),
        action_url=reverse(verb, args=[bulletin.pk]),
        rank=30,
    )
