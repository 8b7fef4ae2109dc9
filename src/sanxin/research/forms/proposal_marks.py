"""Marking words of a paper, and answering on its round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.refusals import Refused
from sanxin.research.actions.proposal_routes import Mark
from sanxin.research.models.proposal_route import Passage
from sanxin.research.rules.proposal_routes import LONGEST

LINES = 3
"""Lines offered; further ones are added by the script that copies marked words."""
MOST_LINES = 12


class MarkForm(forms.Form):
    """One mark; an empty line is none."""

    field = forms.ChoiceField(label=_("哪一段"), choices=Passage.choices, initial=Passage.TEXT, required=False)
    quote = forms.CharField(label=_("原话"), required=False, max_length=LONGEST)
    remark = forms.CharField(label=_("怎么改"), required=False, max_length=LONGEST)


Marks = forms.formset_factory(MarkForm, extra=LINES, max_num=MOST_LINES)


class MarkForms:
    """The lines, or none where a page has no room for them."""

    def __init__(self, data: Any) -> None:
        there = data is not None and "marks-TOTAL_FORMS" in data
        self.rows = Marks(data if there else None, prefix="marks")
        self.sent = there

    def is_valid(self) -> bool:
        return not self.sent or bool(self.rows.is_valid())

    def marks(self) -> list[Mark]:
        if not self.sent:
            return []
        said = [form.cleaned_data for form in self.rows]
        return [
            Mark(row["field"], row["quote"], row["remark"]) for row in said if row.get("quote") or row.get("remark")
        ]

    @property
    def is_used(self) -> bool:
        """Fold it out where something stands in it."""
        return self.sent and any(self.rows.data.get(f"marks-{n}-quote") for n in range(MOST_LINES))


class ReviewForm(forms.Form):
    words = forms.CharField(label=_("意见"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
