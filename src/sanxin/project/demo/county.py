"""Who lives and works in the demo county. Townships are real (code and name); all else is invented."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from sanxin.kernel.roles import Role
from sanxin.people.actions import persons, posts
from sanxin.people.models import Level, Person, Unit

TOWNSHIPS = {
    "360281100": "镇桥镇",
    "360281101": "乐港镇",
    "360281102": "涌山镇",
    "360281103": "众埠镇",
    "360281104": "接渡镇",
    "360281105": "洪岩镇",
    "360281106": "礼林镇",
    "360281107": "后港镇",
    "360281108": "塔前镇",
    "360281109": "双田镇",
    "360281110": "临港镇",
    "360281111": "高家镇",
    "360281112": "名口镇",
    "360281113": "浯口镇",
    "360281114": "十里岗镇",
    "360281200": "鸬鹚乡",
}
VILLAGES = {
    "镇桥镇": ["泉源村", "浒塘村", "桥头村"],
    "乐港镇": ["上游村", "大田畈村"],
    "涌山镇": ["杨家坞村", "车溪村"],
    "众埠镇": ["石桥头村", "上畈村"],
    "接渡镇": ["沙湾村", "黄泥岗村"],
    "洪岩镇": ["竹坑村", "双溪村"],
    "礼林镇": ["泉塘村", "沙洲村"],
    "后港镇": ["樟树下村", "大湖村"],
    "塔前镇": ["下徐坂村"],
    "双田镇": ["横路村"],
    "名口镇": ["戴坞村"],
}
SECTIONS = {"ZZB-0": "办公室", "ZZB-1": "组织一科", "ZZB-2": "组织二科", "ZZB-3": "干部科", "ZZB-4": "人才科"}
OFFICES = {
    "JTJ": "市交通运输局",
    "SLJ": "市水利局",
    "YBJ": "市医保局",
    "NYJ": "市农业农村局",
    "ZJJ": "市住建局",
    "JTY": "市教体局",
    "RSJ": "市人社局",
    "GDG": "市供电公司",
}
STAFF: tuple[tuple[str, str, Role, str, str], ...] = (
    ("zzb001", "叶文清", Role.LEADER, "ZZB", "部长"),
    ("zzb002", "徐建平", Role.SECTION_HEAD, "ZZB-2", "科长"),
    ("zzb003", "程晓岚", Role.OFFICER, "ZZB-2", "干部"),
    ("zzb004", "何志明", Role.OFFICER, "ZZB-2", "干部"),
    ("zzb005", "余敏", Role.OFFICER, "ZZB-2", "干部"),
    ("zzb006", "刘海燕", Role.OFFICER, "ZZB-1", "干部"),
    ("zzb007", "汪志远", Role.SECTION_HEAD, "ZZB-1", "科长"),
    ("zzb008", "江小禾", Role.OFFICER, "ZZB-1", "干部"),
    ("zzb009", "彭思源", Role.OFFICER, "ZZB-3", "干部"),
    ("zzb010", "柯明", Role.ADMINISTRATOR, "ZZB-0", "管理员"),
    ("zzb011", "沈言", Role.AUDITOR, "ZZB-0", "审计员"),
    ("jtj001", "占伟", Role.HANDLER, "JTJ", "运输科"),
    ("slj001", "黎春生", Role.HANDLER, "SLJ", "农水科"),
    ("ybj001", "胡静", Role.HANDLER, "YBJ", "待遇科"),
    ("nyj001", "石国栋", Role.HANDLER, "NYJ", "经管科"),
    ("zjj001", "黄立", Role.HANDLER, "ZJJ", "村镇科"),
    ("jty001", "洪梅", Role.HANDLER, "JTY", "基教科"),
    ("rsj001", "王晓东", Role.HANDLER, "RSJ", "居保中心"),
    ("gdg001", "程力", Role.HANDLER, "GDG", "运维部"),
    ("cun001", "余海生", Role.LIAISON, "竹坑村", "村支书"),
)


@dataclass
class County:
    unit: Unit
    department: Unit
    sections: dict[str, Unit] = field(default_factory=dict)
    offices: dict[str, Unit] = field(default_factory=dict)
    villages: list[Unit] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)

    def village(self, name: str) -> Unit:
        return next(village for village in self.villages if village.name == name)


def settle(since: date) -> County:
    """Divisions, offices, villages and staff; posts begin on `since`."""
    province = _unit("36", "江西省", Level.PROVINCE, None)
    city = _unit("3602", "景德镇市", Level.CITY, province)
    county = _unit("360281", "乐平市", Level.COUNTY, city)
    made = County(county, _unit("360281-ZZB", "市委组织部", Level.OFFICE, county))
    made.sections = {
        code: _unit(f"360281-{code}", name, Level.SECTION, made.department) for code, name in SECTIONS.items()
    }
    made.offices = {code: _unit(f"360281-{code}", name, Level.OFFICE, county) for code, name in OFFICES.items()}
    for code, name in TOWNSHIPS.items():
        town = _unit(code, name, Level.TOWNSHIP, county)
        for number, village in enumerate(VILLAGES.get(name, []), start=201):
            made.villages.append(_unit(f"{code}{number}", village, Level.VILLAGE, town))
    _staff(made, since)
    return made


def _staff(county: County, since: date) -> None:
    """Registered as an administrator would, so that they are found and their pages have a history."""
    where = {"ZZB": county.department, **county.sections, **county.offices}
    where |= {village.name: village for village in county.villages}
    at = timezone.make_aware(datetime.combine(since, time(9)))
    for number, name, role, place, title in STAFF:
        person = persons.add(county.unit, name=name, staff_number=number, by=None, at=at)
        posts.give(person, unit=where[place], role=role, since=since, title=title, by=None, at=at)
        county.people[name] = person


def _unit(code: str, name: str, level: Level, parent: Unit | None) -> Unit:
    made = Unit(code=code, name=name, level=level, parent=parent).settle()
    made.save(force_insert=True)
    return made
