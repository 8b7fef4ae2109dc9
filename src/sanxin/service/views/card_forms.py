"""The forms about answer cards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.people.models import Person
from sanxin.service.queries.question_kinds import QuestionKind
from sanxin.service.rules.cards import LONGEST_TITLE
from sanxin.service.rules.questions import LONGEST_ANSWER
from sanxin.service.views.citation_forms import CitingForm
from sanxin.service.views.question_forms import SeenForm


def review_field() -> forms.DateField:
    return forms.DateField(
        label=_("哪天前复核"),
        validators=PLAUSIBLE,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"}),
        help_text=_("到那天会出现在负责人的“今日”里，看看政策变了没有。"),
    )


class ReviseForm(CitingForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("问的是什么"), max_length=LONGEST_TITLE, help_text=_("照群众的问法写；不写人名、电话。")
    )
    text = forms.CharField(label=_("怎么答"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 8}))
    review_on = review_field()


class NewCardForm(CitingForm):
    title = forms.CharField(
        label=_("问的是什么"), max_length=LONGEST_TITLE, help_text=_("照群众的问法写；不写人名、电话。")
    )
    text = forms.CharField(label=_("怎么答"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 8}))
    kind = forms.ChoiceField(label=_("哪一类"))
    owner = forms.ModelChoiceField(label=_("谁负责"), queryset=Person.objects.none(), empty_label=None)
    review_on = review_field()

    def offer(self, *, kinds: list[QuestionKind], owners: Any) -> None:
        kind, owner = self.fields["kind"], self.fields["owner"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(owner, forms.ModelChoiceField)
        kind.choices, owner.queryset = [(one.key, one.name) for one in kinds], owners


class ConfirmForm(SeenForm):
    review_on = review_field()


class RetireForm(SeenForm):
    reason = forms.CharField(label=_("为什么停用"), max_length=200, help_text=_("如：文件已废止；并进了另一张卡片。"))


class CardFilters(forms.Form):
    q = forms.CharField(
        label=_("找卡片"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("问题、答复里的词"), "class": "sx-input-s"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("类别"), required=False)
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[
            ("", _("在用的")),
            ("due", _("该复核的")),
            ("mine", _("我负责的")),
            ("retired", _("已停用")),
            ("all", _("全部")),
        ],
    )

    def __init__(self, data: Any, kinds: dict[str, str]) -> None:
        super().__init__(data)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("全部类别")), *kinds.items()]

    def said(self, name: str) -> str:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def is_set(self) -> bool:
        return any(self.said(name) for name in self.fields)
