"""What the page of one bulletin shows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.people.models import Person
from sanxin.public.models import Bulletin, BulletinPublication, BulletinStage, BulletinVersion
from sanxin.public.permissions import bulletins as permissions
from sanxin.public.queries.bulletins import draft_sheet_of, findings_in, reads_of, sheet_of

LIGHTS = {
    BulletinStage.DRAFT: "wait",
    BulletinStage.SUBMITTED: "wait",
    BulletinStage.RETURNED: "amber",
    BulletinStage.APPROVED: "green",
    BulletinStage.PUBLISHED: "done",
    BulletinStage.WITHDRAWN: "off",
}


def lights_of(bulletin: Bulletin) -> tuple[str, str]:
    return LIGHTS[BulletinStage(bulletin.stage)], str(bulletin.get_stage_display())


def tabs_of(view: str) -> list[dict[str, Any]]:
    names = [
        ("", _("全部")),
        ("draft", _("在写的")),
        ("submitted", _("等批准的")),
        ("approved", _("批准了的")),
        ("published", _("发出的")),
        ("withdrawn", _("撤下的")),
    ]
    base = reverse("public:bulletins")
    return [
        {"label": label, "url": f"{base}?stage={key}" if key else base, "current": key == view} for key, label in names
    ]


def context_of(bulletin: Bulletin, person: Person) -> dict[str, Any]:
    """A draft is shown as it would be submitted now; anything later as it was submitted."""
    versions = list(bulletin.versions.select_related("by", "decision__by", "publication__withdrawal"))
    live = bulletin.may_be_changed or not versions
    newest = None if live else versions[-1]
    sheet = draft_sheet_of(bulletin) if newest is None else sheet_of(newest)
    text = bulletin.text if newest is None else newest.text
    publications = list(_publications(bulletin))
    reads = reads_of([row.pk for row in publications])
    return {
        "bulletin": bulletin,
        "light": lights_of(bulletin),
        "sheet": sheet,
        "live": live,
        "findings": findings_in(bulletin, sheet.title, text),
        "told": list(bulletin.places.select_related("parent")),
        "versions": versions,
        "returned": _returned(bulletin, versions),
        "publications": [(row, reads[row.pk]) for row in publications],
        "steps": steps_of(bulletin),
        "actions": actions_of(bulletin, person, newest),
        "entries": timeline(bulletin.id),
        "today": clock.today(),
    }


def _publications(bulletin: Bulletin) -> Any:
    rows = BulletinPublication.objects.filter(version__bulletin=bulletin)
    return rows.select_related("version", "withdrawal", "by").order_by("-at")


def _returned(bulletin: Bulletin, versions: list[BulletinVersion]) -> Any:
    """What the approver asked to mend, while it is being mended."""
    if bulletin.stage != BulletinStage.RETURNED or not versions:
        return None
    return getattr(versions[-1], "decision", None)


def steps_of(bulletin: Bulletin) -> list[dict[str, Any]]:
    """写 → 报批 → 批准 → 发到村里"""
    at = {
        BulletinStage.DRAFT: 0,
        BulletinStage.RETURNED: 0,
        BulletinStage.SUBMITTED: 1,
        BulletinStage.APPROVED: 2,
        BulletinStage.PUBLISHED: 4,
        BulletinStage.WITHDRAWN: 3,
    }[BulletinStage(bulletin.stage)]
    last = _("撤下") if bulletin.stage == BulletinStage.WITHDRAWN else _("发到村里")
    labels = [_("写"), _("等批准"), _("批准"), last]
    states = ["done" if i < at else "current" if i == at else "ahead" for i in range(len(labels))]
    return [{"label": label, "note": "", "state": state} for label, state in zip(labels, states, strict=True)]


def actions_of(bulletin: Bulletin, person: Person, newest: BulletinVersion | None) -> list[dict[str, Any]]:
    """The verbs open to this person now; the page's own one last and vermilion."""
    writes = permissions.may_write(person, bulletin.office_id)
    stage, actions = BulletinStage(bulletin.stage), list[dict[str, Any]]()
    if writes and stage in {BulletinStage.SUBMITTED, BulletinStage.APPROVED, BulletinStage.WITHDRAWN}:
        actions.append({"label": _("退回来改"), "icon": "edit", "dialog": "revise"})
    if writes and bulletin.may_be_changed:
        actions.append({"label": _("改"), "icon": "edit", "url": reverse("public:edit_bulletin", args=[bulletin.pk])})
        actions.append({"label": _("报批"), "icon": "send", "dialog": "submit", "kind": "primary"})
    if stage == BulletinStage.SUBMITTED and newest is not None and permissions.may_decide(person, bulletin, newest):
        url = reverse("public:decide_bulletin", args=[bulletin.pk])
        actions.append({"label": _("去批"), "icon": "rubber-stamp", "url": url, "kind": "primary"})
    if writes and stage == BulletinStage.APPROVED:
        url = reverse("public:publish_bulletin", args=[bulletin.pk])
        actions.append({"label": _("发到村里"), "icon": "send", "url": url, "kind": "primary"})
    if stage == BulletinStage.PUBLISHED:
        url = reverse("public:withdraw_bulletin", args=[bulletin.pk])
        actions.append({"label": _("撤下"), "icon": "x", "url": url})
    return actions
