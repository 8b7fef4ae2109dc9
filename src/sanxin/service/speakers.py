"""Who spoke, as far as we may know: counted by an opaque key, named only with consent. Members have such a key too."""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class Speaker:
    """What was learnt about the person. `code` is the number a hotline gives its caller."""

    name: str = ""
    phone: str = ""
    code: str = ""
    may_answer: bool = False
    """Agreed to be answered: only then name and phone are kept."""

    @property
    def is_known(self) -> bool:
        return bool(self.name or self.phone or self.code)


NOBODY = Speaker()


def key_of(speaker: Speaker, county_id: UUID) -> str:
    """The same person gives the same key within a county; without our key nobody gets back to them."""
    if speaker.code:
        told = f"code\x1f{speaker.code.strip()}"
    elif speaker.name or speaker.phone:
        told = f"person\x1f{speaker.name.strip()}\x1f{speaker.phone.strip()}"
    else:
        return ""
    return _opaque(f"speaker\x1f{county_id}\x1f{told}")


def member_key_of(name: str, village_id: UUID, county_id: UUID) -> str:
    """One member of one village, without saying who."""
    return _opaque(f"member\x1f{county_id}\x1f{village_id}\x1f{name}")


def _opaque(message: str) -> str:
    return hmac.new(settings.FIELD_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()[:32]
