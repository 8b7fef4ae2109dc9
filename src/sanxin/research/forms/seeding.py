"""Which conversation gets statements, and their words, a line each."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sanxin.dialogues.models import Conversation
from sanxin.people.forms.refusing import put_on


class SeedingForm(forms.Form):
    conversation = forms.ModelChoiceField(Conversation.objects.none(), label=_("放进哪个议题"), empty_label=None)
    texts = forms.CharField(
        label=_("说法"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "一行一条，一条只说一件事。下面是问题的名字和原话，改成能答赞成或不赞成的话；谁都看得到，去掉人名。"
        ),
    )

    def __init__(self, data: Any, *, conversations: QuerySet[Conversation], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["conversation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = conversations

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip()]

    refuse = put_on
