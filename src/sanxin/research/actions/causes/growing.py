"""Ask why once more, word it better, put it in order."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research import events_causes as events
from sanxin.research.actions.causes.claiming import Subject, check_standing, claim_cause, claim_subject, note
from sanxin.research.models import Cause, CauseKind
from sanxin.research.rules import causes as rules


@action
def add_cause(
    subject: Subject,
    *,
    text: str,
    by: Person,
    seen: int,
    at: datetime,
    under: Cause | None = None,
    root: bool = False,
) -> Cause:
    """Answer one why: of the problem itself, or of the cause it hangs on. The first one begins the tree.

    Refused: not the desk of its office, left the desk, no text, too long (field `text`), under a root, too deep,
    under a cause that was removed, the tree changed since `seen` (0 where there is none yet).
    """
    plain = rules.check_text(text)
    tree, grown = claim_subject(subject, seen=seen, by=by, at=at)
    parent = tree.causes.get(pk=under.pk) if under else None
    if parent:
        check_standing(parent, grown)
    depth = grown.depth[parent.id] + 1 if parent else 1
    rules.check_can_hang(parent_is_root=bool(parent and parent.is_root), depth=depth, count=len(grown.depth))
    cause = Cause.objects.create(
        tree=tree,
        parent=parent,
        text=plain,
        kind=CauseKind.ROOT if root else CauseKind.BRANCH,
        order=tree.causes.count() + 1,
        by=by,
        at=at,
    )
    name = events.ROOT_ADDED if root else events.ADDED
    note(tree, name, by=by, at=at, facts={"text": plain}, told=root or not grown.depth)
    return cause


@action
def revise_cause(cause: Cause, *, text: str, root: bool, by: Person, seen: int, at: datetime) -> Cause:
    """Word it better, or say that it is, or is not, a root.

    Refused: as `add_cause`; removed; something hangs on what is to be a root (field `root`).
    """
    plain = rules.check_text(text)
    cause, grown = claim_cause(cause, seen=seen, by=by)
    check_standing(cause, grown)
    if root:
        rules.check_root_has_no_children(len(grown.children.get(cause.id, [])))
    old = cause.text
    cause.text, cause.kind = plain, CauseKind.ROOT if root else CauseKind.BRANCH
    cause.save(update_fields=["text", "kind"])
    name = events.ROOT_NAMED if root else events.REVISED
    note(cause.tree, name, by=by, at=at, facts={"old": old, "text": plain}, told=root)
    return cause


@action
def shift_cause(cause: Cause, *, up: bool, by: Person, seen: int, at: datetime) -> Cause:
    """Change places with the one before or after it. Refused: removed, at the end already, changed since `seen`."""
    cause, grown = claim_cause(cause, seen=seen, by=by)
    check_standing(cause, grown)
    siblings = grown.children.get(cause.parent_id, [])
    place = [one.id for one in siblings].index(cause.id)
    other = place - 1 if up else place + 1
    rules.check_can_shift(0 <= other < len(siblings))
    partner = siblings[other]
    cause.order, partner.order = partner.order, cause.order
    Cause.objects.bulk_update([cause, partner], ["order"])
    note(cause.tree, events.SHIFTED, by=by, at=at, facts={"text": cause.text})
    return cause
