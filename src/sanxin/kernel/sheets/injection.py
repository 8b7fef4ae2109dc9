"""Text that a spreadsheet would run as a formula is written so that it stays text."""

#: What Excel, WPS and LibreOffice take as the beginning of a formula; the full-width forms count where Chinese is set.
STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"


def is_dangerous(text: str) -> bool:
    """Whether opening a csv file with this text in a cell could run it."""
    return text.lstrip(" \u3000").startswith(STARTERS) or text.startswith(STARTERS)


def guarded(text: str) -> str:
    """The text for a csv cell: an apostrophe in front keeps a spreadsheet from running it."""
    return GUARD + text if is_dangerous(text) else text
