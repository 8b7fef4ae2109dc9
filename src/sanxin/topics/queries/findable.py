"""What the search index keeps of a topic."""

from sanxin.kernel.search import Entry
from sanxin.topics.models import Topic

TOPICS = "topics.topic"


def entry_of(topic: Topic) -> Entry:
    """Number and question; what is expected of it can be found too."""
    return Entry(
        kind=TOPICS,
        id=topic.id,
        county_id=topic.county_id,
        office_id=topic.office_id,
        title=str(topic),
        body=f"{topic.audience}\n{topic.expected}",
        at=topic.opened_at,
    )
