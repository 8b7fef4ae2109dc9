"""Beginning a questionnaire, its words around the questions, taking an edition back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.refusals import Refused
from sanxin.surveys.ready_made import READY_MADE
from sanxin.surveys.rules.editions import LONGEST_REASON
from sanxin.surveys.rules.questionnaires import LONGEST_TITLE

BLANK = ""


class _Refusable(forms.Form):
    def refuse(self, refusal: Refused) -> None:
        """On the field to blame, else on top."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class NewQuestionnaireForm(_Refusable):
    title = forms.CharField(
        label=_("题目"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=_("答的人先看到它，例如“洪岩镇出行情况”。用现成的可以不写。"),
    )
    template = forms.ChoiceField(label=_("从哪里开始"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)
        ready = ((one.key, f"{one.title}　{one.about}") for one in READY_MADE)
        field.choices = [(BLANK, _("一张白纸")), *ready]


class WordsForm(_Refusable):
    """What stands around the questions."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("题目"), max_length=LONGEST_TITLE)
    intro = forms.CharField(
        label=_("开头的话"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("为什么问、大约几分钟。“不记名”不用写，页面下面总有一句。"),
    )
    thanks = forms.CharField(
        label=_("结尾的话"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("交上去以后看到的，例如结果什么时候公布。"),
    )
    shuffled = forms.BooleanField(
        label=_("题目每人打乱顺序"),
        required=False,
        help_text=_(
            "页的标题一样的几题，在那一页里打乱；看前面怎么答才问的题，总跟在那一题后面。纸质表和补录的顺序不变。"
        ),
    )
    form_id = forms.RegexField(
        r"^[A-Za-z_][A-Za-z0-9_.-]*$",
        label=_("表单编号"),
        required=False,
        max_length=60,
        help_text=_("只在导出 XLSForm 给别的软件用时要，字母开头。"),
        error_messages={"invalid": _("用字母开头，只用字母、数字、点和横线。")},
    )


class WithdrawForm(_Refusable):
    reason = forms.CharField(
        label=_("为什么收回"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


class XLSFormUpload(_Refusable):
    file = forms.FileField(label=_("XLSForm 文件"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}))


class QuestionnaireFilters(forms.Form):
    q = forms.CharField(
        label=_("找问卷"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("题目里的词")}),
    )
    mine = forms.BooleanField(label=_("我写的"), required=False)
    stage = forms.CharField(required=False, widget=forms.HiddenInput)
