"""Questionnaires that an officer filled in with somebody where there was no signal: sheets typed on a phone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.surveys.actions import papers
from sanxin.surveys.models import Link
from sanxin.surveys.rules.answer_faults import sentence
from sanxin.surveys.rules.paper import numbers_on_paper, read_numbers
from sanxin.sync.actions.contract import Context
from sanxin.sync.rules.operations import Operation
from sanxin_engines.questionnaires import Form


def type_in(operation: Operation, context: Context) -> dict[str, Any]:
    """`{link, answers: {field: what was typed}, salt}`; an edition never changes under its link.

    The salt is a random word the phone forgets: without it the receipt's digest and instant could be tried against the
    answers, and tell when each was given. For the same reason the answer does not name the sheet.
    """
    said = operation.values
    said.id("salt")
    link = _link(said.id("link"), context.by)
    form = link.edition.as_form()
    raw, faults = read_numbers(form, said.texts("answers"))
    if not faults:
        reading, _sheet = papers.type_in(link, raw, by=context.by, at=context.at)
        faults = {name: sentence(fault, form.question(name)) for name, fault in reading.errors.items()}
    if faults:
        raise Refused("sync.paper.faults", _said_of(form, faults))
    return {"url": reverse("surveys:link", args=[link.pk])}


def _link(link_id: UUID, by: Person) -> Link:
    found = Link.objects.visible_to(by).with_names().filter(pk=link_id).first()
    if found is None:
        raise Refused("sync.paper.link", _("没有找到这个码，可能不归您的单位了。导出成文件，交给发码的单位录。"))
    return found


def _said_of(form: Form, faults: Mapping[str, str]) -> str:
    """By the numbers that stand on the sheet: the list of the outbox shows no answer."""
    numbers = numbers_on_paper(form)
    told = [_("第 {number} 题：{fault}").format(number=numbers[name], fault=faults[name]) for name in faults]
    return _("改了再送。{faults}").format(faults=" ".join(told))
