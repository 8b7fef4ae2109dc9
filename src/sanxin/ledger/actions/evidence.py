"""Files that show something was done."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.attachments import keep
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.models import Evidence, Item, Linkage, LinkageLink, Measure
from sanxin.ledger.permissions import work as permissions
from sanxin.ledger.queries.findable import entry_of_file
from sanxin.ledger.rules import deadlines, texts
from sanxin.people.models import Person


@action
def file_evidence(
    item: Item,
    *,
    by: Person,
    upload: "UploadedFile[bytes]",
    at: datetime,
    caption: str = "",
    measure: Measure | None = None,
    seen: int | None = None,
) -> Evidence:
    """File a photo or document for the item or one of its measures. The file's kind is checked by its content."""
    item = claim(item, seen=seen)
    permissions.check_may_note(item, by)
    deadlines.check_is_workable(item.stage)
    if measure is not None and measure.item_id != item.id:
        raise Refused("ledger.evidence.other_item", _("这项措施不是这件的，请重选。"), field="measure")
    texts.check_fits(caption=caption)
    row = attach(item, by=by, upload=upload, at=at, caption=caption, measure=measure)
    settle(item)
    facts = {"name": row.caption or row.attachment.name}
    record(events.EVIDENCE_FILED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row


def attach(
    item: Item,
    *,
    by: Person | LinkageLink,
    upload: "UploadedFile[bytes]",
    at: datetime,
    caption: str = "",
    measure: Measure | None = None,
    linkage: Linkage | None = None,
) -> Evidence:
    """Keep the file, tie it to the item and let the search find it, inside the verb of whoever calls."""
    attachment = keep(upload, by=by, at=at)
    row = Evidence.objects.create(
        item=item,
        measure=measure,
        linkage=linkage,
        attachment=attachment,
        caption=caption.strip(),
        by=by if isinstance(by, Person) else None,
        link=by if isinstance(by, LinkageLink) else None,
        at=at,
    )
    search.put_many([entry_of_file(row)])
    return row
