"""What somebody may answer about a thing that was done. Plain values only."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

SOLVED = ("yes", "partly", "no")


def check_solved(solved: str) -> None:
    if solved not in SOLVED:
        raise Refused("public.answer.choose", _("选一个：解决了、解决了一部分，还是没解决。"), field="solved")


def check_missing(solved: str, missing: str) -> None:
    if solved == "partly" and not missing.strip():
        raise Refused("public.answer.what_is_left", _("只解决了一部分的，写一句还差什么。"), field="missing")
    if len(missing) > 500:
        raise Refused("public.answer.long", _("“还差什么”写短一点，500 字以内。"), field="missing")


def satisfaction_of(typed: str) -> int | None:
    """One to five; anything else is taken as not answered."""
    return int(typed) if typed in {"1", "2", "3", "4", "5"} else None
