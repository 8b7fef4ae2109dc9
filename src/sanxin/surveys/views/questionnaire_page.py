"""What the page of one questionnaire shows: its questions with their faults, editions, story."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from sanxin.kernel.events import timeline
from sanxin.people.models import Person
from sanxin.surveys.models import Edition, Questionnaire
from sanxin.surveys.permissions.questionnaires import may_write
from sanxin.surveys.queries.questionnaire_lists import LIGHTS
from sanxin.surveys.rules.fault_words import sentence
from sanxin.surveys.rules.kind_words import KINDS, condition_of, details_of
from sanxin_engines.questionnaires import Fault, Form, Question, check


@dataclass
class Line:
    """One question of the list. `heading` where a page begins with it."""

    number: int
    question: Question
    details: str
    condition: str
    heading: str = ""
    faults: list[str] = field(default_factory=list)
    first: bool = False
    last: bool = False


def page_context(questionnaire: Questionnaire, person: Person) -> dict[str, Any]:
    form = questionnaire.as_form()
    faults = check(form)
    rows = questionnaire.editions.select_related("published_by", "withdrawal").annotate(codes=Count("links"))
    editions: list[Edition] = list(rows.order_by("-number"))
    return {
        "questionnaire": questionnaire,
        "draft": form,
        "lines": list(lines_of(form, faults)),
        "faults": [sentence(fault) for fault in faults if not fault.question],
        "fault_count": len(faults),
        "light": LIGHTS[questionnaire.stage],
        "editions": editions,
        "current": next((one for one in editions if one.withdrawn_at is None), None),
        "may_write": may_write(person, questionnaire.office_id),
        "kinds": [(kind.value, label) for kind, label in KINDS.items()],
        "entries": timeline(questionnaire.id),
    }


def lines_of(form: Form, faults: list[Fault] | None = None) -> Iterator[Line]:
    """Every question with what is said of it; a heading only where it changes."""
    before = ""
    for number, question in enumerate(form.questions, start=1):
        yield Line(
            number,
            question,
            " · ".join(details_of(question)),
            condition_of(question, form),
            heading=question.page if question.page != before else "",
            faults=[sentence(fault, form) for fault in faults or [] if fault.question == question.name],
            first=number == 1,
            last=number == len(form.questions),
        )
        before = question.page
