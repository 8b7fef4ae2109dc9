"""The key of somebody who answers: drawn with the form, signed for one conversation, in the form itself.

No cookie carries it. A form that names another conversation, or that was made up, has no key.
"""

import secrets

from django.core import signing

from sanxin.dialogues.models import Conversation

SALT = "dialogues.key"


def draw_key(conversation: Conversation) -> str:
    return signing.dumps([str(conversation.pk), secrets.token_urlsafe(18)], salt=SALT)


def read_key(conversation: Conversation, sealed: str) -> str:
    """Empty where it was tampered with or belongs elsewhere."""
    try:
        pk, key = signing.loads(sealed, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return str(key) if pk == str(conversation.pk) else ""
