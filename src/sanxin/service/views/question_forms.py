"""The forms about one question."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sanxin.people.models import Person
from sanxin.service.models import Channel, Solved
from sanxin.service.queries.question_kinds import QuestionKind
from sanxin.service.rules.question_kinds import LONGEST_DAYS, LONGEST_NAME
from sanxin.service.rules.questions import LONGEST_ANSWER
from sanxin.service.rules.replies import LONGEST_UNSOLVED, LONGEST_WORDS
from sanxin.service.views.citation_forms import CitingForm
from sanxin.service.views.voice_forms import ActionForm

NOT_ASKED, LEFT_OUT = "", "0"
SCORES = [
    (NOT_ASKED, _("没问")),
    (LEFT_OUT, _("问了，不愿说")),
    ("1", _("1 很不满意")),
    ("2", _("2 不太满意")),
    ("3", _("3 一般")),
    ("4", _("4 满意")),
    ("5", _("5 很满意")),
]


def score_of(said: str) -> int | None:
    """One to five; nothing where they were not asked or left it out."""
    return int(said) if said not in {NOT_ASKED, LEFT_OUT} else None


class SeenForm(ActionForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def among(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


def kind_choices(kinds: list[QuestionKind]) -> list[tuple[str, str]]:
    """With the working days written behind the name: that is what the choice decides."""
    days = [ngettext("{n} 个工作日", "{n} 个工作日", kind.days).format(n=kind.days) for kind in kinds]
    return [
        (kind.key, gettext("{kind}（{days}）").format(kind=kind.name, days=term))
        for kind, term in zip(kinds, days, strict=True)
    ]


class PutForm(ActionForm):
    kind = forms.ChoiceField(label=_("问的是哪一类"), widget=forms.RadioSelect)
    owner = forms.ModelChoiceField(label=_("谁来答复"), queryset=Person.objects.none(), empty_label=None)

    def __init__(self, data: Any, *, kinds: list[QuestionKind], owners: QuerySet[Person], me: Person) -> None:
        super().__init__(data, initial={"owner": me.pk})
        field, who = self.fields["kind"], self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(who, forms.ModelChoiceField)
        field.choices, who.queryset = kind_choices(kinds), owners


class HandOnForm(SeenForm):
    owner = forms.ModelChoiceField(label=_("改由谁负责"), queryset=Person.objects.none(), empty_label=None)


class DropForm(SeenForm):
    reason = forms.CharField(
        label=_("为什么不用答复"), max_length=200, help_text=_("如：不是提问；和另一条是同一个人、同一件事。")
    )


class RaiseForm(SeenForm):
    title = forms.CharField(label=_("什么事"), max_length=120, help_text=_("台账看得到的人多，写事，不写是谁说的。"))
    owner = forms.ModelChoiceField(label=_("谁牵头"), queryset=Person.objects.none(), empty_label=None)
    working_days = forms.IntegerField(
        label=_("几个工作日办好"), min_value=1, max_value=250, initial=15,
        widget=forms.NumberInput(attrs={"class": "sx-input-xs"}),
    )  # fmt: skip


class AnswerForm(CitingForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    card = forms.CharField(required=False, widget=forms.HiddenInput)
    """The edition of the card it is written from."""
    text = forms.CharField(label=_("答复"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 7}))


class VerdictForm(ActionForm):
    """What the person says: solved or not, what is left, how content they are; the last is left out once asked."""

    solved = forms.ChoiceField(label=_("他说解决了没有"), widget=forms.RadioSelect)
    unsolved = forms.CharField(
        label=_("还差什么"), required=False, max_length=LONGEST_UNSOLVED,
        widget=forms.TextInput(attrs={"placeholder": _("没解决、只解决一部分的，写一句")}),
    )  # fmt: skip
    satisfaction = forms.ChoiceField(
        label=_("满意吗（只问一次，可以不答）"), required=False, choices=SCORES, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, was_asked: bool, may_skip: bool, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["solved"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in Solved.choices if may_skip or choice[0] != Solved.NOT_ASKED]
        if was_asked:
            del self.fields["satisfaction"]

    @property
    def score(self) -> int | None:
        return score_of(self.cleaned_data.get("satisfaction", NOT_ASKED))

    @property
    def asked(self) -> bool:
        return bool(self.cleaned_data.get("satisfaction", NOT_ASKED) != NOT_ASKED)


class TellAnswerForm(VerdictForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("怎么跟人家说的"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 5})
    )
    channel = forms.ChoiceField(label=_("怎么告诉的"), widget=forms.RadioSelect)
    unreachable = forms.BooleanField(
        label=_("留了联系方式，却联系不上"), required=False, help_text=_("联系不上的，才能改用公告或通知。")
    )
    field_order = ("seen", "words", "channel", "unreachable", "solved", "unsolved", "satisfaction")

    def __init__(self, data: Any, *, on_page: bool, reachable: bool, **rest: Any) -> None:
        """`on_page`: they spoke on the public page and read the answer there."""
        super().__init__(data, may_skip=True, **rest)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in Channel.choices if on_page or choice[0] != Channel.PUBLIC]
        if not reachable:
            del self.fields["unreachable"]


class KindForm(ActionForm):
    name = forms.CharField(
        label=_("叫什么"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"class": "sx-input-m"})
    )
    days = forms.IntegerField(
        label=_("几个工作日答复"),
        widget=forms.NumberInput(attrs={"class": "sx-input-xs", "min": 1, "max": LONGEST_DAYS}),
    )


class SetKindForm(KindForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    in_use = forms.BooleanField(label=_("在用"), required=False)
