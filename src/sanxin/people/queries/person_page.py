"""Everything one person's page shows, in a constant number of queries."""

from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from sanxin.kernel.events import timeline
from sanxin.kernel.fields import masked
from sanxin.people.models import Invitation, Person, Post
from sanxin.people.queries import accounts


def card_of(person: Person, today: date) -> dict[str, Any]:
    """What colleagues see: where somebody works and as what."""
    posts = Post.objects.filter(person=person).on(today).select_related("unit__office").order_by("since")
    return {"subject": person, "posts": list(posts)}


def context_of(person: Person, at: datetime) -> dict[str, Any]:
    today = timezone.localdate(at)
    invitation = Invitation.objects.open(at).filter(person=person).first()
    user = accounts.user_of(person)
    locked = accounts.locked_names() if user else set()
    posts = list(Post.objects.filter(person=person).select_related("unit__office").order_by("-since"))
    return {
        "subject": person,
        "phone": masked(person.phone),
        "posts": [post for post in posts if post.until is None or post.until >= today],
        "past_posts": [post for post in posts if post.until is not None and post.until < today],
        "today": today,
        "invitation": invitation,
        "account": user,
        "state": accounts.state_of(person, invited=invitation is not None, locked=locked),
        "password": accounts.password_word(user) if user else "",
        "second_factor": bool(user) and Authenticator.objects.filter(user=user).exists(),
        "events": timeline(person.id, limit=50),
    }
