"""The small county of the tests: who is there, how a record goes its way, and a campaign under a small rulebook."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
RULES = """
rulebook: shi-2025
title: 试县政务公开评分规则
document: DY
period: 2025
as_of: 2025-12-31
rounding: {mode: half_up, total: 2}
sources: {office: 县政府办, third: 第三方}
table:
  id: total
  title: 总分
  points: 100
  indicators:
  - {id: volume, title: 公开数量, points: 60, start: full, says: 每少1条扣10分, cite: DY-F2.4,
     rules: [{lose: 10, each: disclosures.published, short_of: 3}]}
  - {id: desk, title: 查阅材料, points: 20, source: office, cite: DY-F2.7, rules: [{earn: judged}]}
  - {id: web, title: 网上查看, points: 20, source: third, cite: DY-F2.8, rules: [{earn: judged}]}
grades:
  bands: [{grade: 优秀, at_least: 90}, {grade: 合格, at_least: 60, below: 90}, {grade: 不合格, below: 60}]
ranking: {per: all}
"""


def moment(text: str) -> datetime:
    """2025-03-03 10:00 in Beijing."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def stand_under_limits(patch):
    from gongkai import shelf

    patch.setattr(shelf, "here", lambda: shelf.limits("tz"))


def small_county():
    from gongkai.accounts.models import Person, Post, Role, Unit
    from gongkai.catalogue.models import Topic

    top = Unit.objects.create(name="试县", full_name="试县人民政府", code="shixian", kind="government")
    roads = Unit.objects.create(name="交运局", full_name="试县交通运输局", code="jyj", parent=top, order=1)
    town = Unit.objects.create(
        name="河边镇", full_name="试县河边镇人民政府", code="hbz", parent=top, kind="township", order=2
    )
    topic = Topic.objects.create(
        code="tzgg", name="通知公告", says="通知和公告", phase="management", column_type="工作动态", catalogue="test"
    )
    names = {
        "xin": (Role.PROPOSER, roads), "mi": (Role.SECRECY, roads), "fen": (Role.REVIEWER, roads),
        "fa": (Role.PUBLISHER, roads), "ban": (Role.OFFICE, top), "he": (Role.OFFICE, top), "kao": (Role.ASSESSOR, top),
        "san": (Role.THIRD_PARTY, top), "ling": (Role.LEADING_GROUP, top), "shen": (Role.AUDITOR, top),
        "guan": (Role.ADMIN, top), "zhen": (Role.PROPOSER, town), "zhenmi": (Role.SECRECY, town),
        "zhenfen": (Role.REVIEWER, town), "zhenfa": (Role.PUBLISHER, town),
    }  # fmt: skip
    people = Person.objects.bulk_create(Person(username=name, name=f"{name}某", password="!") for name in names)
    held = zip(people, names.values(), strict=True)
    posts = Post.objects.bulk_create(Post(person=person, unit=unit, role=role) for person, (role, unit) in held)
    return SimpleNamespace(top=top, roads=roads, town=town, topic=topic, **dict(zip(names, posts, strict=True)))


def writer(county):
    from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day

    def opened(
        title="关于公路养护的通知", html="<p>对县道开展养护。</p>", at="2025-03-03 10:00", by=None, files=(), **values
    ):
        by = by or county.xin
        at = moment(at)
        values.setdefault("kind", "信息")
        draft = Draft(by.unit, county.topic, title, at.date(), html, values, list(files))
        return open_records([Writing(draft, by, at, start_of_day(at.date()))])[0]

    return opened


def publisher(county):
    return lambda record, at="2025-03-04 10:00": by_four_hands(county, record, at)


def by_four_hands(county, record, at):
    """The ordinary way of a record of the road bureau, from its draft to the public."""
    for step, by in (("propose", county.xin), ("clear", county.mi), ("approve", county.fen), ("publish", county.fa)):
        record.case.take(step, by=by, at=moment(at))
    record.refresh_from_db()
    return record


def put_on_shelf(patch, folder):
    from gongkai import shelf

    path = folder / "shi-2025.yaml"
    path.write_text(RULES, "utf-8")
    shipped, listed = shelf.rulebook, shelf.names
    patch.setattr(shelf, "rulebook", lambda name: path if name == "shi-2025" else shipped(name))
    patch.setattr(shelf, "names", lambda kind: [*(["shi-2025"] if kind == "assessment" else []), *listed(kind)])
    return path


def open_campaign(county):
    from gongkai.assessment import planning

    plan = planning.Plan(
        "试县2025年考核", "shi-2025", moment("2025-01-01").date(), moment("2025-12-31").date(),
        [county.roads, county.town], {"office": [county.top], "third": [county.top]},
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, moment("2026-01-05 09:00"))
    found.case.take("approve", by=county.ling, at=moment("2026-01-06 09:00"))
    found.case.take("notify", by=county.ban, at=moment("2026-01-07 09:00"))
    declare(found, county.ban, county.he, county.kao, county.san)
    return found


def declare(campaign, *posts, at=None):
    """These people say that they need not keep away from anybody, before their first mark."""
    from gongkai.assessment import handing

    for post in posts:
        if parts := handing.mine(campaign, post):
            parts[0].case.take("declare", by=post, at=at or moment("2026-01-07 10:00"), detail={"refused": []})
