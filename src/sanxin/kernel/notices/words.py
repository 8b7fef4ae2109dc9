"""What a message says: how many of each kind, and where to look. Built from codes and counts alone."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sanxin.kernel.models import NoticeMessage
from sanxin.kernel.notices.kinds import kind_of


def subject_of(message: NoticeMessage) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        if message.is_test:
            return _("三心：确认收提醒的邮箱") if message.person_id else _("三心：试一下通不通")
        return _("三心：有事在等")


def text_of(message: NoticeMessage) -> str:
    """In the language of the house: a group has no language of its own."""
    with translation.override(settings.LANGUAGE_CODE):
        return "\n".join([subject_of(message), *_lines(message), _where()])


def letter_with(link: str) -> str:
    """The first letter to an address. Whoever reads it may be a stranger: it says nothing of anybody."""
    with translation.override(settings.LANGUAGE_CODE):
        return "\n\n".join(
            [
                _("有人在三心里填了这个邮箱，要收工作提醒。是您填的，三天以内打开下面的网址，登录后点“确认”："),
                link,
                _("不是您填的，不用理会：不确认，就不再有邮件寄来。"),
            ]
        )


def _lines(message: NoticeMessage) -> list[str]:
    if message.is_test:
        return [_("能看到这一条，就是通了。")]
    told = ((kind_of(code), count) for code, count in message.lines)
    return [kind.words(count) for kind, count in told if kind is not None]


def _where() -> str:
    """Where it stands; the address only where somebody has said what the house is called outside."""
    if settings.SITE_ADDRESS:
        return _("请登录看“今日”：{url}").format(url=f"{settings.SITE_ADDRESS.rstrip('/')}/")
    return _("请登录三心，看“今日”。")
