"""Kinds of long work, registered by each app's `jobs.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django_stubs_ext import StrOrPromise

from sanxin.kernel.models.job import Job
from sanxin.kernel.sentences import as_word

Run = TypeVar("Run", bound=Callable[..., dict[str, Any] | None])


@dataclass(frozen=True)
class JobKind:
    name: str
    label: StrOrPromise
    """What is done, as a verb: 归并问题."""
    run: Callable[..., dict[str, Any] | None]
    done_url: Callable[[Job], str] | None


_kinds: dict[str, JobKind] = {}


def job_kind(name: str, *, label: StrOrPromise, done_url: Callable[[Job], str] | None = None) -> Callable[[Run], Run]:
    """Register a function `run(progress, **args) -> result` as a kind of long work.

    `args` and result are plain JSON values; `done_url(job)` leads to what came of it.
    """

    def decorate(run: Run) -> Run:
        _kinds[name] = JobKind(name, label, run, done_url)
        return run

    return decorate


def kind_of(name: str) -> JobKind:
    return _kinds[name]


def label_of(name: str) -> str:
    """The label of a kind; what is none (events of earlier versions) stands for itself."""
    return str(_kinds[name].label) if name in _kinds else as_word(name)
