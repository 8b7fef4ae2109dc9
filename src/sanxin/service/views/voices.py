"""The list of voices, one voice, and the list as a file."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sanxin.kernel.http.policy import policy
from sanxin.kernel.parts import in_parts
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, Role
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.service import events, grouping
from sanxin.service.models import Kind, Voice
from sanxin.service.permissions.questions import may_put
from sanxin.service.permissions.replies import may_tell
from sanxin.service.permissions.voices import may_correct
from sanxin.service.queries.pictures import pictures_of
from sanxin.service.queries.places import Places
from sanxin.service.queries.states import State, with_state
from sanxin.service.queries.stories import story_of
from sanxin.service.queries.told import in_force, owner_of
from sanxin.service.views.filters import VoiceFilters
from sanxin.service.views.voice_context import facts_of, file_urls, import_url, ways_in
from sanxin.service.views.voice_forms import RevealForm

READERS = DESK | {Role.LIAISON}


def places_for(person: Person) -> Places:
    return Places(tuple(person.sight.counties))


@policy(READERS)
def voices(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    mine = Voice.objects.visible_to(person)
    filters = VoiceFilters(request.GET, places_for(person), person)
    rows = with_state(filters.narrow(mine)).select_related("place__parent", "contact")
    page = page_of(rows, request)
    if not page.paginator.count and not filters.is_set:
        return render(request, "service/voices/empty.html", {"ways": ways_in(person)})
    with_fields(page, person)
    context = {"page": page, "filters": filters, "import_url": import_url(person), **file_urls(request)}
    return render(request, "service/voices/voices.html", context)


@policy(READERS)
def voices_file(request: StaffRequest) -> HttpResponseBase:
    """What the list shows, as xlsx or csv: who spoke stays masked, phones are never in it."""
    person = request.user.person
    filters = VoiceFilters(request.GET, places_for(person), person)
    rows = with_state(filters.narrow(Voice.objects.visible_to(person))).select_related(
        "place__parent", "contact", "heard_by"
    )
    heads = [
        _("时间"),
        _("来源"),
        _("地方"),
        _("类别"),
        _("领域"),
        _("标题"),
        _("原话"),
        _("谁说的"),
        _("状态"),
        _("点赞"),
    ]
    found = (voice for part in in_parts(rows.iterator(chunk_size=2000)) for voice in with_fields(part, person))
    return export(request, events.VOICES, heads, map(_cells, found))


def with_fields(voices: Iterable[Voice], person: Person) -> Iterable[Voice]:
    """Each with `concern`, the name of its field; a constant number of queries."""
    names = grouping.field_names(person, [voice.pk for voice in voices])
    for voice in voices:
        voice.concern = names.get(voice.pk, "")  # type: ignore[attr-defined]
    return voices


def _cells(voice: Voice) -> list[object]:
    state = State(voice.state).label  # type: ignore[attr-defined]
    return [
        voice.heard_at,
        voice.get_source_display(),
        voice.where,
        voice.get_kind_display(),
        voice.concern,  # type: ignore[attr-defined]
        voice.title,
        voice.text,
        voice.speaker_shown,
        state,
        voice.likes,
    ]


@policy(READERS)
def voice(request: StaffRequest, pk: UUID) -> HttpResponse:
    return voice_page(request, pk)


def voice_page(
    request: HttpRequest, pk: UUID, *, reveal: RevealForm | None = None, shown: object = None, status: int = 200
) -> HttpResponse:
    """The page of one voice; `shown` is a contact that may be seen in full this once."""
    person = request.user.person  # type: ignore[union-attr]
    rows = with_state(Voice.objects.visible_to(person)).select_related("place__parent", "contact", "heard_by", "office")
    found = get_object_or_404(rows, pk=pk)
    story = story_of(found, person)
    context = {
        "voice": found,
        "story": story,
        "may_hear": {one.pk for one in story.replies if may_tell(found, owner_of(one), person) and in_force(one)},
        "may_put": may_put(found.office_id, person) and not story.question and not story.on_ledger,
        "facts": facts_of(found),
        "pictures": pictures_of(found, person),
        "kinds": Kind.choices,
        "may_correct": may_correct(found, person),
        "has_contact": hasattr(found, "contact"),
        "reveal": reveal or RevealForm(),
        "shown": shown,
    }
    return render(request, "service/voices/voice.html", context, status=status)
