"""The lines an answer rests on: a few rows of title, provision, link and file; empty rows are left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.attachments import examine, keep
from sanxin.kernel.models import Attachment
from sanxin.people.models import Person
from sanxin.service.actions.citations import Cited
from sanxin.service.rules.questions import LONGEST_PROVISION, LONGEST_TITLE, MOST_CITATIONS
from sanxin.service.views.voice_forms import ActionForm

ROWS = 3


@dataclass(frozen=True)
class Line:
    """The fields of one row, and the name of the file that is kept."""

    number: int
    title: BoundField
    provision: BoundField
    url: BoundField
    file: BoundField
    kept: BoundField
    kept_name: str

    @property
    def is_open(self) -> bool:
        return bool(self.url.value() or self.kept_name or self.url.errors or self.file.errors)


class CitingForm(ActionForm):
    """A form with rows of citations below its own fields. `before`: what they were; their files may be kept."""

    def __init__(
        self, data: Any, files: Any, *, before: Sequence[Cited] = (), initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.before = {str(one.attachment.id): one.attachment for one in before if one.attachment is not None}
        self.rows = max(ROWS, min(len(before) + 1, MOST_CITATIONS))
        for number in range(1, self.rows + 1):
            self._add_row(number, before[number - 1] if number <= len(before) else None)

    def _add_row(self, number: int, cited: Cited | None) -> None:
        kept = str(cited.attachment.id) if cited is not None and cited.attachment is not None else ""
        self.fields[f"title_{number}"] = forms.CharField(
            label=_("哪个文件"),
            required=False,
            max_length=LONGEST_TITLE,
            initial=cited.title if cited else "",
            widget=forms.TextInput(attrs={"placeholder": _("如：中国共产党党费收缴、使用和管理的规定")}),
        )
        self.fields[f"provision_{number}"] = forms.CharField(
            label=_("哪一条"),
            required=False,
            max_length=LONGEST_PROVISION,
            initial=cited.provision if cited else "",
            widget=forms.TextInput(attrs={"placeholder": _("如：第五条"), "class": "sx-input-s"}),
        )
        self.fields[f"url_{number}"] = forms.CharField(
            label=_("网址"), required=False, max_length=500, initial=cited.url if cited else "",
            widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        )  # fmt: skip
        self.fields[f"file_{number}"] = forms.FileField(label=_("或附文件"), required=False)
        self.fields[f"kept_{number}"] = forms.CharField(required=False, initial=kept, widget=forms.HiddenInput)

    def lines(self) -> list[Line]:
        return [self._line(number) for number in range(1, self.rows + 1)]

    def _line(self, number: int) -> Line:
        kept = self[f"kept_{number}"]
        file = self.before.get(str(kept.value() or ""))
        title, provision, url, upload = (self[f"{name}_{number}"] for name in ("title", "provision", "url", "file"))
        return Line(number, title, provision, url, upload, kept, file.name if file else "")

    def cited(self, *, by: Person, at: datetime) -> list[Cited]:
        """The rows somebody filled in, files kept. Raises Refused where a file is not allowed."""
        filled = [number for number in range(1, self.rows + 1) if self._is_filled(number)]
        for number in filled:
            if upload := self.cleaned_data[f"file_{number}"]:
                examine(upload)
        return [self._cited(number, by, at) for number in filled]

    def _is_filled(self, number: int) -> bool:
        return any(self.cleaned_data[f"{name}_{number}"] for name in ("title", "provision", "url", "file"))

    def _cited(self, number: int, by: Person, at: datetime) -> Cited:
        said = self.cleaned_data
        upload: UploadedFile[bytes] | None = said[f"file_{number}"]
        file: Attachment | None = self.before.get(said[f"kept_{number}"])
        if upload is not None:
            file = keep(upload, by=by, at=at)
        return Cited(said[f"title_{number}"], said[f"provision_{number}"], said[f"url_{number}"], file)


def card_asked(value: str) -> UUID | None:
    """The card an address or a form names, if it is one."""
    try:
        return UUID(value)
    except ValueError:
        return None
