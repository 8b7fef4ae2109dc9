"""Look at a migrated database and say what is there, as JSON: `python -m tests.project.releases.looking`."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import django

WHO = {
    "lp001": "officer",
    "lp003": "section_head",
    "lp004": "leader",
    "lp005": "handler",
    "lp007": "administrator",
    "lp008": "auditor",
}
OWN = ("kernel", "people", "ledger", "service", "research")


def main() -> None:
    django.setup()
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.RATE_LIMITS = ["export=0/60"]  # nobody takes every list along within minutes; here one does
    said = {"rows": rows(), "broken": broken(), "phones": phones(), "found": found(), "pages": pages(), "next": go_on()}
    print(json.dumps(said))


def rows() -> dict[str, int]:
    """Rows of every table of ours."""
    from django.apps import apps

    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in OWN]
    return {model._meta.db_table: model._base_manager.count() for model in models}


def broken() -> list[str]:
    from sanxin.kernel import audit

    return [str(row) for row in audit.verify()]


def phones() -> list[str]:
    """What was encrypted can still be read."""
    from sanxin.service.models import VoiceContact

    return sorted(VoiceContact.objects.exclude(phone="").values_list("phone", flat=True))


def found() -> int:
    from sanxin.kernel import search
    from sanxin.people.models import Person

    return sum(len(group.hits) for group in search.find(Person.objects.get(staff_number="lp001"), "路灯", limit=50))


def pages() -> dict[str, dict[int, list[str]]]:
    """Each page of a role, and those of a few things, asked for by a person of the role: status → paths."""
    from django.test import Client

    from sanxin.people.models import User

    answers: dict[str, dict[int, list[str]]] = {}
    for user in User.objects.filter(username__in=WHO):
        role = WHO[user.username]
        client = Client(HTTP_HOST="localhost")
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        mine = answers[role] = {}
        for path in paths(role):
            mine.setdefault(client.get(path).status_code, []).append(path)
    return answers


def paths(role: str) -> Iterator[str]:
    from sanxin.people.queries.routes import EVERYBODY, SIGNED_IN, routes

    for route in routes():
        if "GET" not in route.methods or not {role, EVERYBODY, SIGNED_IN} & {route.roles, *route.roles.split()}:
            continue
        if not route.has_parameters:
            yield route.path
        elif subjects := SUBJECTS.get(route.name):
            for pk in ids(subjects):
                yield route.path.replace("<uuid:pk>", str(pk))


SUBJECTS = {
    "ledger:item": "ledger.Item",
    "ledger:item_print": "ledger.Item",
    "ledger:linkage": "ledger.Linkage",
    "service:voice": "service.Voice",
    "service:member": "service.Member",
    "research:problem": "research.Problem",
    "research:proposal": "research.Proposal",
    "research:run": "research.SynthesisRun",
    "people:person": "people.Person",
    "people:unit": "people.Unit",
}
"""Pages of one thing, and of which."""


def ids(label: str) -> list[Any]:
    from django.apps import apps

    return list(apps.get_model(label)._base_manager.order_by("pk").values_list("pk", flat=True)[:3])


def go_on() -> dict[str, Any]:
    """The release's rows are worked on with today's verbs."""
    from sanxin.kernel import clock
    from sanxin.kernel.models import Event
    from sanxin.ledger.actions.progress import note_progress
    from sanxin.ledger.models import Item
    from sanxin.people.models import Person, Unit
    from sanxin.service.actions.voices import hear

    before = Event.objects.count()
    by = Person.objects.get(staff_number="lp001")
    office = Unit.objects.get(name="市委组织部")
    hear(office=office, text="升级以后又说了一回", source="visit", by=by, at=clock.now())
    item = Item.objects.filter(owner=by, stage="in_progress")[0]
    note_progress(item, by=by, text="升级以后接着办", at=clock.now())
    kinds = Counter(Event.objects.order_by("-seq").values_list("name", flat=True)[: Event.objects.count() - before])
    return {"events": dict(kinds), "broken": broken()}


if __name__ == "__main__":
    main()
