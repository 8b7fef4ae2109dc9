"""Writing a bulletin, its approval, its days, the office's phone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.people.forms.refusing import put_on
from sanxin.people.models import Unit
from sanxin.public.actions.bulletins import Content
from sanxin.public.forms.places import as_typed, read_places
from sanxin.public.models import Bulletin
from sanxin.public.rules.bulletins import LONGEST_TEXT, LONGEST_TITLE
from sanxin.service.queries.places import Places


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"})
    return forms.DateField(label=label, required=required, help_text=help_text, validators=PLAUSIBLE, widget=widget)


class NewBulletinForm(forms.Form):
    """What it tells of; the text begins with what was done then."""

    title = forms.CharField(label=_("标题"), max_length=LONGEST_TITLE, help_text=_("如“十月份，村里说的事办得怎样”。"))
    since = _day(_("说的是哪天起的事"))
    until = _day(_("说到哪天"))
    places = forms.CharField(
        label=_("发给哪些村镇"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行写一个，如“洪岩镇”或“洪岩镇 竹坑村”；写镇，镇里的村都看得到；空着，本单位的码都看得到。"),
    )

    def __init__(self, data: Any, *, known: Places, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.known = known

    def clean_places(self) -> list[Unit]:
        return read_places(self.cleaned_data["places"], self.known)

    refuse = put_on


class BulletinForm(NewBulletinForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("正文"),
        required=False,
        max_length=LONGEST_TEXT + 1000,
        widget=forms.Textarea(attrs={"rows": 16, "class": "pb-writing"}),
        help_text=_("空一行是一段，“- ”开头的行排成一条一条。【】里的数自己跟着台账变，报批那一刻定下来。"),
    )
    field_order = ("seen", "title", "text", "since", "until", "places")

    def __init__(self, data: Any, *, bulletin: Bulletin, known: Places) -> None:
        names = ("title", "text", "since", "until")
        typed = as_typed(list(bulletin.places.select_related("parent")))
        initial = {name: getattr(bulletin, name) for name in names} | {"seen": bulletin.version, "places": typed}
        super().__init__(data, known=known, initial=initial)

    def content(self) -> Content:
        said = self.cleaned_data
        return Content(said["title"], said["text"], said["since"], said["until"], tuple(said["places"]))


class VerbForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)

    refuse = put_on


class DecisionForm(VerbForm):
    words = forms.CharField(
        label=_("要改什么"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("退回去要写；批准可以空着。"),
    )


class PublicationForm(VerbForm):
    from_on = _day(_("哪天起看得到"))
    until_on = _day(_("看到哪天"), required=False, help_text=_("空着就一直放着，直到撤下。"))


class WithdrawalForm(VerbForm):
    reason = forms.CharField(label=_("为什么撤下"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class PhoneForm(forms.Form):
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)
    number = forms.CharField(
        label=_("公布的电话"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "sx-input-s", "inputmode": "tel"}),
        help_text=_("单位的，不是哪个人的；空着就不公布。"),
    )
    hours = forms.CharField(
        label=_("什么时候有人接"), required=False, max_length=60, help_text=_("如“上班时间有人接”。")
    )

    refuse = put_on
