"""A small installation on the disk, for tests that need a real server: ``python -m tests.house.prepared``.

Run as a process of its own, under the environment of the installation; tests then serve copies of it.
"""

import os

from tests.house import nursery

PASSWORD = "journey-2026-pass"
ROLES = {
    "xin": "proposer", "mi": "secrecy", "fen": "reviewer", "fa": "publisher", "ban": "office", "he": "office",
    "kao": "assessor", "san": "third_party", "ling": "leading_group", "qian": "reviewer",
}  # fmt: skip
COUNTY_WIDE = ("ban", "he", "kao", "san", "ling", "qian")


def prepare(env: dict) -> None:
    """Makes the installation that ``env`` names, with its public pages written; raises with what a process said that
    failed."""
    nursery.run("tests.house.prepared", env=env, check=True)
    nursery.run("gongkai.cli", "tree", "write", env=env, check=True)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    import django

    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from gongkai import birth, shelf
    from gongkai.accounts.models import Post
    from gongkai.catalogue import publishing, units
    from gongkai.catalogue.models import Topic
    from gongkai.disclosures.interpretation import interpreting
    from gongkai.publication.models import Site
    from tests.county import RULES, moment

    birth.migrate()
    with transaction.atomic():
        birth.born(told=moment("2026-01-12 10:00"), label="试县", limits=("tz",))
        Topic.objects.create(
            code="tzgg", name="通知公告", says="通知和公告", phase="management", column_type="工作动态",
            catalogue="test", navigated=True,
        )  # fmt: skip
        Topic.objects.create(
            code="kaohe", name="考核结果", says="考核结果", phase="result", column_type="其他", catalogue="test"
        )
        Topic.objects.create(
            code="guifan", name="规范性文件", says="规范性文件", phase="decision", column_type="政策文件",
            catalogue="test", navigated=True, order=10, channels=["portal"], level="county",
        )  # fmt: skip
        Topic.objects.create(
            code="jiedu", name="政策解读", says="政策解读", phase="decision", column_type="政策解读", catalogue="test",
            navigated=True, order=11,
        )  # fmt: skip
        Site.objects.create(name="试县人民政府", host="试县人民政府办公室", phone="0825-7800000", id_code="5100000001")
        people()
        interpreting.lay_routes(Post.objects.get(person__username="ban"), moment("2026-01-02 09:00"))
        publishing.show_columns(timezone.now())
        units.show_units(timezone.now())
    shelf.adopt("assessment", "shi-2025", {"shi-2025.yaml": RULES.encode()}, at=moment("2026-01-12 09:00"), by="试县")


def people() -> None:
    """One person a role; four of them at the road bureau, one that signs along for the county."""
    from gongkai.accounts.models import Person, Post, Unit

    top = Unit.objects.create(name="试县", full_name="试县人民政府", code="shixian", kind="government")
    roads = Unit.objects.create(name="交运局", full_name="试县交通运输局", code="jyj", parent=top, order=1)
    for name, role in ROLES.items():
        person = Person.objects.create_user(name, f"{name}某", PASSWORD)
        Post.objects.create(person=person, unit=top if name in COUNTY_WIDE else roads, role=role)


if __name__ == "__main__":
    main()
