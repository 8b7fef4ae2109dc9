"""Minutes as a page shows them: paragraphs, sentences to tick, what was taken out before."""

from dataclasses import dataclass

from sanxin.surveys.models import Meeting, MeetingVoice
from sanxin.surveys.rules.meetings import Passage, paragraphs_of, sentences_of


@dataclass(frozen=True)
class Sentence:
    passage: Passage
    text: str
    taken: MeetingVoice | None


@dataclass(frozen=True)
class Paragraph:
    number: int
    sentences: list[Sentence]


def minutes_of(meeting: Meeting) -> list[Paragraph]:
    taken = list(meeting.voices.select_related("voice"))
    return [
        Paragraph(number, [_sentence(number, start, end, text, taken) for start, end in sentences_of(text)])
        for number, text in enumerate(paragraphs_of(meeting.minutes), start=1)
    ]


def _sentence(number: int, start: int, end: int, text: str, taken: list[MeetingVoice]) -> Sentence:
    over = (one for one in taken if one.paragraph == number and one.start < end and start < one.end)
    return Sentence(Passage(number, start, end), text[start:end], next(over, None))
