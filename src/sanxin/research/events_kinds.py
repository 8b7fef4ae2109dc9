"""What happens where voices are sorted with the machine's help, in sentences."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import one_of, register
from sanxin.service.models import Kind

LEARNING_ASKED = register("research.kinds.asked", _("要求从 {voices} 条已归类的声音学"))
LEARNT = register(
    "research.kinds.learnt", _("从 {voices} 条已归类的声音学成第 {number} 版，抽出来验的 {accuracy}% 归对了")
)
ANSWERED = register("research.kinds.answered", _("归为{kind}，{voices} 条"), kind=one_of(dict(Kind.choices)))

KINDS = listings.register("research.kinds", _("归类建议"))
