"""What stands on the list about somebody is mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.models import Member, MemberNeed, NeedKind
from sanxin.service.permissions import members as permissions
from sanxin.service.queries.needs import needs_of
from sanxin.service.rules import members as rules
from sanxin.service.rules import needs as need_rules


@dataclass(frozen=True)
class Details:
    """Whatever is empty stays as it is: the form need not show what is encrypted to let it be mended."""

    phone: str = ""
    address: str = ""
    difficulty: str = ""
    needs: Sequence[NeedKind] = ()


@action
def correct(member: Member, said: Details, *, seen: int, by: Person, at: datetime) -> Member:
    """Refused: off the list, nothing changed. `Overtaken` where somebody has changed it since version `seen`.

    The event says that something was mended, never what.
    """
    permissions.check_may_look_after(member, by)
    rules.check_details(said.difficulty, said.address)
    need_rules.check_count(len(said.needs))
    member = locked(Member.objects.filter(pk=member.pk)).get()
    rules.check_on_list(left=member.left_on is not None)
    if member.version != seen:
        raise Overtaken("service.member.overtaken", _("刚有人改过，没有存您的改动。请看过新的再改。"))
    changed = _mend(member, said)
    rules.check_changed(_put_needs(member, said.needs) or changed)
    member.version += 1
    member.save(update_fields=["phone", "address", "difficulty", "version"])
    about = [("service.member", member.id)]
    record(events.MEMBER_CORRECTED, county_id=member.county_id, by=by, at=at, about=about)
    return member


def _mend(member: Member, said: Details) -> bool:
    changed = False
    for name in ("phone", "address", "difficulty"):
        value = getattr(said, name).strip()
        if value and value != getattr(member, name):
            setattr(member, name, value)
            changed = True
    return changed


def _put_needs(member: Member, kinds: Sequence[NeedKind]) -> bool:
    known = {kind.id for kind in needs_of([member.id]).get(member.id, ())}
    wanted = {kind.id for kind in kinds}
    if not wanted or wanted == known:
        return False
    rows = MemberNeed.objects.filter(member=member)
    rows.exclude(kind__in=wanted).delete()
    MemberNeed.objects.bulk_create(MemberNeed(member=member, kind_id=kind_id) for kind_id in sorted(wanted - known))
    return True
