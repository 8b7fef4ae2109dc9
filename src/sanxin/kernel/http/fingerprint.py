"""What a request says, as one hash: equal for a double click, different after a changed word or file."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

FIELD = "once"
"""The form field that carries the key."""
LEFT_OUT = frozenset({FIELD, "csrfmiddlewaretoken"})
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def fingerprint(request: HttpRequest) -> str:
    total = hashlib.sha256()
    for part in _parts(request):
        total.update(len(part).to_bytes(8, "big"))  # lengths keep "ab"+"c" apart from "a"+"bc"
        total.update(part)
    return total.hexdigest()


def _parts(request: HttpRequest) -> Iterator[bytes]:
    yield request.get_full_path().encode()
    if request.content_type not in FORMS:
        yield request.body
        return
    for name in sorted(set(request.POST) - LEFT_OUT):
        for value in request.POST.getlist(name):
            yield name.encode()
            yield value.encode()
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield name.encode()
            yield (file.name or "").encode()
            yield _digest(file)


def _digest(file: "UploadedFile[Any]") -> bytes:
    content = hashlib.sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return content.digest()
