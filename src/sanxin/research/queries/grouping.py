"""Tells the pages of voices which problem a voice lies in; registered when Django starts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.words import listed
from sanxin.people.models import Person
from sanxin.research import concerns
from sanxin.research.models import Problem, ProblemVoice, Stage
from sanxin.service.grouping import Grouping, Link, register
from sanxin.service.models import Voice


def grouped() -> Q:
    """Voices in a problem a person has accepted."""
    confirmed = ProblemVoice.objects.filter(voice=OuterRef("pk"))
    return Q(Exists(confirmed.filter(problem__stage__in=[Stage.ACCEPTED, Stage.ON_LEDGER])))


def links(voice: Voice, person: Person) -> list[Link]:
    rows = list(Problem.objects.visible_to(person).filter(voice_rows__voice=voice))
    fields_known = concerns.fields_of({problem.office_id for problem in rows})
    return [
        Link(str(problem), reverse("research:problem", args=[problem.pk]), _meta(problem, fields_known))
        for problem in rows
    ]


def _meta(problem: Problem, fields_known: Sequence[concerns.Field]) -> str:
    names = [one.name for one in fields_known if problem.id in one.problems]
    return " · ".join([str(problem.get_stage_display()), *names])


def fields(person: Person) -> list[tuple[str, str]]:
    """For the desk; whoever keeps to their own voices is not asked for fields."""
    found = concerns.fields_of(person.sight.desk_offices)
    return [*((str(one.id), one.name) for one in found), (concerns.NONE, _("没归领域"))] if found else []


def in_field(person: Person, field: str) -> Q:
    return concerns.voices_in_field(concerns.fields_of(person.sight.desk_offices), field)


def field_names(person: Person, voices: Collection[UUID]) -> dict[UUID, str]:
    """For the desk, as the filter is. A constant number of queries, however many voices."""
    if not person.sight.desk_offices or not voices:
        return {}
    placed = dict(ProblemVoice.objects.filter(voice__in=voices).values_list("voice_id", "problem_id"))
    name_of = concerns.of_problems(set(placed.values()))
    named = {voice: name_of[problem] for voice, problem in placed.items() if problem in name_of}
    return named | {voice: said.name for voice, said in concerns.of_lone(voices).items()}


def lone_field(voice: Voice, person: Person) -> Link | None:
    """Of a voice that lies in no problem: its field, why, and where to say another."""
    url = concerns.voice_url(voice.pk)
    if not url or voice.office_id not in person.sight.desk_offices:
        return None
    if ProblemVoice.objects.filter(voice=voice).exists():
        return None
    said = concerns.of_lone([voice.pk]).get(voice.pk)
    if said is None:
        return Link(_("还没归领域"), url)
    if said.by_machine:
        why = _("机器看的，依据：{words}").format(words=listed(said.words)) if said.words else _("机器看的")
        return Link(said.name, url, why)
    return Link(said.name or _("哪个领域都不是"), url, _("人定的"))


def suggest_url(person: Person) -> str:
    """Where the page of a new voice asks what it may belong to; nowhere for those without a desk."""
    return reverse("research:suggest") if person.sight.desk_offices else ""


def choose(voice: Voice, problem_id: UUID, person: Person, at: datetime) -> str:
    """Put a voice just noted into the problem chosen on its page; gives that problem's number."""
    from sanxin.research.actions.problems import put_voices

    problem = Problem.objects.visible_to(person).filter(pk=problem_id).first()
    if problem is None:
        raise Refused("research.put.unknown", _("选的问题不在台上了。"))
    return put_voices(problem, [voice.id], by=person, seen=problem.version, at=at).code


register(
    Grouping(
        grouped=grouped,
        links=links,
        suggest_url=suggest_url,
        choose=choose,
        fields=fields,
        in_field=in_field,
        field_names=field_names,
        lone_field=lone_field,
    )
)
