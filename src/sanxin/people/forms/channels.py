"""Robots, the hour of the digest, one's own e-mail."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.people.models import Unit
from sanxin.people.queries.pickers import offices_of


class RobotForm(forms.Form):
    office = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("哪个单位的群"),
        empty_label=_("选一个单位"),
        help_text=_("发到这个群的，只有这个单位该知道的事。"),
    )
    label = forms.CharField(label=_("起个名字"), max_length=40, help_text=_("如：组织二科群"))
    url = forms.CharField(
        label=_("机器人的地址（Webhook）"),
        max_length=500,
        help_text=_("在群设置里添加机器人，把给的地址整条贴过来。它就是钥匙，存下以后谁也看不到。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("加签密钥"),
        required=False,
        max_length=200,
        help_text=_("钉钉选“加签”、飞书选“签名校验”时给的那一串。企业微信没有，空着。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=True),
    )

    def __init__(self, *args: Any, county: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices_of(county).exclude(level="village")  # type: ignore[attr-defined]


class HourForm(forms.Form):
    hour = forms.TimeField(
        label=_("工作日几点发"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "sx-input-s"}),
        help_text=_("一天最多一条，攒在一起发。飞书请避开整点和半点。"),
    )


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("收提醒的邮箱"),
        required=False,
        max_length=200,
        help_text=_("空着就是不收。邮件里只说有几件、去哪儿看，不写是什么事、是谁。"),
    )
