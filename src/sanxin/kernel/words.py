"""Small words every room needs: which language is spoken, and how things stand one after the other in it."""

from collections.abc import Iterable

from django.utils.translation import get_language

COMMA = "、"


def in_english() -> bool:
    return (get_language() or "").startswith("en")


def listed(values: Iterable[object]) -> str:
    """One after the other, with the comma of the language."""
    return (", " if in_english() else COMMA).join(str(value) for value in values)


def relisted(words: object) -> str:
    """What an event keeps listed with the Chinese comma (codes), in the reader's language."""
    return listed(str(words).split(COMMA))
