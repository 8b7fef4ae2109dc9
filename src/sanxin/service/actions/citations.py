"""Citations are written with the answer, or the edition of a card, that rests on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sanxin.kernel.models import Attachment
from sanxin.service.models import Answer, AnswerCardEdition, Citation


@dataclass(frozen=True)
class Cited:
    """One line of what an answer rests on."""

    title: str
    provision: str = ""
    url: str = ""
    attachment: Attachment | None = None

    @property
    def plain(self) -> tuple[str, str, str]:
        return self.title, self.provision, self.url


def write(rows: Sequence[Cited], *, answer: Answer | None = None, edition: AnswerCardEdition | None = None) -> None:
    Citation.objects.bulk_create(
        Citation(
            answer=answer,
            edition=edition,
            order=order,
            title=row.title.strip(),
            provision=row.provision.strip(),
            url=row.url.strip(),
            attachment=row.attachment,
        )
        for order, row in enumerate(rows, start=1)
    )


def cited_by(thing: Answer | AnswerCardEdition) -> list[Cited]:
    """The same lines, to be written for something else."""
    rows: Any = thing.citations.select_related("attachment")
    return [Cited(row.title, row.provision, row.url, row.attachment) for row in rows]
