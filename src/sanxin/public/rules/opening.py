"""Where the text of a bulletin begins. The language of bulletins is Chinese, whoever's page it is written on."""

from collections.abc import Sequence

OPENING = """这段时间，我们听到大家说的 【听到】 件事，办好 【办好】 件，给 【回话】 件回了话。

办好的有：
{done}

各村办好的件数：
【各村】

没办好的还在办。您说的办到哪了，扫村里的码自己看；解决了没有，您说了算。"""
NOTHING_DONE = "这段时间，我们听到大家说的 【听到】 件事，给 【回话】 件回了话。\n\n您说的办到哪了，扫村里的码自己看。"


def opening(done: Sequence[str]) -> str:
    """`done`: what the ledger calls the things struck off in those days."""
    return OPENING.format(done="\n".join(f"- {title}" for title in done)) if done else NOTHING_DONE
