"""A form with one field of each kind."""

from typing import Any

from django import forms

TOWNS = [("", "乡镇"), ("hongyan", "洪岩镇"), ("zhongbu", "众埠镇")]
CHECKS = [("look", "看材料"), ("go", "到现场"), ("ask", "问群众")]
DEPARTMENTS = [("traffic", "市交通运输局"), ("bus", "市公共交通公司")]
LEADERS = [("", "请选一位"), ("cheng", "程晓岚"), ("xu", "徐建平")]


class ItemForm(forms.Form):
    title = forms.CharField(label="事项", help_text="一句话，写清什么事")
    due = forms.DateField(label="到期日", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    leader = forms.ChoiceField(label="牵头人", choices=LEADERS)
    checks = forms.ChoiceField(label="怎么核验", choices=CHECKS, widget=forms.RadioSelect)
    departments = forms.MultipleChoiceField(
        label="联动部门", choices=DEPARTMENTS, widget=forms.CheckboxSelectMultiple, required=False
    )
    progress = forms.CharField(label="进展", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    public = forms.BooleanField(label="办完后公开结果", required=False)
    proof = forms.FileField(label="佐证", required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        self.add_error("due", "到期日在牵头日期 10-23 之前，请改晚一些")
        return self.cleaned_data


class FilterForm(forms.Form):
    words = forms.CharField(
        label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "编号、事项、地点", "class": "sx-input-s"}),
        required=False,
    )
    town = forms.ChoiceField(label="乡镇", choices=TOWNS, required=False)
    since = forms.DateField(label="自", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    mine = forms.BooleanField(label="只看我的", required=False)
