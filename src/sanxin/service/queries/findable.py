"""What the search index keeps of a voice."""

from sanxin.kernel import search
from sanxin.service.models import Voice


def entry_of(voice: Voice) -> search.Entry:
    """Title, words and place can be searched; who spoke cannot."""
    return search.Entry(
        kind="service.voice",
        id=voice.id,
        county_id=voice.county_id,
        office_id=voice.office_id,
        title=voice.title,
        body=f"{voice.text}\n{voice.where}",
        at=voice.heard_at,
    )
