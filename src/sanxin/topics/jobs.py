"""Long work of topics: a look at the voices that lie in no problem, once a day."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel import chores, clock
from sanxin.kernel.jobs import Progress, job_kind, start
from sanxin.people.models import Unit
from sanxin.topics.actions.voice_fields import look
from sanxin.topics.models import ProblemField

LOOK = "topics.look"


def _voices(job: Any) -> str:
    return reverse("service:voices")


@job_kind(LOOK, label=gettext_lazy("看没归到问题的声音像哪个领域"), done_url=_voices)
def look_at_voices(progress: Progress, **args: Any) -> dict[str, int]:
    """What people sorted since yesterday is learnt, and what came since is looked at; a run does the same."""
    progress.step(_("看没归到问题的声音像哪个领域"), 0, 1)
    return {"voices": look(UUID(args["office"]), at=clock.now())}


def look_everywhere(now: datetime) -> None:
    """In offices where somebody has sorted problems."""
    sorting = ProblemField.objects.values("problem__office_id")
    for office in Unit.objects.filter(pk__in=sorting).order_by("path"):
        assert office.county_id is not None
        start(LOOK, by=None, county_id=office.county_id, args={"office": str(office.pk)})


chores.daily(look_everywhere)
