"""`sanxin begin --county 360281 --office 市委组织部 --name 柯明 --number zzb010`: the first office and administrator.

After `sanxin import divisions`. Prints an invitation link; everything else is then done in the browser.
"""

import sys
from argparse import ArgumentParser, Namespace


def main(argv: list[str]) -> int:
    parser = ArgumentParser(prog="sanxin begin", description=__doc__)
    parser.add_argument("--county", required=True, help="division code of the county (or city) the office belongs to")
    parser.add_argument("--office", required=True, help="name of the first office")
    parser.add_argument("--name", required=True, help="name of its administrator")
    parser.add_argument("--number", required=True, help="the administrator's staff number")
    options = parser.parse_args(argv)

    import django

    django.setup()
    from sanxin.kernel.refusals import Refused

    try:
        path = _begin(options)
    except Refused as refusal:
        sys.stderr.write(f"{refusal.sentence}\n")
        return 1
    sys.stdout.write(f"邀请链接（一次有效，前面加上您的网址）/ invitation, put your address before it:\n{path}\n")
    return 0


def _begin(options: Namespace) -> str:
    """All or nothing; gives the path of the invitation."""
    from django.db import transaction
    from django.urls import reverse

    from sanxin.kernel import clock
    from sanxin.kernel.refusals import Refused
    from sanxin.kernel.roles import Role
    from sanxin.people.actions import invitations, persons, posts, units
    from sanxin.people.models import Level, Unit
    from sanxin.project.migrating import bring_up_to_date

    bring_up_to_date()
    county = Unit.objects.filter(code=options.county).first()
    if county is None or not county.is_division:
        way_out = f"sanxin import divisions FOLDER --within {options.county}"
        raise Refused("project.begin.no_county", f"没有代码是 {options.county} 的县（市、区），先导入区划：{way_out}")
    at = clock.now()
    with transaction.atomic():
        office = units.add(county, name=options.office, level=Level.OFFICE, by=None, at=at)
        person = persons.add(county, name=options.name, staff_number=options.number, by=None, at=at)
        posts.give(person, unit=office, role=Role.ADMINISTRATOR, since=clock.today(), by=None, at=at)
        issued = invitations.invite(person, by=None, at=at)
    return reverse("people:accept_invitation", args=[issued.token])
