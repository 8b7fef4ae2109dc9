"""The demo's queue of kinds: the newest voices nobody has sorted yet, and what the machine learnt from the others."""

from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.kernel.jobs import work_off
from sanxin.project.demo.county import County
from sanxin.research.actions.kinds import answer_kinds, ask_to_learn
from sanxin.research.models import KindProposal
from sanxin.research.queries.kinds import sorted_counts
from sanxin.research.rules.kinds import enough
from sanxin.service.models import Kind, Voice

WAITING = 40
"""The newest, left unsorted."""


def sort_kinds(county: County, now: datetime) -> None:
    """Learnt this morning; the clerk took one proposal and corrected another."""
    rows = Voice.objects.filter(office=county.department).exclude(kind=Kind.UNSORTED).order_by("-heard_at", "-id")
    newest = list(rows.values_list("pk", flat=True)[:WAITING])
    Voice.objects.filter(pk__in=newest).update(kind=Kind.UNSORTED)
    if not enough(sorted_counts(county.department.id)):
        return
    clerk = county.people["程晓岚"]
    with clock.frozen(now - timedelta(hours=1)):
        ask_to_learn(county.department, by=clerk, at=clock.now())
        work_off()
    waiting = list(KindProposal.objects.waiting().values_list("voice_id", flat=True)[:2])
    for voice, kind in zip(waiting, ("", Kind.WISHES), strict=False):
        answer_kinds([voice], by=clerk, kind=kind, at=now - timedelta(minutes=30))
