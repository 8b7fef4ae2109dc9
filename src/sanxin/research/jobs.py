"""Long work of research, started by an action and done by the worker."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel import clock
from sanxin.kernel.jobs import Progress, job_kind
from sanxin.research.actions.heat import reheat
from sanxin.research.actions.heat.set_weights import JOB as HEAT_JOB
from sanxin.research.actions.kinds import perform_learning, perform_looking
from sanxin.research.actions.kinds.ask import LEARN, LOOK
from sanxin.research.actions.runs import perform
from sanxin.research.actions.runs.ask import JOB
from sanxin.research.concerns import look
from sanxin.research.engine import Step
from sanxin.research.models import KindTraining, SynthesisRun


def _heat(job: Any) -> str:
    return reverse("research:heat")


@job_kind(HEAT_JOB, label=gettext_lazy("重算热度"), done_url=_heat)
def count_anew(progress: Progress, **args: Any) -> dict[str, int]:
    """Count the heat of all problems of an office with its new weights."""

    def step(done: int, total: int) -> None:
        progress.step(_("按新权重算每个问题"), done, total)

    return {"problems": reheat(UUID(args["office"]), at=clock.now(), step=step)}


def _result(job: Any) -> str:
    return reverse("research:run", args=[job.args["run"]])


@job_kind(JOB, label=gettext_lazy("归并问题"), done_url=_result)
def synthesize(progress: Progress, **args: Any) -> dict[str, int]:
    """Group the voices of an office anew; what stands in `counts` is the answer."""
    run = SynthesisRun.objects.select_related("office").get(pk=UUID(args["run"]))
    words = {
        "read": _("读声音，切词"),
        "copies": _("找近重的"),
        "weigh": _("看每个词有多重"),
        "compare": _("两两比较，归并"),
        "describe": _("写名字、原话和理由"),
        "advise": _("看已定的问题该不该合、该不该拆"),
        "done": _("写入问题台"),
        "crux": _("看哪些问题是同一个症结"),
        "fields": _("看没归到问题的声音像哪个领域"),
    }

    def step(name: str, done: int, total: int) -> None:
        progress.step(words.get(name, name), done, total)

    try:
        counts = dict(perform(run, at=clock.now(), step=step).counts)
    except Exception:
        SynthesisRun.objects.filter(pk=run.pk, finished_at=None).update(failed_at=clock.now())
        raise
    step("fields", 0, 1)
    look(run.office_id, at=clock.now())
    return counts


def _queue(job: Any) -> str:
    return reverse("research:kinds")


@job_kind(LEARN, label=gettext_lazy("从已归类的声音学"), done_url=_queue)
def learn_kinds(progress: Progress, **args: Any) -> dict[str, int]:
    """Learn kinds, measure how well, and propose one for every voice without."""
    training = KindTraining.objects.select_related("office").get(pk=UUID(args["training"]))
    try:
        return {"voices": perform_learning(training, at=clock.now(), step=_kind_steps(progress)).learnt_from}
    except Exception:
        KindTraining.objects.filter(pk=training.pk, finished_at=None).update(failed_at=clock.now())
        raise


@job_kind(LOOK, label=gettext_lazy("给没归类的声音提建议"), done_url=_queue)
def look_at_kinds(progress: Progress, **args: Any) -> dict[str, int]:
    """Propose a kind for voices that came since the last learning."""
    return {"voices": perform_looking(UUID(args["office"]), at=clock.now(), step=_kind_steps(progress))}


def _kind_steps(progress: Progress) -> Step:
    words = {"measure": _("留出一部分，验一验准不准"), "look": _("看还没归类的声音")}

    def step(name: str, done: int, total: int) -> None:
        progress.step(words.get(name, name), done, total)

    return step
