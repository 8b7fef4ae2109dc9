"""What the search index keeps of a conversation: its own words, none of anybody's."""

from sanxin.dialogues.models import Conversation
from sanxin.kernel.search import Entry

CONVERSATIONS = "dialogues.conversation"


def entry_of(conversation: Conversation) -> Entry:
    return Entry(
        kind=CONVERSATIONS,
        id=conversation.id,
        county_id=conversation.county_id,
        office_id=conversation.office_id,
        title=conversation.title,
        body=conversation.question,
        at=conversation.made_at,
    )
