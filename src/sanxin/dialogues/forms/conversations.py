"""A conversation: what is asked, where, until when; statements a line each; what is said with the results."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.dialogues.actions.conversations import Asked
from sanxin.dialogues.actions.releases import LONGEST as LONGEST_WORDS
from sanxin.dialogues.forms.base import SeenForm, VerbForm, instant_field, lines_of, words_field
from sanxin.dialogues.models import Conversation, Reason
from sanxin.dialogues.rules import conversations as rules
from sanxin.people.models import Person, Unit
from sanxin.service.queries.places import Places


class ConversationForm(VerbForm):
    title = forms.CharField(
        label=gettext_lazy("名字"),
        max_length=rules.LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autofocus": True}),
        help_text=gettext_lazy("自己人看的短名字，如“班车复开”。"),
    )
    question = forms.CharField(
        label=gettext_lazy("问大家什么"),
        max_length=rules.LONGEST_QUESTION,
        help_text=gettext_lazy("一句话，不偏哪一边，如“村里的班车该怎么跑？”发出去以后不能改。"),
    )
    intro = words_field(
        gettext_lazy("先说明一下"),
        rows=3,
        required=False,
        most=rules.LONGEST_INTRO,
        help_text=gettext_lazy("两三句：现在什么情况，答了有什么用。"),
    )
    places = words_field(
        gettext_lazy("关系到哪些地方"),
        rows=4,
        help_text=gettext_lazy("一行写一个村或镇，如“洪岩镇 竹坑村”。以后协商按村请人。"),
    )
    opens_at = instant_field(gettext_lazy("从什么时候收"))
    closes_at = instant_field(gettext_lazy("收到什么时候"))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = Places(tuple(person.sight.counties))

    def clean_places(self) -> list[Unit]:
        """Each line a place we know, each once."""
        found: list[Unit] = []
        for line in lines_of(self.cleaned_data["places"]):
            place = self.known.find(line)
            if place is None:
                near = "、".join(self.known.near(line))
                hint = _("是不是 {near}？").format(near=near) if near else _("请写全名，如“洪岩镇 竹坑村”。")
                raise forms.ValidationError(_("没有找到“{line}”。").format(line=line[:30]) + hint)
            if place not in found:
                found.append(place)
        return found

    @property
    def asked(self) -> Asked:
        names = ("title", "question", "intro", "places", "opens_at", "closes_at")
        return Asked(**{name: self.cleaned_data[name] for name in names})


class EditConversationForm(ConversationForm, SeenForm):
    """The same, drawn from a version."""


def drawn_from(conversation: Conversation) -> dict[str, Any]:
    """What stands in the form of a conversation that is there already."""
    names = ("title", "question", "intro", "opens_at", "closes_at")
    places = conversation.places.select_related("parent")
    return {
        **{name: getattr(conversation, name) for name in names},
        "places": "\n".join(place.full_name_with_town for place in places),
        "seen": conversation.version,
    }


class StatementsForm(VerbForm):
    texts = words_field(
        gettext_lazy("说法"),
        rows=8,
        most=20_000,
        help_text=gettext_lazy("一行一条，一条只说一件事，让人能答赞成或不赞成。正着说、反着说的都写上。"),
    )

    @property
    def lines(self) -> list[str]:
        return lines_of(self.cleaned_data["texts"])


class LeaveOutForm(SeenForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("为什么不采用"), choices=Reason.choices, widget=forms.RadioSelect, required=False
    )


class ReleaseForm(VerbForm):
    words = words_field(
        gettext_lazy("单位说的话"),
        required=False,
        most=LONGEST_WORDS,
        help_text=gettext_lazy("例如接下来怎么办、哪天座谈。写在结果前面，可以不写。"),
    )
    snapshot = forms.UUIDField(widget=forms.HiddenInput)


class ConversationFilters(forms.Form):
    """The URL is the view."""

    q = forms.CharField(label=gettext_lazy("找议题"), required=False, max_length=60)
    state = forms.ChoiceField(label=gettext_lazy("状态"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["q"].widget.attrs.update({"placeholder": _("名字、问的话"), "class": "sx-input-s"})
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("全部状态")),
            (rules.State.DRAFT, _("在写")),
            (rules.State.WAITING, _("没到时间")),
            (rules.State.OPEN, _("在收")),
            (rules.State.OVER, _("到期没收")),
            (rules.State.CLOSED, _("收了")),
        ]

    def said(self, name: str) -> str:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def is_set(self) -> bool:
        return any(self.said(name) for name in self.fields)
