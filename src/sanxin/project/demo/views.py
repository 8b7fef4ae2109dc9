"""Views of the ledger that people of the demo have kept under a name."""

from sanxin.ledger.actions.saved_views import save_view
from sanxin.project.demo.county import County

KEPT = (
    ("程晓岚", "我牵头，快到期", "view=mine&due=soon"),
    ("程晓岚", "请了交通局的", "view=open&department={JTJ}"),
    ("徐建平", "党建的事", "view=open&kind=party"),
    ("徐建平", "请了水利局的", "view=open&department={SLJ}"),
    ("何志明", "和水有关", "view=all&q=水"),
)


def keep_views(county: County) -> None:
    offices = {code: str(unit.pk) for code, unit in county.offices.items()}
    for who, name, query in KEPT:
        save_view(by=county.people[who], name=name, query=query.format(**offices))
