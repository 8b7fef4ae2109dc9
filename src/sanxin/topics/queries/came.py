"""The sample plan of a topic against what came: responses to its questionnaires, place by place."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Coalesce

from sanxin.people.models import Unit
from sanxin.surveys.models import Response
from sanxin.topics.models import Topic


def came_to(topic: Topic, places: Sequence[Unit]) -> tuple[dict[UUID, int], int]:
    """How many came from each of these places, a township with its villages, and from anywhere else; one query.

    A link made for a meeting counts where the meeting was held.
    """
    rows = Response.objects.filter(link__edition__questionnaire__topics=topic).order_by()
    paths = rows.annotate(at=Coalesce("link__place__path", "link__meeting__place__path")).values_list("at")
    counts = {path or "": n for path, n in paths.annotate(n=Count("pk"))}
    found = {place.id: sum(n for path, n in counts.items() if path.startswith(place.path)) for place in places}
    planned = tuple(place.path for place in places)
    return found, sum(n for path, n in counts.items() if not path.startswith(planned))
