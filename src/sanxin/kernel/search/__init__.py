"""Search over everything one may see: a bigram index that finds exactly what LIKE finds, kept in the same transaction.

An app's `search.py` registers its kinds; its actions `put` a thing that is made or changed and `drop` one that goes:

    register_kind("service.voice", label=_("声音"), visible=visible_voices)        # (person, ids) -> {id: Hit}
    search.put("service.voice", voice.id, county_id=…, office_id=…, title=voice.title, body=voice.text, at=…)

An import prepares what it adds before its transaction (`prepare`, or `Ahead` for texts alone), may write tokens ahead
of it (`laying`) and calls `put_new`.
`find(person, text)` asks each kind which of the candidates this person may see.
"""

from sanxin.kernel import bulk
from sanxin.kernel.search.ahead import Ahead
from sanxin.kernel.search.backends import New as Prepared
from sanxin.kernel.search.finding import Found, find
from sanxin.kernel.search.index import Entry, drop, laying, prepare, put, put_many, put_new, rebuild, tidy
from sanxin.kernel.search.kinds import Hit, Searcher, register_kind

__all__ = [
    "Ahead",
    "Entry",
    "Found",
    "Hit",
    "Prepared",
    "Searcher",
    "bulk",
    "drop",
    "find",
    "laying",
    "prepare",
    "put",
    "put_many",
    "put_new",
    "rebuild",
    "register_kind",
    "tidy",
]
