"""The people every test knows. All invented; the divisions are real."""

from dataclasses import dataclass, fields
from datetime import date

from sanxin.kernel.roles import Role
from sanxin.people.models import Level, Person, Post, Unit, User

PASSWORD = "Zhukeng-2026"
"""Fits the password rules; shared by the whole cast."""


@dataclass
class Cast:
    """Who is who. 乐平's organisation department, a linked department, a village, and another county."""

    county: Unit
    department: Unit
    section: Unit
    other_section: Unit
    transport: Unit
    """市交通运输局, the linked department."""
    town: Unit
    village: Unit
    other_village: Unit
    officer: Person
    """程晓岚, 组织二科."""
    colleague: Person
    """何志明, same section."""
    head: Person
    """徐建平, head of 组织二科."""
    leader: Person
    """叶文清, leads the department."""
    handler: Person
    """占伟, answers for the transport bureau."""
    liaison: Person
    """余海生, of 竹坑村."""
    administrator: Person
    auditor: Person
    stranger: Person
    """An officer of another county."""
    stranger_administrator: Person

    def everybody(self) -> list[Person]:
        return [value for f in fields(self) if isinstance(value := getattr(self, f.name), Person)]


def unit(code: str, name: str, level: Level, parent: Unit | None) -> Unit:
    made = Unit(code=code, name=name, level=level, parent=parent).settle()
    made.save(force_insert=True)
    return made


def person(county: Unit, number: str, name: str, role: Role, at: Unit, *, account: bool = True) -> Person:
    made = Person.objects.create(county=county, staff_number=number, name=name)
    Post.objects.create(person=made, unit=at, role=role, since=date(2020, 1, 1))
    if account:
        user = User(username=number, person=made)
        user.password = _hash()
        user.save(force_insert=True)
    return made


def make_cast() -> Cast:
    province = unit("36", "江西省", Level.PROVINCE, None)
    city = unit("3602", "景德镇市", Level.CITY, province)
    county = unit("360281", "乐平市", Level.COUNTY, city)
    department = unit("360281-ZZB", "市委组织部", Level.OFFICE, county)
    section = unit("360281-ZZB-2", "组织二科", Level.SECTION, department)
    other_section = unit("360281-ZZB-1", "组织一科", Level.SECTION, department)
    transport = unit("360281-JTJ", "市交通运输局", Level.OFFICE, county)
    town = unit("360281106", "洪岩镇", Level.TOWNSHIP, county)
    village = unit("360281106201", "竹坑村", Level.VILLAGE, town)
    other_village = unit("360281106202", "双溪村", Level.VILLAGE, town)
    elsewhere = unit("360222", "浮梁县", Level.COUNTY, city)
    elsewhere_department = unit("360222-ZZB", "县委组织部", Level.OFFICE, elsewhere)
    return Cast(
        county=county,
        department=department,
        section=section,
        other_section=other_section,
        transport=transport,
        town=town,
        village=village,
        other_village=other_village,
        officer=person(county, "lp001", "程晓岚", Role.OFFICER, section),
        colleague=person(county, "lp002", "何志明", Role.OFFICER, section),
        head=person(county, "lp003", "徐建平", Role.SECTION_HEAD, section),
        leader=person(county, "lp004", "叶文清", Role.LEADER, department),
        handler=person(county, "lp005", "占伟", Role.HANDLER, transport),
        liaison=person(county, "lp006", "余海生", Role.LIAISON, village),
        administrator=person(county, "lp007", "柯明", Role.ADMINISTRATOR, department),
        auditor=person(county, "lp008", "沈言", Role.AUDITOR, department),
        stranger=person(elsewhere, "fl001", "汪小舟", Role.OFFICER, elsewhere_department),
        stranger_administrator=person(elsewhere, "fl002", "方远", Role.ADMINISTRATOR, elsewhere_department),
    )


_hashed = ""


def _hash() -> str:
    """Argon2 is slow on purpose; the whole cast shares one hash."""
    global _hashed
    if not _hashed:
        from django.contrib.auth.hashers import make_password

        _hashed = make_password(PASSWORD)
    return _hashed
