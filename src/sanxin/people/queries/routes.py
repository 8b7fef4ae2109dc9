"""Every route of the product with its policy: what docs/policy.csv says in writing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from sanxin.kernel.http.policy import Policy
from sanxin.kernel.roles import ALL

DEVELOPMENT_ONLY = ("components/",)
"""Routes that exist only with SANXIN_DEVELOPMENT=1."""
EVERYBODY, SIGNED_IN = "everybody", "signed in"


@dataclass(frozen=True, order=True)
class Route:
    """A path such as /people/persons/<uuid:pk>/, its name, and who may call it how; without a policy both are empty."""

    path: str
    name: str
    methods: str
    roles: str

    @property
    def has_parameters(self) -> bool:
        return "<" in self.path


def routes() -> list[Route]:
    """All routes in the order of their paths."""
    found = _walk(get_resolver().url_patterns, "", "")
    return sorted(route for route in found if not route.path.removeprefix("/").startswith(DEVELOPMENT_ONLY))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + re.sub(r"^\^|\$$|\\Z", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, path, inner)
        else:
            rule: Policy | None = getattr(pattern.callback, "policy", None)
            yield Route(f"/{path}", f"{namespace}{pattern.name or ''}", _methods(rule), _roles(rule))


def _methods(rule: Policy | None) -> str:
    return " ".join(sorted(rule.methods - {"HEAD"})) if rule else ""


def _roles(rule: Policy | None) -> str:
    if rule is None:
        return ""
    if not rule.signed_in:
        return EVERYBODY
    return SIGNED_IN if rule.roles == ALL else " ".join(sorted(rule.roles))
