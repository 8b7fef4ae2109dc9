"""What came with one page of answers: typed fields, a photograph, which questions stood on it."""

from dataclasses import dataclass, field

from django.http import HttpRequest

from sanxin.kernel import clock
from sanxin.kernel.refusals import Refused
from sanxin.surveys.actions import photos
from sanxin.surveys.queries.walk import Walk
from sanxin.surveys.rules.pages import Raw, merged
from sanxin_engines.questionnaires import Kind, Question


@dataclass(frozen=True)
class Typed:
    raw: Raw
    asked: frozenset[str]
    """Names of the questions the page showed."""
    errors: dict[str, str] = field(default_factory=dict)
    """Of photographs; everything else is read by the engine."""


def typed_in(request: HttpRequest, walk: Walk, number: int) -> Typed:
    asked = frozenset(request.POST.getlist("asked"))
    questions = [one for one in walk.pages[number - 1].questions if one.name in asked]
    raw = merged(walk.raw, [one for one in questions if one.kind is not Kind.PHOTO], {**dict(request.POST.lists())})
    errors = {}
    for question in questions:
        if question.kind is Kind.PHOTO and (problem := _photo(request, walk, question, raw)):
            errors[question.name] = problem
    return Typed(raw, asked, errors)


def _photo(request: HttpRequest, walk: Walk, question: Question, raw: Raw) -> str:
    """Put the new picture's token among the answers, or take the old one out; why a picture was not taken."""
    if f"remove-{question.name}" in request.POST:
        raw.pop(question.name, None)
    upload = request.FILES.get(question.name)
    if upload is None:
        return ""
    try:
        raw[question.name] = [str(photos.keep(upload, walk.link, at=clock.now()).token)]
    except Refused as refusal:
        return refusal.sentence
    return ""
