"""What waits for the desk on 今日: problems nobody has looked at, voices offered to confirmed ones, kinds proposed."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person
from sanxin.research.models import KindProposal, Offer, Problem, Stage
from sanxin.research.queries.desk import last_run

SECTION = "problems"
_SURE = Q(sure=True)


def waiting_for(person: Person, today: date) -> list[Waiting]:
    """Nothing for those who do not work on a desk."""
    if not person.sight.desk_offices:
        return []
    desk = reverse("research:desk")
    return [*_proposals(person, today, desk), *_offers(person, desk), *_kinds(person)]


def _proposals(person: Person, today: date, desk: str) -> list[Waiting]:
    run = last_run(person)
    if run is None or run.finished_at is None:
        return []
    rows = Problem.objects.visible_to(person).fresh_from(run).filter(stage=Stage.PROPOSED)
    count = rows.count()
    if not count:
        return []
    hottest = rows.order_by("-heat", "number").first()
    url = f"{desk}?state=proposed"
    return [
        Waiting(
            section=SECTION,
            light_kind="wait",
            light_word=_("待采纳"),
            title=ngettext("{when}新提 {n} 个问题，等人看", "{when}新提 {n} 个问题，等人看", count).format(
                when=_when(run.finished_at, today), n=count
            ),
            url=url,
            action_label=_("去看"),
            action_url=url,
            meta=_("最热的是“{name}”").format(name=hottest.name) if hottest else "",
            rank=60,
        )
    ]


def _offers(person: Person, desk: str) -> list[Waiting]:
    offers = Offer.objects.filter(problem__office__in=person.sight.desk_offices)
    count = offers.count()
    if not count:
        return []
    problems = offers.values("problem").distinct().count()
    url = f"{desk}?offered=1"
    return [
        Waiting(
            section=SECTION,
            light_kind="wait",
            light_word=_("新提"),
            title=ngettext(
                "{n} 条新声音像是说 {problems} 个已定的问题，收不收",
                "{n} 条新声音像是说 {problems} 个已定的问题，收不收",
                count,
            ).format(n=count, problems=problems),
            url=url,
            action_label=_("去看"),
            action_url=url,
            rank=61,
        )
    ]


def _kinds(person: Person) -> list[Waiting]:
    """One row for each desk of the person's: the queue is an office's own."""
    rows = KindProposal.objects.visible_to(person).waiting().order_by("voice__office__path")
    counted = rows.values_list("voice__office", "voice__office__name").annotate(
        n=Count("pk"), sure=Count("pk", filter=_SURE)
    )
    several = len(person.sight.desk_offices) > 1
    return [_kinds_of(pk, name if several else "", waiting=waiting, sure=sure) for pk, name, waiting, sure in counted]


def _kinds_of(office_id: UUID, office: str, *, waiting: int, sure: int) -> Waiting:
    url = f"{reverse('research:kinds')}?{urlencode({'office': str(office_id)})}"
    told = ngettext("其中 {n} 条有把握", "其中 {n} 条有把握", sure).format(n=sure)
    return Waiting(
        section=SECTION,
        light_kind="wait",
        light_word=_("待归类"),
        title=ngettext("{n} 条声音，机器建议了类别，等人看", "{n} 条声音，机器建议了类别，等人看", waiting).format(
            n=waiting
        ),
        url=url,
        action_label=_("去看"),
        action_url=url,
        meta=" · ".join(part for part in (office, told if sure else "") if part),
        rank=62,
    )


def _when(at: object, today: date) -> str:
    day = timezone.localtime(at).date()  # type: ignore[arg-type]
    if day == today:
        return _("今天")
    return _("昨天") if (today - day).days == 1 else _("{month} 月 {day} 日").format(month=day.month, day=day.day)
