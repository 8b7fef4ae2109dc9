"""One form for everybody behind an item: the words once, the answer per person."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sanxin.service.actions.replies import Answer
from sanxin.service.models import Channel, Solved, VoiceItem
from sanxin.service.views.voice_forms import ActionForm

NOT_YET = ""


class TellForm(ActionForm):
    words = forms.CharField(label=_("怎么跟人家说的"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
    channel = forms.ChoiceField(
        label=_("怎么告诉的"), choices=Channel.choices, initial=Channel.VISIT, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, rows: Sequence[VoiceItem], *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.rows = list(rows)
        choices = [(NOT_YET, _("这次没说")), *Solved.choices]
        only = len(self.rows) == 1
        for row in self.rows:
            self.fields[_name(row)] = forms.ChoiceField(
                label=_("他说"),
                choices=choices[1:] if only else choices,
                required=False,
                initial=Solved.NOT_ASKED if only else NOT_YET,
                widget=forms.RadioSelect,
            )

    def lines(self) -> list[tuple[VoiceItem, BoundField]]:
        """Each voice with the field for its answer."""
        return [(row, self[_name(row)]) for row in self.rows]

    def answers(self) -> list[Answer]:
        """Those told this time."""
        said = ((row.voice, self.cleaned_data[_name(row)]) for row in self.rows)
        return [Answer(voice, Solved(solved)) for voice, solved in said if solved != NOT_YET]


def _name(row: VoiceItem) -> str:
    return f"solved_{row.voice_id}"
