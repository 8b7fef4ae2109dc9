"""Counting a large conversation, started by an action and done by the worker."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.dialogues.actions.snapshots import JOB, count
from sanxin.dialogues.models import Conversation
from sanxin.kernel import clock
from sanxin.kernel.jobs import Progress, job_kind
from sanxin.people.models import Person


def _results(job: Any) -> str:
    return reverse("dialogues:results", args=[job.args["conversation"]])


@job_kind(JOB, label=gettext_lazy("算大家怎么看"), done_url=_results)
def count_answers(progress: Progress, **args: Any) -> dict[str, int]:
    """Places, groups, statements; the engine takes seconds for a million answers."""
    conversation = Conversation.objects.with_names().get(pk=UUID(args["conversation"]))
    by = Person.objects.get(pk=UUID(args["by"]))
    progress.step(_("读表态，分组"), 0, 1)
    snapshot = count(conversation, by=by, at=clock.now())
    progress.step(_("写下结果"), 1, 1)
    return {"people": snapshot.people, "groups": snapshot.k}
