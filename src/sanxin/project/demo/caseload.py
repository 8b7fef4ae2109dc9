"""Who keeps contact with whom: a plan in force, next year's draft with a few changes by hand, two handovers."""

from datetime import datetime, timedelta

from sanxin.fieldwork.actions.caseload_approvals import approve
from sanxin.fieldwork.actions.caseload_changes import fix, move
from sanxin.fieldwork.actions.caseload_plans import Settings, change_officer, draft
from sanxin.fieldwork.actions.caseload_rounds import perform
from sanxin.fieldwork.actions.caseload_rules import forbid
from sanxin.fieldwork.actions.handovers import hand_over, take
from sanxin.fieldwork.actions.skills import add_skill, ask_of_contact
from sanxin.fieldwork.models import CaseloadPlan, HandoverCause, PlanPair, Skill
from sanxin.fieldwork.queries.caseload_costs import weighing_of
from sanxin.fieldwork.queries.handovers import held_by
from sanxin.fieldwork.rules.skills import fingerprint
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.project.demo.county import County
from sanxin.service.actions.keepings import Given, show_all
from sanxin.service.queries.needs import kinds_of

ABOUT = {
    "镇桥镇": (28.88, 117.04),
    "乐港镇": (28.95, 117.03),
    "涌山镇": (29.13, 117.27),
    "众埠镇": (28.85, 117.30),
    "接渡镇": (28.93, 117.15),
    "洪岩镇": (29.08, 117.38),
    "礼林镇": (28.85, 117.14),
    "后港镇": (28.99, 117.00),
    "塔前镇": (28.93, 117.22),
    "双田镇": (29.02, 117.19),
    "名口镇": (28.80, 117.36),
}
"""Where townships lie, roughly; their villages stand around them."""
PEOPLE = ("程晓岚", "何志明", "余敏", "刘海燕", "江小禾", "彭思源", "徐建平", "汪志远")
BASES = {
    "程晓岚": "洪岩镇",
    "何志明": "接渡镇",
    "余敏": "涌山镇",
    "刘海燕": "众埠镇",
    "江小禾": "乐港镇",
    "彭思源": "镇桥镇",
    "汪志远": "礼林镇",
}
"""Townships they set out from; who is not here sets out from the department."""
SKILLS = {"医保政策": ("illness",), "法律": (), "水利": ()}
"""What some villages and members need, with the kinds of need that call for it."""
KNOWING = {"程晓岚": ("医保政策",), "何志明": ("法律", "医保政策"), "刘海燕": ("医保政策", "水利"), "徐建平": ("法律",)}
NEEDING = {"竹坑村": "水利", "双溪村": "法律"}
RULES = Settings(min_villages=1, max_villages=3, min_members=0, max_members=3)
NOTE = "方家的药每月底要带；答应过帮忙问低保的事，还没回。"


def plan_caseloads(county: County, now: datetime) -> None:
    """The plan began some weeks ago; the draft is three days old."""
    _place(county)
    _ask_for_skills(county, now - timedelta(days=46))
    _in_force(county, now - timedelta(days=45))
    _next_year(county, now - timedelta(days=3))
    _hand_over(county, now)
    show_all(now)


def _place(county: County) -> None:
    for number, village in enumerate(county.villages):
        town = village.parent
        at = ABOUT.get(town.name) if town is not None else None
        if at is not None:
            village.latitude = round(at[0] + (number % 3 - 1) * 0.02, 4)
            village.longitude = round(at[1] + (number % 4 - 1.5) * 0.02, 4)
    Unit.objects.bulk_update(county.villages, ["latitude", "longitude"])
    towns = list(Unit.objects.filter(county=county.unit, name__in=ABOUT))
    for town in towns:
        town.latitude, town.longitude = ABOUT[town.name]
    Unit.objects.bulk_update(towns, ["latitude", "longitude"])


def _ask_for_skills(county: County, at: datetime) -> None:
    head, kinds = county.people["徐建平"], kinds_of(county.department)
    with clock.frozen(at):
        for name, codes in SKILLS.items():
            called = [kind for kind in kinds if kind.code in codes]
            add_skill(county.department, name=name, kinds=called, by=head, at=at)
        known = {skill.name: skill for skill in Skill.objects.filter(office=county.department)}
        for name, skill in NEEDING.items():
            ask_of_contact(
                county.village(name),
                office=county.department,
                skills=[known[skill]],
                by=head,
                seen=fingerprint([]),
                at=at,
            )


def _in_force(county: County, at: datetime) -> None:
    plan = _solved(county, at.year, at)
    leader, at = county.people["叶文清"], at + timedelta(days=2)
    with clock.frozen(at):
        approve(plan, in_force_on=at.date(), by=leader, seen=plan.version, at=at)


def _next_year(county: County, at: datetime) -> None:
    """One village given to somebody else, one held on to, one pair kept apart."""
    head = county.people["徐建平"]
    plan = _solved(county, at.year + 1, at)
    with clock.frozen(at):
        first, second, third = PlanPair.objects.filter(plan=plan).villages().with_names()[:3]
        choice = next((one for one in weighing_of(plan, at.date()).choices(first) if one.possible), None)
        if choice is not None:
            to = Person.objects.get(pk=choice.person_id)
            move(_with_plan(first), to=to, reason="那边的话他会讲", by=head, seen=_seen(plan), at=at)
        if second.person is not None:
            fix(_with_plan(second), reason="修路的事他一直在跟", by=head, seen=_seen(plan), at=at)
        forbid(plan, third, person=county.people["彭思源"], reason="有亲戚在村里", by=head, seen=_seen(plan), at=at)


def _hand_over(county: County, now: datetime) -> None:
    """One stands in already, one has been asked."""
    away, back = now - timedelta(days=2), (now + timedelta(days=12)).date()
    for giver, receiver, at, until in (("江小禾", "刘海燕", away, back), ("余敏", "何志明", now, None)):
        person, other = county.people[giver], county.people[receiver]
        with clock.frozen(at):
            held = held_by(person, county.department.id, at.date()).values()
            given = [Given(None, village_id=row.village_id, member_id=row.member_id) for row in held]
            if not given:
                continue
            asked = hand_over(
                county.department,
                giver=person,
                receiver=other,
                targets=given,
                cause=HandoverCause.LEAVE,
                for_good=False,
                since=at.date(),
                until=until,
                note=NOTE,
                by=person,
                at=at,
            )
            if at is away:
                take(asked, by=other, at=at)


def _solved(county: County, year: int, at: datetime) -> CaseloadPlan:
    head = county.people["徐建平"]
    with clock.frozen(at):
        plan = draft(
            county.department,
            year=year,
            settings=RULES,
            people=[county.people[name] for name in PEOPLE],
            villages=county.villages,
            by=head,
            at=at,
        )
        _set_out(plan, county, head, at)
        perform(plan, by=head, version=None, at=at, step=lambda *_: None)
    return CaseloadPlan.objects.select_related("office").get(pk=plan.pk)


def _set_out(plan: CaseloadPlan, county: County, head: Person, at: datetime) -> None:
    """Each from a township of their own, so that near and far mean something; some know something."""
    skills = {skill.name: skill for skill in Skill.objects.filter(office=county.department)}
    towns = {village.parent.name: village.parent for village in county.villages if village.parent is not None}
    for officer in plan.officers.select_related("person", "plan__office"):
        base = towns.get(BASES.get(officer.person.name, ""))
        known = [skills[name] for name in KNOWING.get(officer.person.name, ())]
        if base is not None or known:
            change_officer(
                officer,
                base=base,
                home=None,
                skills=known,
                max_villages=None,
                max_members=None,
                by=head,
                seen=_seen(plan),
                at=at,
            )


def _with_plan(pair: PlanPair) -> PlanPair:
    return PlanPair.objects.with_names().select_related("plan__office").get(pk=pair.pk)


def _seen(plan: CaseloadPlan) -> int:
    return CaseloadPlan.objects.values_list("version", flat=True).get(pk=plan.pk)
