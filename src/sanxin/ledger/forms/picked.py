"""Several items at once."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sanxin.ledger.forms.base import UnitField, VerbForm
from sanxin.people.queries.pickers import offices_of


class JoinForm(VerbForm):
    unit = UnitField(
        label=_("协办单位"),
        empty_label=_("选一个单位"),
        help_text=_("一起办、不单独要答复的单位。要对方答复的，到那件里“请部门联动”。"),
    )

    def __init__(self, *args: Any, county_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = offices_of(county_id).exclude(level="village")  # type: ignore[attr-defined]
