"""Writing a questionnaire: beginning it, changing it as a whole, copying it."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person, Unit
from sanxin.surveys import events_questionnaires as events
from sanxin.surveys.models import Questionnaire
from sanxin.surveys.permissions import questionnaires as permissions
from sanxin.surveys.queries.findable import entry_of
from sanxin.surveys.rules import questionnaires as rules
from sanxin_engines.questionnaires import Form


@action
def create(
    form: Form, *, office: Unit, by: Person, at: datetime, event: str = events.CREATED, **facts: object
) -> Questionnaire:
    """Begin a questionnaire, empty or with questions already. Refused without a title or beyond 300 questions."""
    permissions.check_may_write(by, office.id)
    rules.check_form(form)
    assert office.county_id is not None
    made = Questionnaire(county_id=office.county_id, office=office, created_by=by, created_at=at, edited_at=at)
    made.write(form)
    made.save(force_insert=True)
    search.put_many([entry_of(made)])
    _record(event, made, by=by, at=at, title=form.title, **facts)
    return made


@action
def copy(source: Questionnaire, *, office: Unit, by: Person, at: datetime) -> Questionnaire:
    """A draft of its own with the same questions."""
    form = source.as_form()
    title = rules.title_of_copy(form.title)
    return create(rules.retitled(form, title), office=office, by=by, at=at, event=events.COPIED, source=source.title)


@action
def edit(
    questionnaire: Questionnaire, form: Form, *, by: Person, seen: int, at: datetime, event: str, **facts: object
) -> Questionnaire:
    """Write the draft anew. Editions already published stay as they were asked.

    Refused: no title, too many questions, a colleague was faster.
    """
    permissions.check_may_write(by, questionnaire.office_id)
    rules.check_form(form)
    fresh = claim(questionnaire, seen=seen)
    fresh.write(form)
    fresh.edited_at = at
    fresh.save(update_fields=["form", "title", "asked", "version", "edited_at"])
    search.put_many([entry_of(fresh)])
    _record(event, fresh, by=by, at=at, **facts)
    return fresh


def claim(questionnaire: Questionnaire, *, seen: int) -> Questionnaire:
    """The questionnaire as it is now, held until the transaction ends, its version counted up."""
    fresh = held(questionnaire, seen=seen)
    fresh.version += 1
    return fresh


def held(questionnaire: Questionnaire, *, seen: int) -> Questionnaire:
    """The same, its version left alone: publishing changes no words."""
    fresh = locked(Questionnaire.objects.filter(pk=questionnaire.pk)).get()
    if seen != fresh.version:
        raise Overtaken("surveys.questionnaire.overtaken", _("问卷刚被同事改过，这次没有存。请看过新的再改。"))
    return fresh


def _record(name: str, questionnaire: Questionnaire, *, by: Person, at: datetime, **facts: object) -> None:
    about = [("surveys.questionnaire", questionnaire.id)]
    record(name, county_id=questionnaire.county_id, by=by, at=at, about=about, facts=facts)
