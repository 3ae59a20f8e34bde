"""Who works in the demonstration county: made-up names, four people a unit, and the county's own offices."""

from dataclasses import dataclass
from functools import cache

import yaml

from gongkai.accounts.models import Role
from gongkai.demo.county import HERE, government, publishers
from gongkai.demo.dice import Dice

SEED = "gongkai demo people"


@dataclass(frozen=True)
class Worker:
    """A person with the post they hold: ``unit`` by name, ``title`` as on a door."""

    username: str
    name: str
    unit: str
    role: str
    title: str


# Four separate hands at every unit: what one of them does, another checks (DY-4).
HANDS = (
    (Role.PROPOSER, "xinxi", "信息员"),
    (Role.SECRECY, "baomi", "保密审查员"),
    (Role.REVIEWER, "lingdao", "分管领导"),
    (Role.PUBLISHER, "fabu", "发布员"),
)
OFFICES = (
    ("gkb", "政务公开办", Role.OFFICE, "政务公开办主任"),
    ("gkb2", "政务公开办", Role.OFFICE, "政务公开办科员"),
    ("kh-zfb", "政府办", Role.ASSESSOR, "县政府办考核员"),
    ("kh-zwzx", "政务服务中心", Role.ASSESSOR, "政务服务中心考核员"),
    ("kh-mzj", "民政局", Role.ASSESSOR, "民政局考核员"),
    ("kh-zgh", "总工会", Role.ASSESSOR, "总工会考核员"),
    ("kh-wwb", "外网办", Role.ASSESSOR, "外网办考核员"),
    ("dsf", "", Role.THIRD_PARTY, "第三方评估机构评估员"),
    ("ldxz", "", Role.LEADING_GROUP, "政务公开领导小组成员"),
    ("sjy", "", Role.AUDITOR, "审计员"),
    ("admin", "", Role.ADMIN, "系统管理员"),
    ("dsf2", "", Role.THIRD_PARTY, "第三方评估机构复核员"),
)
SECOND = ("政府办", Role.SECRECY, "县政府保密审查员")  # whose second post is at the county government


@cache
def workers() -> tuple[Worker, ...]:
    """Everybody with an account. A unit left empty is the county government."""
    names = iter(_names())
    found = [
        Worker(f"{one.code}-{short}", next(names), one.name, role, title)
        for one in publishers()
        for role, short, title in HANDS
    ]
    county = government().name
    return (*found, *(Worker(user, next(names), unit or county, role, title) for user, unit, role, title in OFFICES))


@cache
def leaders(unit: str) -> tuple[str, ...]:
    """Names on a unit's page of leaders: the head, two deputies and the deputy who reviews what is published."""
    place = next(number for number, one in enumerate(publishers()) if one.name == unit)
    spare = _names()[len(workers()) + 3 * place :][:3]
    reviewer = next(one.name for one in workers() if one.unit == unit and one.role == Role.REVIEWER)
    return (spare[0], spare[1], reviewer, spare[2])


@cache
def _names() -> tuple[str, ...]:
    words = yaml.load((HERE / "texts" / "words.yaml").read_text("utf-8"), yaml.CSafeLoader)
    dice = Dice(SEED)
    found: dict[str, None] = {}
    while len(found) < 700:
        given = "".join(dice.some(words["given"], 2))
        found[dice.pick(words["surnames"]) + given] = None
    return tuple(found)
