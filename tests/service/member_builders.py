"""Members in difficulty, registered by the same verbs people use. All invented."""

from typing import Any

from sanxin.kernel import clock
from sanxin.service.actions.members import NewMember, register
from sanxin.service.models import Member
from tests.cast import Cast

NAME = "方茂林"
PHONE = "13812342210"
NEED = "老伴卧床，自己腿脚不便，买药要人带。"
ADDRESS = "上屋 3 号"


def somebody(cast: Cast, **changes: Any) -> NewMember:
    """方茂林 of 竹坑村, who agreed; 程晓岚 keeps contact."""
    told: dict[str, Any] = {
        "name": NAME,
        "village": cast.village,
        "consent": True,
        "needs": ("old_age",),
        "address": ADDRESS,
        "difficulty": NEED,
        "phone": PHONE,
        "contact": cast.officer,
    }
    return NewMember(**(told | changes))


def a_member(cast: Cast, **changes: Any) -> Member:
    """Registered by the section head."""
    return register(somebody(cast, **changes), office=cast.department, by=cast.head, at=clock.now())
