"""Say in its type that a request is signed in; then `request.user.person` is a person to mypy too."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from sanxin.people.models import User


class StaffRequest(HttpRequest):
    """A request the policy gate has let through for signed-in people."""

    user: User
    htmx: HtmxDetails
