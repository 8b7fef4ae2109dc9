"""What happens to trees of causes, in sentences."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel.sentences import register

ADDED = register("research.cause.added", _("{code} 的原因树，加了“{text}”"))
ROOT_ADDED = register("research.cause.root_added", _("{code} 的原因树，加了根子“{text}”"))
REVISED = register("research.cause.revised", _("{code} 的原因树，“{old}”改为“{text}”"))
ROOT_NAMED = register("research.cause.root_named", _("{code} 的原因树，认定根子“{text}”"))
SHIFTED = register("research.cause.shifted", _("{code} 的原因树，移了“{text}”的位置"))
REMOVED = register("research.cause.removed", _("{code} 的原因树，删去“{text}”"))
RESTORED = register("research.cause.restored", _("{code} 的原因树，放回“{text}”"))
BONES_STARTED = register("research.cause.bones_started", _("{code} 的原因树，摆了 {count} 根大刺"))
EVIDENCE_ADDED = register(
    "research.cause.evidence_added", _("{code} 的原因“{text}”，加了 {count} 条佐证"), counted="count"
)
EVIDENCE_DROPPED = register("research.cause.evidence_dropped", _("{code} 的原因“{text}”，去掉佐证 {what}"))
