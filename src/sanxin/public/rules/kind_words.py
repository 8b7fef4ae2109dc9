"""The three kinds as somebody would say them who has never heard of them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

WORDS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "livelihood": (_("过日子的事"), _("看病、上学、路、水电、养老")),
    "interests": (_("该得的利益"), _("补贴、土地、工钱、评低保")),
    "wishes": (_("心里的想法"), _("建议、盼望、对干部的看法")),
    "unsorted": (_("说不准"), _("不清楚也行，我们来分")),
}


@dataclass(frozen=True)
class Option:
    value: str
    label: StrOrPromise
    note: StrOrPromise
    checked: bool


def kind_choices(chosen: str) -> list[Option]:
    return [Option(kind, label, note, kind == chosen) for kind, (label, note) in WORDS.items()]


def kind_word(kind: str) -> StrOrPromise:
    return WORDS.get(kind, ("", ""))[0]
