"""Form fields with our classes, labels and spoken errors."""

import re

from django import forms
from django.template import Context, Template


class VoiceForm(forms.Form):
    said = forms.CharField(label="说了什么", help_text="一句一行", widget=forms.Textarea)
    town = forms.ChoiceField(label="乡镇", choices=[("a", "洪岩镇")])
    way = forms.ChoiceField(label="来源", choices=[("visit", "走访"), ("call", "热线")], widget=forms.RadioSelect)
    heard_on = forms.DateField(label="哪天", widget=forms.DateInput(attrs={"type": "date", "class": "sx-input-s"}))
    owed = forms.BooleanField(label="欠回话", required=False)
    photo = forms.FileField(label="照片", required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)


def draw(source: str, form: forms.Form) -> str:
    return Template(source).render(Context({"form": form}))


def test_each_widget_gets_its_class() -> None:
    form = VoiceForm()

    assert 'class="form-control"' in draw("{{ form.said|control }}", form)
    assert 'class="form-select"' in draw("{{ form.town|control }}", form)
    assert 'class="form-check-input"' in draw("{{ form.owed|control }}", form)
    assert 'class="form-control sx-input-s"' in draw("{{ form.heard_on|control }}", form)


def test_an_error_is_spoken_before_the_hint() -> None:
    form = VoiceForm({})
    html = draw("{{ form.said|control }}", form)

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_said_error id_said_helptext"' in html


def test_the_errors_lead_to_their_fields() -> None:
    html = draw('{% include "ui/errors.html" %}', VoiceForm({}))

    assert "有 4 处要改" in html
    assert 'href="#id_said"' in html


def test_a_form_without_errors_shows_none() -> None:
    assert "<div" not in draw('{% include "ui/errors.html" %}', VoiceForm())


def test_the_whole_form_is_drawn_once_and_labelled() -> None:
    html = draw('{% include "ui/form.html" %}', VoiceForm({"way": "call"}))

    assert html.count('name="said"') == 1
    assert '<label class="form-label" for="id_said">说了什么</label>' in html
    assert '<legend class="form-label">来源</legend>' in html
    assert re.search(r'value="call" id="id_way_1"\s+checked', html)
    assert 'type="hidden" name="version"' in html
    assert "data-upload" in html


def test_a_placeholder_that_repeats_the_label_is_dropped() -> None:
    class SignIn(forms.Form):
        login = forms.CharField(label="用户名", widget=forms.TextInput(attrs={"placeholder": "用户名"}))

    assert "placeholder" not in draw("{{ form.login|control }}", SignIn()).replace('placeholder=""', "")
