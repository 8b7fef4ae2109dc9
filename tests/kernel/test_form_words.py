"""What is missing in a form is said in plain words, in both languages."""

import pytest
from django import forms
from django.utils import translation


class Form(forms.Form):
    title = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "甲")])
    sheet = forms.FileField()
    own = forms.CharField(error_messages={"required": "写一写为什么。"})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hans", ["这一项要填。", "这一项要选。", "要选一个文件。", "写一写为什么。"]),
        ("en", ["This has to be filled in.", "One has to be chosen.", "A file has to be chosen.", "写一写为什么。"]),
    ],
)
def test_missing_is_said_plainly(language: str, said: list[str]) -> None:
    with translation.override(language):
        assert [str(error) for errors in Form({}).errors.values() for error in errors] == said
