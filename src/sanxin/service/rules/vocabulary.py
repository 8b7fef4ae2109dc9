"""A short list of words an office keeps for itself: added to, retired, taken back into use. Plain values only."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from sanxin.kernel.refusals import Refused


@dataclass(frozen=True)
class Vocabulary:
    """One kind of list, and how it says no. The name is what people write; a retired word keeps its own."""

    code: str
    """What its refusals begin with."""
    longest: int
    no_name: StrOrPromise
    too_long: StrOrPromise
    """With `{most}`."""
    twice: StrOrPromise
    """Retired already."""
    not_retired: StrOrPromise

    def check_name(self, name: str, *, taken: Collection[str], retired: Collection[str]) -> None:
        words = name.strip()
        if not words:
            raise Refused(f"{self.code}.no_name", str(self.no_name), field="name")
        if len(words) > self.longest:
            raise Refused(f"{self.code}.long_name", str(self.too_long).format(most=self.longest), field="name")
        if words in taken:
            raise Refused(f"{self.code}.taken", _("已经有“{name}”了。").format(name=words), field="name")
        if words in retired:
            sentence = _("“{name}”停用过，点它后面的“恢复使用”就行。").format(name=words)
            raise Refused(f"{self.code}.retired", sentence, field="name")

    def check_can_retire(self, *, retired: bool) -> None:
        if retired:
            raise Refused(f"{self.code}.twice", str(self.twice))

    def check_can_restore(self, *, retired: bool) -> None:
        if not retired:
            raise Refused(f"{self.code}.in_use", str(self.not_retired))
