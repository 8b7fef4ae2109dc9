from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research import events_causes as events
from sanxin.research.actions.causes.claiming import Subject, claim_subject, note
from sanxin.research.models import Cause, CauseTree


@action
def start_bones(subject: Subject, *, by: Person, seen: int, at: datetime) -> CauseTree:
    """Begin a fishbone with its usual six bones, those that are not there yet.

    Refused: not the desk of its office, left the desk, the tree changed since `seen`.
    """
    tree, grown = claim_subject(subject, seen=seen, by=by, at=at)
    there = {cause.text for cause in grown.children.get(None, [])}
    bones = [bone for bone in usual_bones() if bone not in there]
    first = tree.causes.count() + 1
    Cause.objects.bulk_create(
        Cause(tree=tree, text=bone, order=first + place, by=by, at=at) for place, bone in enumerate(bones)
    )
    return note(tree, events.BONES_STARTED, by=by, at=at, facts={"count": len(bones)}, told=True)


def usual_bones() -> list[str]:
    return [_("人手"), _("经费"), _("设施"), _("制度"), _("办法"), _("环境")]
