"""Understand the name of a village or town as it is typed."""

from django import forms
from django.utils.translation import gettext as _

from sanxin.kernel.words import listed
from sanxin.people.models import Unit
from sanxin.service.queries.places import Places


def read_place(places: Places, typed: str) -> Unit | None:
    """None where nothing was typed; an unknown name is answered with those like it."""
    if not typed.strip():
        return None
    found = places.find(typed)
    if found is not None:
        return found
    near = listed(places.near(typed))
    words = _("没有叫“{typed}”的村或镇，是不是 {near}？") if near else _("没有叫“{typed}”的村或镇。")
    raise forms.ValidationError(words.format(typed=typed.strip(), near=near))
