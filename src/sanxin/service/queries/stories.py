"""What happened to one voice, and what it led to."""

from dataclasses import dataclass

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from sanxin.service import grouping
from sanxin.service.models import Question, Reply, Voice, VoiceCorrection, VoiceItem
from sanxin.service.queries.in_items import stage_of

ABOUT = ("by", "strike_off__item", "strike_off__reopening", "withdrawal__item", "answer__question", "answer__reopening")
"""What a reply was about, and whether that was opened again."""


@dataclass(frozen=True)
class Story:
    items: list[VoiceItem]
    replies: list[Reply]
    corrections: list[VoiceCorrection]
    problems: list[grouping.Link]
    events: list[Event]
    field: grouping.Link | None = None
    """Its field of concern, where it lies in no problem."""
    question: Question | None = None

    @property
    def on_ledger(self) -> bool:
        """An item that was not withdrawn answers it."""
        return any(row.item.stage != Stage.WITHDRAWN for row in self.items)


def story_of(voice: Voice, person: Person) -> Story:
    """Ten queries, however long the story."""
    subjects = [voice.id, *([voice.batch_id] if voice.batch_id else [])]
    return Story(
        items=list(VoiceItem.objects.filter(voice=voice).select_related("item__owner").order_by("tied_at")),
        replies=list(Reply.objects.filter(voice=voice).select_related(*ABOUT)),
        corrections=list(VoiceCorrection.objects.filter(voice=voice).select_related("by")),
        problems=grouping.links_of(voice, person),
        events=timeline(*subjects),
        field=grouping.lone_field(voice, person),
        question=_question_of(voice),
    )


def _question_of(voice: Voice) -> Question | None:
    """At the stage that holds, with the items of the voice."""
    found = Question.objects.filter(voice=voice).select_related("owner").first()
    if found is not None:
        found.stage = stage_of(found)
    return found
