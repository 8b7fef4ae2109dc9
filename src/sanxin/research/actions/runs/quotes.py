"""Many people say one thing in one sentence: quotes that repeat each other give way to others."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sanxin.research.engine import Found
from sanxin.research.rules.quoting import Spoken, top_up
from sanxin_engines.opinions.voices import Voice

QUOTES = 4


def with_more_quotes(found: Sequence[Found], voices: Sequence[Voice]) -> list[Found]:
    """The same groups, each with up to four quotes that differ, of as many people."""
    by_id = {UUID(voice.id): voice for voice in voices}

    def spoken(voice: UUID, text: str) -> Spoken:
        return Spoken(str(voice), text, by_id[voice].author or "")

    def quotes(group: Found) -> tuple[tuple[UUID, str], ...]:
        said = [spoken(voice, by_id[voice].text) for voice in group.voices if voice in by_id]
        given = [spoken(voice, text) for voice, text in group.quotes if voice in by_id]
        chosen = top_up(given, said, words=group.keywords, most=QUOTES)
        return tuple((UUID(quote.voice), quote.text) for quote in chosen)

    return [replace(group, quotes=quotes(group)) for group in found]
