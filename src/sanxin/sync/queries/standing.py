"""A visit as a phone writes it, to be shown beside what the phone has."""

from typing import Any

from sanxin.fieldwork.models import Visit


def standing(visit: Visit) -> dict[str, Any]:
    last = visit.corrections.select_related("by").last()
    return {
        "visit": str(visit.pk),
        "version": visit.version,
        "who": last.by.name if last else "",
        "reason": last.reason if last else "",
        "place": str(visit.place_id) if visit.place_id else None,
        "where": visit.where,
        "place_text": visit.place_text,
        "member": str(visit.member_id) if visit.member_id else None,
        "household": visit.household,
        "on": visit.on.isoformat(),
        "kind": visit.kind,
        "people": visit.people,
        "note": visit.note,
        "shown": {
            "place": visit.where,
            "kind": visit.get_kind_display(),
            "member": visit.member.masked if visit.member is not None else "",
        },
    }
