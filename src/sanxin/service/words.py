"""Words one after the other, with the comma of the reader's language."""

from collections.abc import Iterable

from django.utils.translation import get_language


def listed(words: Iterable[str]) -> str:
    english = (get_language() or "").startswith("en")
    return (", " if english else "、").join(words)
