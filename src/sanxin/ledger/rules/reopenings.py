"""Why an item is reopened where nobody types a reason: codes, drawn in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

TOLD_UNSOLVED = "told.unsolved"
"""Who spoke was told and says it is not solved. Their words stay with the reply: the ledger is read by more."""

REASONS: dict[str, StrOrPromise] = {TOLD_UNSOLVED: _("听了回话的人说没解决")}


def reason_in_words(reason: str) -> str:
    return str(REASONS.get(reason, reason))
