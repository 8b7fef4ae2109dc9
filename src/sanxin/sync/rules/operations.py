"""An operation as a phone sends it: `{id, kind, born_at, base, values}`. Plain values only."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused


@dataclass(frozen=True)
class Operation:
    id: UUID
    kind: str
    born_at: datetime
    base: int | None
    """The version it was written over; nothing for what was born on the phone."""
    values: "Values"
    digest: str


class Values:
    """What an operation says, read field by field; each asks for what it needs and refuses what it cannot be."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw

    def __contains__(self, name: str) -> bool:
        return name in self.raw

    def text(self, name: str) -> str:
        """Whatever a keyboard can write; half a character, or a NUL that PostgreSQL does not take, is none."""
        value = self.raw.get(name, "")
        if not isinstance(value, str) or any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
            raise malformed(name)
        return value

    def id(self, name: str) -> UUID:
        found = self.id_or_none(name)
        if found is None:
            raise malformed(name)
        return found

    def id_or_none(self, name: str) -> UUID | None:
        value = self.raw.get(name)
        return None if value in (None, "") else as_id(value, name)

    def born(self, name: str) -> UUID:
        """The id of something that came into being on the phone."""
        return as_born(self.id(name), name)

    def number(self, name: str) -> int:
        value = self.raw.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10**9:
            raise malformed(name)
        return value

    def count(self, name: str) -> int:
        """As an address writes it: digits."""
        value = self.text(name)
        if not (value.isascii() and value.isdigit() and len(value) <= 10):
            raise malformed(name)
        return int(value)

    def flag(self, name: str) -> bool:
        value = self.raw.get(name, False)
        if not isinstance(value, bool):
            raise malformed(name)
        return value

    def day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            raise malformed(name) from None

    def texts(self, name: str) -> dict[str, str]:
        """A text for each name."""
        value = self.raw.get(name, {})
        if not isinstance(value, dict):
            raise malformed(name)
        told = Values(value)
        return {one: told.text(one) for one in value}

    def several(self, name: str) -> "list[Values]":
        value = self.raw.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise malformed(name)
        return [Values(one) for one in value]


def read(raw: Any) -> Operation:
    """The operation in a piece of JSON. Refused as `sync.malformed` where it is none."""
    if not isinstance(raw, dict):
        raise malformed("")
    told = Values(raw)
    values, base = raw.get("values"), raw.get("base")
    if not isinstance(values, dict):
        raise malformed("values")
    if base is not None and (isinstance(base, bool) or not isinstance(base, int)):
        raise malformed("base")
    return Operation(
        id=told.born("id"),
        kind=told.text("kind"),
        born_at=as_instant(told.text("born_at")),
        base=base,
        values=Values(values),
        digest=digest_of(raw),
    )


def digest_of(raw: Mapping[str, Any], *more: str) -> str:
    """Of the whole operation, however its fields are ordered."""
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256("\x1f".join((text, *more)).encode("utf-8", "surrogatepass")).hexdigest()


def as_id(value: Any, name: str = "id") -> UUID:
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise malformed(name) from None


def as_born(found: UUID, name: str) -> UUID:
    """Version 7 and nothing else: any other says nothing of when it was born, and is not of our phones."""
    if found.version != 7:
        words = _("这一条的编号“{name}”不是手机按时间生成的（UUIDv7），没有收。请更新页面后重新记一次。")
        raise Refused("sync.id.version", words.format(name=name), field=name)
    return found


def as_instant(text: str) -> datetime:
    """With its time zone: a phone abroad, or set wrongly, still says when."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise malformed("born_at") from None
    if found.tzinfo is None or not 1970 <= found.year <= 2200:
        raise malformed("born_at")
    return found


def malformed(name: str) -> Refused:
    words = _("这一条的“{name}”读不懂，没有收。请更新页面后再送，或导出成文件交给管理员。")
    return Refused("sync.malformed", words.format(name=name or "?"), field=name or None)
