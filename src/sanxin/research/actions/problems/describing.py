"""Words and quotes of problems a person made by splitting, taken from what their voices share."""

from collections import Counter, defaultdict
from uuid import UUID

from sanxin.research.models import Problem, ProblemVoice
from sanxin.research.rules.quoting import Spoken, pick_quotes

KEYWORDS, QUOTES = 8, 4


def describe(problems: list[Problem]) -> None:
    """Write keywords, reasons and quotes anew; one query for the voices of all."""
    spoken: dict[UUID, list[Spoken]] = defaultdict(list)
    terms: dict[UUID, Counter[str]] = defaultdict(Counter)
    rows = ProblemVoice.objects.filter(problem__in=problems, copy_of=None).select_related("voice")
    for row in rows.order_by("-similarity", "voice_id"):
        spoken[row.problem_id].append(Spoken(str(row.voice_id), row.voice.text, row.voice.speaker_key))
        terms[row.problem_id].update(row.terms)
    for problem in problems:
        shared = [(term, count) for term, count in terms[problem.id].most_common() if count > 1]
        problem.reasons = shared[: 2 * KEYWORDS]
        problem.keywords = [term for term, _ in shared[:KEYWORDS]]
        quotes = pick_quotes(spoken[problem.id], words=problem.keywords, most=QUOTES)
        problem.quotes = [[quote.voice, quote.text] for quote in quotes]
    Problem.objects.bulk_update(problems, ["keywords", "reasons", "quotes"])
