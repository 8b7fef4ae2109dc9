"""What travels from page to page of somebody who says something: signed, in the form itself, and kept nowhere else."""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.core import signing
from django.http import HttpRequest

from sanxin.kernel.refusals import Refused
from sanxin.public.actions.saying import Said
from sanxin.public.rules import saying as rules

SALT = "public.saying"
LONGEST_OPEN = 24 * 3600
STEPS = ("kind", "text", "contact", "check")


@dataclass(frozen=True)
class Carried:
    """One form on its way: who knows its noise can ask for its receipt again."""

    id: str
    noise: str
    opened: float
    kind: str = ""
    text: str = ""
    name: str = ""
    phone: str = ""

    @classmethod
    def begin(cls, now: datetime) -> "Carried":
        return cls(id=str(uuid4()), noise=secrets.token_hex(16), opened=now.timestamp())

    @classmethod
    def from_form(cls, stamp: str) -> "Carried | None":
        """None where it was tampered with or lay open for a day."""
        try:
            return cls(**signing.loads(stamp, salt=SALT, max_age=LONGEST_OPEN))
        except (signing.BadSignature, TypeError, ValueError):
            return None

    @property
    def stamp(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    def with_typed(self, request: HttpRequest, step: str) -> "Carried":
        typed = request.POST.get
        if step == "kind":
            return replace(self, kind=typed("kind", self.kind)[:20])
        if step == "text":
            return replace(self, text=typed("text", "").replace("\r\n", "\n").strip()[: rules.LONGEST + 500])
        if step == "contact":
            return replace(self, name=typed("name", "").strip()[:80], phone=typed("phone", "").strip()[:40])
        return self

    def check(self, step: str) -> Refused | None:
        """What has to be mended on that page."""
        try:
            if step == "kind":
                rules.check_kind(self.kind)
            elif step == "text":
                rules.check_words(self.text)
            elif step == "contact":
                rules.check_contact(self.name, self.phone)
        except Refused as refusal:
            return refusal
        return None

    def said(self, unseen: str) -> Said:
        return Said(
            id=UUID(self.id),
            noise=self.noise,
            opened_at=datetime.fromtimestamp(self.opened, UTC),
            kind=self.kind,
            text=self.text,
            name=self.name,
            phone=self.phone,
            unseen=unseen,
        )
