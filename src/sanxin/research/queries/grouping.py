"""Tells the pages of voices which problem a voice lies in; registered when Django starts."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from sanxin.people.models import Person
from sanxin.research.models import Problem, ProblemVoice, Stage
from sanxin.service.grouping import Grouping, Link, register
from sanxin.service.models import Voice


def grouped() -> Q:
    """Voices in a problem a person has accepted."""
    confirmed = ProblemVoice.objects.filter(voice=OuterRef("pk"))
    return Q(Exists(confirmed.filter(problem__stage__in=[Stage.ACCEPTED, Stage.ON_LEDGER])))


def links(voice: Voice, person: Person) -> list[Link]:
    rows = Problem.objects.visible_to(person).filter(voice_rows__voice=voice)
    return [Link(str(problem), reverse("research:problem", args=[problem.pk]), _meta(problem)) for problem in rows]


def _meta(problem: Problem) -> str:
    return str(problem.get_stage_display())


register(Grouping(grouped=grouped, links=links))
