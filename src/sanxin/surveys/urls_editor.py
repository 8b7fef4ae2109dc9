"""Writing questionnaires: list, editor, XLSForm, preview, publishing."""

from typing import Any

urlpatterns: list[Any] = []
