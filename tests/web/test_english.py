"""English of the shell: what it says is what is shown, whatever the rooms say in theirs."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps

ROOT = Path(__file__).parents[2] / "src" / "sanxin"


def said_by(app: str) -> dict[tuple[str, str], str]:
    catalogue = ROOT / app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if not catalogue.exists():
        return {}
    with catalogue.open("rb") as file:
        messages = read_po(file, locale="en", abort_invalid=True)
    return {
        (message.id, message.context or ""): message.string
        for message in messages
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id
    }


def test_no_room_overrides_the_words_of_the_shell() -> None:
    """One catalogue is made of all, and the app named first has the last word. What a room says differently needs a
    context here."""
    own = said_by("web")
    rooms = [config.label for config in apps.get_app_configs() if config.name.startswith("sanxin.")]
    shown = {words: english for app in reversed(rooms) for words, english in said_by(app).items()}

    assert {words: shown[words] for words in own if shown[words] != own[words]} == {}


@pytest.mark.parametrize("app", ["web"])
def test_no_chinese_comma_or_bracket_stands_in_english(app: str) -> None:
    assert [english for english in said_by(app).values() if re.search("[、，。：；（）！？]", english)] == []
