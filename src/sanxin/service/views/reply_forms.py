"""Forms for the people behind an item: the words once, the answer per person; or one notice for many."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sanxin.service.actions.replies import Answer
from sanxin.service.models import Channel, Satisfaction, Solved, VoiceItem
from sanxin.service.rules.replies import LONGEST_UNSOLVED, LONGEST_WORDS
from sanxin.service.views.question_forms import NOT_ASKED, SCORES, score_of
from sanxin.service.views.voice_forms import ActionForm

NOT_YET = ""
SOLVED = "solved_"


class TellForm(ActionForm):
    words = forms.CharField(
        label=_("怎么跟人家说的"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_WORDS
    )
    channel = forms.ChoiceField(
        label=_("怎么告诉的"),
        choices=[choice for choice in Channel.choices if choice[0] not in {Channel.NOTICE, Channel.PUBLIC}],
        initial=Channel.VISIT,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, rows: Sequence[VoiceItem], *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.rows = list(rows)
        asked = set(
            Satisfaction.objects.filter(voice__in=[row.voice_id for row in self.rows]).values_list("pk", flat=True)
        )
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
            self.fields[_left(row)] = forms.CharField(
                label=_("还差什么"),
                required=False,
                max_length=LONGEST_UNSOLVED,
                widget=forms.TextInput(attrs={"placeholder": _("没解决、只解决一部分的，写一句")}),
            )

            if row.voice_id not in asked:
                self.fields[_content(row)] = forms.ChoiceField(
                    label=_("满意吗"),
                    required=False,
                    choices=SCORES,
                    widget=forms.Select(attrs={"class": "sx-input-s"}),
                )

    def lines(self) -> list[tuple[VoiceItem, BoundField, BoundField, BoundField | None]]:
        """Each voice with the fields for its answer, what is left, and (where nobody has asked yet) how content."""
        return [(row, self[_name(row)], self[_left(row)], self._content_of(row)) for row in self.rows]

    def _content_of(self, row: VoiceItem) -> BoundField | None:
        return self[_content(row)] if _content(row) in self.fields else None

    def answers(self) -> list[Answer]:
        """Those told this time."""
        told = [row for row in self.rows if self.cleaned_data[_name(row)] != NOT_YET]
        return [self._answer(row) for row in told]

    def _answer(self, row: VoiceItem) -> Answer:
        said, content = self.cleaned_data, self.cleaned_data.get(_content(row), NOT_ASKED)
        solved, left = Solved(said[_name(row)]), said[_left(row)]
        return Answer(row.voice, solved, left, score_of(content), asked_satisfaction=content != NOT_ASKED)


def answered_in(data: Any) -> list[UUID]:
    """The voices a sent form answers for, whatever page of them is shown by now."""
    found = []
    for name in data:
        if name.startswith(SOLVED) and data[name] != NOT_YET:
            try:
                found.append(UUID(name.removeprefix(SOLVED)))
            except ValueError:
                continue
    return found


class NoticeForm(ActionForm):
    words = forms.CharField(
        label=_("公告上怎么写的"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_WORDS,
        help_text=_("写清办成了什么、贴在哪里或发在哪里，如：村务公开栏、村民群。不写人名。"),
    )

    def __init__(
        self,
        data: Any,
        reachable: Sequence[VoiceItem],
        *,
        dropped: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """`reachable`: those who left a way to be reached; each ticked one could not be. `dropped`: nothing is done."""
        super().__init__(data, initial=initial)
        if dropped:
            self.fields["words"].help_text = _(
                "写清为什么不再办、贴在哪里或发在哪里，如：村务公开栏、村民群。不写人名。"
            )
        self.fields["unreachable"] = forms.MultipleChoiceField(
            label=_("留了联系方式、却联系不上的"),
            choices=[(str(row.voice_id), f"{row.voice.speaker_shown}　{row.voice.heading}") for row in reachable],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("打了勾的一起按公告告知；没打勾的不算，还要当面或打电话说。"),
        )
        if not reachable:
            del self.fields["unreachable"]

    @property
    def unreachable(self) -> set[UUID]:
        return {UUID(one) for one in self.cleaned_data.get("unreachable", [])}


def _name(row: VoiceItem) -> str:
    return f"{SOLVED}{row.voice_id}"


def _content(row: VoiceItem) -> str:
    return f"content_{row.voice_id}"


def _left(row: VoiceItem) -> str:
    return f"unsolved_{row.voice_id}"
