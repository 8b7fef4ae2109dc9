"""Long work of fieldwork: a caseload plan worked out."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.fieldwork.actions.caseload_rounds import JOB, perform
from sanxin.fieldwork.actions.forgetting import forget_notes
from sanxin.fieldwork.models import CaseloadPlan
from sanxin.kernel import chores, clock
from sanxin.kernel.jobs import Progress, job_kind
from sanxin.people.models import Person


def _result(job: Any) -> str:
    return reverse("fieldwork:plan", args=[job.args["plan"]])


@job_kind(JOB, label=gettext_lazy("排联系安排"), done_url=_result)
def work_out(progress: Progress, **args: Any) -> dict[str, Any]:
    """Give every village and member of a plan somebody; the figures are the answer."""
    plan = CaseloadPlan.objects.select_related("office").get(pk=UUID(args["plan"]))
    words = {"read": _("读干部、村和名单"), "solve": _("算谁联系谁"), "write": _("写下来")}

    def step(name: str, done: int, total: int) -> None:
        progress.step(words[name], done, total)

    by = Person.objects.get(pk=UUID(args["by"]))
    made = perform(plan, by=by, version=args["version"], at=clock.now(), step=step)
    return dict(made.figures)


chores.daily(forget_notes)
