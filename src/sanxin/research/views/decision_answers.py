"""What the people say, in words that let nobody be guessed."""

from django.utils.translation import gettext as _

from sanxin.research.rules.answers import Answers


def in_words(answers: Answers) -> str:
    if answers.too_few:
        return _("答话的不到 5 人，先不列")
    if answers.yes is not None and answers.no is not None:
        return _("{yes} 人说解决了，{no} 人说没解决").format(yes=answers.yes, no=answers.no)
    if answers.mostly == "yes":
        return _("{yes} 人说解决了，说没解决的不到 5 人").format(yes=answers.yes)
    return _("{no} 人说没解决，说解决了的不到 5 人").format(no=answers.no)
