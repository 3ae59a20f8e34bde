"""What stands before the first disclosure: installation, units, groups, people and posts, catalogue, site."""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from gongkai import birth
from gongkai.accounts.models import Group, Membership, Person, Post, Unit
from gongkai.catalogue import loading, publishing
from gongkai.catalogue import units as directory
from gongkai.demo import county, hours, people
from gongkai.demo.accounts import PASSWORD
from gongkai.publication.models import Site

LABEL = "演示县：记录、人员和机构代码都是虚构的"
NOTICE = "演示网站：单位和目标数取自大英县2018年的细则，其余内容均为虚构，不代表任何机关"
PROFILES = ("tz", "dy")  # limits that stand in the demonstration, the county's own in front
BLOCK = "block"  # kind of group: 板块


def lay() -> None:
    """Writes all of it in one transaction; laid before, it stays as it is."""
    with transaction.atomic():
        if Unit.objects.exists():
            return
        birth.born(told=hours.NOW, label=LABEL, limits=PROFILES)
        units = _units()
        _groups(units)
        _people(units)
        _site()
        loading.load("daying")
        publishing.show_columns(hours.at(date(2025, 1, 1), 0))
        directory.show_units(hours.at(date(2025, 1, 1), 0))


def _units() -> dict[str, Unit]:
    """Units by name. The units of the table stand side by side: nobody at the county government acts for them."""
    rows = [
        Unit(name=one.name, full_name=one.full_name, code=one.code, kind=one.kind, order=10 * one.number)
        for one in county.publishers()
    ]
    for number, (name, (code, kind, _, full)) in enumerate(county.written()["beside"].items(), start=len(rows) + 1):
        rows.append(Unit(name=name, full_name=full, code=code, kind=kind, order=10 * number))
    units = {unit.name: unit for unit in Unit.objects.bulk_create(rows)}
    office = units[county.written()["sections_of"]]
    Unit.objects.filter(kind=Unit.Kind.SECTION).update(parent=office)
    return units


def _groups(units: dict[str, Unit]) -> None:
    for code, block in county.written()["blocks"].items():
        group = Group.objects.create(kind=BLOCK, code=code, name=block["name"], leader=units[block["leader"]])
        Membership.objects.bulk_create(Membership(group=group, unit=units[name]) for name in county.members(block))


def _people(units: dict[str, Unit]) -> None:
    password = make_password(PASSWORD)  # one hash for all: it is printed on the sign-in page
    rows = [Person(username=one.username, name=one.name, password=password) for one in people.workers()]
    found = Person.objects.bulk_create(rows)
    Post.objects.bulk_create(
        Post(person=person, unit=units[one.unit], role=one.role, title=one.title)
        for person, one in zip(found, people.workers(), strict=True)
    )
    unit, role, title = people.SECOND
    second = Post.objects.get(unit=units[unit], role=role)
    Post.objects.create(person=second.person, unit=units[county.government().name], role=role, title=title)


def _site() -> None:
    Site.objects.get_or_create(
        defaults={
            "name": "大英县人民政府",
            "section": "政务公开",
            "host": "大英县人民政府办公室",
            "maker": "大英县人民政府政务公开办公室",
            "phone": county.body("政府办").phone,
            "address": "大英县蓬莱镇政务路（虚构地址）",
            "notice": NOTICE,
        }
    )
