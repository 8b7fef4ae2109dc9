"""Phones as the server sees them: operations with ids of their own, posted as JSON."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from tests.cast import Cast

SignIn = Callable[[Person], Client]
Operation = dict[str, Any]


def operation(
    kind: str, values: dict[str, Any], *, base: int | None = None, born_at: datetime | None = None
) -> Operation:
    return {
        "id": str(new_id()),
        "kind": kind,
        "born_at": (born_at or clock.now()).isoformat(),
        "base": base,
        "values": values,
    }


def a_line(text: str = "路灯修好了", **changes: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "text": text, "difficulty": False, "owed": False} | changes


def recording(cast: Cast, *lines: dict[str, Any], minutes_ago: int = 0, **changes: Any) -> Operation:
    """A visit to 竹坑村, as the recording page sends it."""
    born_at = clock.now() - timedelta(minutes=minutes_ago)
    values = {
        "visit": str(new_id()),
        "place": str(cast.village.id),
        "place_text": "",
        "member": None,
        "household": "",
        "on": clock.today().isoformat(),
        "kind": "call",
        "people": 6,
        "note": "",
        "office": None,
        "lines": list(lines),
    }
    return operation("record_visit", values | changes, born_at=born_at)


def correction(visit: str, *, base: int, **values: Any) -> Operation:
    return operation("correct_visit", {"visit": visit, "reason": "数错了"} | values, base=base)


class Phone:
    """One device of one person."""

    def __init__(self, client: Client, device: UUID | None = None) -> None:
        self.client, self.device = client, device or new_id()

    def send(self, *operations: Any) -> list[dict[str, Any]]:
        answer = self.post(json.dumps(operations))
        assert answer.status_code == 200, answer.content
        told: list[dict[str, Any]] = answer.json()
        return told

    def post(self, body: str) -> Any:
        headers = {"X-Sanxin-Device": str(self.device)}
        return self.client.post("/sync/", body, content_type="application/json", headers=headers)
