"""A file that is turned away: `kernel.sheets.<code>` for programs, what is wrong and what to do for the person."""

from sanxin.kernel.refusals import Refused


def file_refused(code: str, sentence: str) -> Refused:
    """The refusal to raise; it belongs to the form's `file` field."""
    return Refused(f"kernel.sheets.{code}", sentence, field="file")
