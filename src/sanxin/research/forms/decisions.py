"""批示 and, where the leader wants it otherwise, owner and working days of each planned item."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.refusals import Refused
from sanxin.research.actions.decisions import Change
from sanxin.research.models import PlannedItem, ProposalSubmission, Verdict
from sanxin.research.queries.owners import Owners
from sanxin.research.rules.proposals import LONGEST_DAYS


class DecisionForm(forms.Form):
    read = forms.UUIDField(required=False, widget=forms.HiddenInput)
    """The submission the page showed: it may have been taken back, rewritten and put before the leader again."""
    memo = forms.CharField(label=_("批示"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    verdict = forms.ChoiceField(choices=Verdict.choices)

    def __init__(self, data: Any, *, submission: ProposalSubmission, owners: Owners) -> None:
        super().__init__(data, initial={"read": submission.id})
        self.owners = owners
        rows = submission.proposal.planned.select_related("owner").prefetch_related("cooperating")
        self.planned: list[PlannedItem] = list(rows)
        for row in self.planned:
            self.fields[f"owner_{row.id}"] = forms.ChoiceField(
                label=_("谁牵头"),
                choices=owners.choices,
                initial=str(row.owner_id),
                required=False,
                widget=self._select(),
            )
            self.fields[f"days_{row.id}"] = forms.IntegerField(
                label=_("工作日"),
                initial=row.working_days,
                required=False,
                min_value=1,
                max_value=LONGEST_DAYS,
                widget=forms.NumberInput(attrs={"form": "decide", "class": "sx-input-xs"}),
            )

    @staticmethod
    def _select() -> forms.Select:
        """The tables stand beside the form: their controls name it."""
        return forms.Select(attrs={"form": "decide"})

    def lines(self) -> list[tuple[PlannedItem, Any, Any]]:
        return [(row, self[f"owner_{row.id}"], self[f"days_{row.id}"]) for row in self.planned]

    def changes(self) -> dict[UUID, Change]:
        """What each item should be, as the page says it; the action finds out what differs."""
        said = self.cleaned_data
        people = self.owners.by_id | {str(row.owner_id): row.owner for row in self.planned}
        return {
            row.id: Change(
                people[said.get(f"owner_{row.id}") or str(row.owner_id)],
                said.get(f"days_{row.id}") or row.working_days,
            )
            for row in self.planned
        }

    @property
    def opens_changes(self) -> bool:
        """Fold out the table where something was changed, or should have been."""
        return self.is_bound and self.data.get("verdict") == Verdict.AGREE_WITH_CHANGES

    def has_read(self, submission: ProposalSubmission) -> None:
        """The page that says it was rewritten shows the new paper; sent again, the answer is to that one."""
        self.data = {**self.data.dict(), "read": str(submission.id)}  # type: ignore[attr-defined]

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
