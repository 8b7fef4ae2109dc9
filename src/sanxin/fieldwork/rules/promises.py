"""What was promised on a visit. Plain values only."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_WORDS = 500


def check_words(words: str) -> None:
    if len(words.strip()) < 2:
        raise Refused("fieldwork.promise.no_words", _("写一句怎么回的。"), field="words")
    if len(words) > LONGEST_WORDS:
        most = _("最多 {most} 字。").format(most=LONGEST_WORDS)
        raise Refused("fieldwork.promise.too_long", most, field="words")


def check_owed(*, promised: bool, kept: bool) -> None:
    if not promised:
        raise Refused("fieldwork.promise.none", _("这一句没有答应要回话。"))
    if kept:
        raise Refused("fieldwork.promise.kept", _("这一句已经回过了。"))
