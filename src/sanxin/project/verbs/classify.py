"""`sanxin classify`: the fields of texts, learnt from a labelled sheet. Needs no server and no database."""

from sanxin_engines.opinions.fields.command import main

__all__ = ["main"]
