"""What the room below is told of fields of concern; registered when Django starts."""

from sanxin.research.concerns import Concerns, register
from sanxin.topics.actions.voice_fields import look
from sanxin.topics.queries import concerns
from sanxin.topics.queries.voice_fields import said_of

register(
    Concerns(
        known=concerns.known,
        choices=concerns.choices,
        sort_url=concerns.sort_url,
        compare_url=concerns.compare_url,
        topics=concerns.looking,
        of_problems=concerns.names_of,
        lone="concern_row__field",
        of_lone=said_of,
        voice_url=concerns.voice_url,
        look=lambda office, at: look(office, at=at),
    )
)
