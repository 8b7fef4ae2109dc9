"""Search over everything one may see: a bigram index that finds exactly what LIKE finds, kept in the same transaction.

An app's `search.py` registers its kinds; its actions `put` a thing that is made or changed and `drop` one that goes:

    register_kind("service.voice", label=_("声音"), visible=visible_voices)        # (person, ids) -> {id: Hit}
    search.put("service.voice", voice.id, county_id=…, office_id=…, title=voice.title, body=voice.text, at=…)

`find(person, text)` asks each kind which of the candidates this person may see.
"""

from sanxin.kernel.search.finding import Found, find
from sanxin.kernel.search.index import Entry, drop, put, put_many, rebuild
from sanxin.kernel.search.kinds import Hit, Searcher, register_kind

__all__ = ["Entry", "Found", "Hit", "Searcher", "drop", "find", "put", "put_many", "rebuild", "register_kind"]
