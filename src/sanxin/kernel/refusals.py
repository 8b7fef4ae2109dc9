"""A refusal is an answer: a code for programs, a sentence for the clerk, never half a write."""


class Refused(Exception):
    """An action says no.

    `code` is dotted and stable (`ledger.strike_off.own_item`); `sentence` is already in
    the reader's language; `field` names the form field to mend, if one is to blame.
    """

    def __init__(self, code: str, sentence: str, *, field: str | None = None) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = str(sentence)
        self.field = field


class NotAllowed(Refused):
    """This person may see the thing but may not do this to it (HTTP 403)."""


class Overtaken(Refused):
    """Somebody was faster: the thing changed since it was read (HTTP 409)."""
