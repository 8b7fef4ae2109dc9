"""Take hold of a tree before changing it: what was read must still stand."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from sanxin.kernel.events import record, timeline
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.models import Cause, CauseTree, CruxProblem, Problem
from sanxin.research.permissions import problems as permissions
from sanxin.research.queries.causes import Grown, grown
from sanxin.research.rules import acts, causes

Subject = Problem | CruxProblem


def claim_subject(subject: Subject, *, seen: int, by: Person, at: datetime) -> tuple[CauseTree, Grown]:
    """Its tree, begun now where there was none; `seen` is 0 then."""
    permissions.check_may_work(by, subject.office_id)
    hold_desk(subject.office_id)
    subject = type(subject).objects.select_related("departure__into").get(pk=subject.pk)
    into = subject.departure.into if subject.is_gone else None
    acts.check_on_desk(subject.code, gone=subject.is_gone, into=into.code if into else "")
    key = {"problem": subject} if isinstance(subject, Problem) else {"crux": subject}
    tree = CauseTree.objects.filter(**key).first()
    _check_seen(tree, seen)
    if tree is None:
        tree = CauseTree.objects.create(
            county_id=subject.county_id, office_id=subject.office_id, begun_by=by, begun_at=at, version=0, **key
        )
    return tree, grown(tree)


def claim_cause(cause: Cause, *, seen: int, by: Person) -> tuple[Cause, Grown]:
    """The cause freshly read, and its tree. Refused: not the desk, removed, changed since `seen`."""
    permissions.check_may_work(by, cause.tree.office_id)
    hold_desk(cause.tree.office_id)
    fresh = Cause.objects.select_related("tree__problem", "tree__crux", "parent", "removal").get(pk=cause.pk)
    _check_seen(fresh.tree, seen)
    return fresh, grown(fresh.tree)


def check_standing(cause: Cause, tree: Grown) -> None:
    causes.check_standing(cause.id in tree.depth)


def note(
    tree: CauseTree, name: str, *, by: Person, at: datetime, facts: dict[str, Any], told: bool = False
) -> CauseTree:
    """The tree has changed: raise its version, tell its history; `told`: that of what it explains, too."""
    CauseTree.objects.filter(pk=tree.pk).update(version=F("version") + 1)
    subject = tree.subject
    kind = "research.problem" if isinstance(subject, Problem) else "research.crux"
    about = [("research.causes", tree.id), *([(kind, subject.id)] if told else [])]
    record(name, county_id=tree.county_id, by=by, at=at, about=about, facts={"code": subject.code, **facts})
    return CauseTree.objects.get(pk=tree.pk)


def _check_seen(tree: CauseTree | None, seen: int) -> None:
    if (tree.version if tree else 0) == seen:
        return
    last = next(iter(timeline(tree.id, limit=1)), None) if tree else None
    words = _("{who}刚刚改过这棵树：{what}。没有改动任何东西，请看过再改。")
    who, what = (last.who or _("系统"), last.text) if last else (_("别人"), _("加了原因"))
    raise Overtaken("research.cause.overtaken", words.format(who=who, what=what))
