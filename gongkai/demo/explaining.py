"""政策解读 and what goes with it: who owes press conferences and held them, charts and films, questions and answers.

Charts and answers come out in 2026, so that what was counted for 2025 stays as it was counted; the conferences are held
before the year is assessed, each reported and in time. Nothing here is of a real unit or person.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Role, Unit
from gongkai.acts.taking import Take, take_many
from gongkai.answers import doubting
from gongkai.answers import drafting as replying
from gongkai.answers.models import OTHER, Answer
from gongkai.catalogue.models import Topic
from gongkai.demo import hours
from gongkai.demo.assessing import post
from gongkai.demo.dice import Dice
from gongkai.demo.papers import hand, moment, paper, publish
from gongkai.disclosures import drafting
from gongkai.disclosures.conferences import duties, holding
from gongkai.disclosures.models import Conference, ConferenceDuty, Disclosure
from gongkai.files import store
from gongkai.look.words import titled
from gongkai.revisions.writing import Founding

# Units listed, with what each tells of: one theme a quarter; None: nothing was held.
OWING: dict[str, tuple[str | None, ...]] = {
    "交运局": ("春运保障", "汛期道路保畅", "公交线路优化", "冬季公路养护"),
    "教育局": ("春季学期收费", "义务教育招生", "秋季开学准备", "校园安全"),
    "民政局": ("困难群众春节慰问", "低保标准调整", "养老服务", "今冬救助"),
    "住建局": ("老旧小区改造", "城区排水", None, "农民工工资"),
    "人社局": ("春风行动招聘", "社保缴费", "高校毕业生就业", "欠薪整治"),
    "环保局": ("空气质量", "饮用水水源保护", "秸秆禁烧", "年度环境状况"),
}
DAYS = (date(2025, 2, 20), date(2025, 5, 22), date(2025, 8, 21), date(2025, 11, 20))
WITHOUT_PRINCIPAL = "人社局"  # its principal never came
WAY = (("propose", Role.PROPOSER, 9), ("clear", Role.SECRECY, 10), ("approve", Role.REVIEWER, 11),
       ("publish", Role.PUBLISHER, 15))  # fmt: skip
RULES = re.compile(r"^关于印发《大英县(?P<matter>.+?)(?P<form>管理办法|实施细则|工作规范)》的通知$")
SUITED = re.compile("危房改造|就业服务|补贴|养老服务|审批服务|农机推广|环评服务")  # matters that people apply for
TERM = re.compile(r"自受理之日起(\d+)个工作日内")
SINCE = re.compile(r"自(\d{4}年\d{1,2}月\d{1,2}日)起施行，有效期(\d+)年")
BATCH = "demo-explaining"
PAPERS, RICH = 6, 6  # rules that are asked about, documents explained by more than words
ORIGINS = ("consulted", "hotline", "window", "messages", "requests", "searched")


@dataclass(frozen=True)
class Asked:
    """One question about a rule of a unit, with the clause that answers it."""

    unit: str
    rule: Disclosure
    question: str
    html: str
    clause: str
    expires_on: date | None = None


def hold() -> None:
    """Once: units are listed, and hold what they held in 2025."""
    if ConferenceDuty.objects.exists():
        return
    with transaction.atomic():
        units = {unit.name: unit for unit in Unit.objects.filter(name__in=OWING)}
        ground = "与群众生活关系密切，社会关注"
        owings = [duties.Owing(units[name], date(2025, 1, 1), ground) for name in OWING]
        duties.oblige(owings, post("gkb"), moment(2025, 1, 3, 10))
        for day, quarter in zip(DAYS, range(4), strict=True):
            _hold(day, quarter)


def tell() -> None:
    """Once: charts and films beside the words, then questions and answers."""
    if Answer.objects.exists():
        return
    with transaction.atomic():
        _draw()
        _ask()
        _mend()


def doubt() -> None:
    """What the schedule would find on the day."""
    for key in doubting.due(hours.NOW):
        doubting.doubt(key, hours.NOW)


def _hold(day: date, quarter: int) -> None:
    """Planned two weeks ahead, reported a week ahead, held on the day, agreed to on the next: all units together."""
    themes = {name: told[quarter] for name, told in OWING.items() if told[quarter]}
    rows: dict[str, Conference] = {}
    for name, theme in themes.items():
        plan = holding.Plan(f"{theme}新闻发布会", f"{day.year}年第{quarter + 1}季度例行发布：{theme}", day)
        rows[name] = holding.plan_conferences([plan], hand(name, Role.PROPOSER), _at(day, -14))[0]
    told = {"day": _iso(day, -7), "says": f"{_iso(day, -7)} 报告县政府"}
    _all("report", rows, Role.PROPOSER, _at(day, -7), told)
    _all("hold", rows, Role.PROPOSER, _at(day, 0, 17), {}, lambda name: _held(name, day, quarter))
    _all("accept", rows, Role.REVIEWER, _at(day, 1), {})


def _all(step: str, rows: dict[str, Conference], role: str, at: datetime, detail: dict, own=None) -> None:
    takes = [
        Take(row.case, hand(name, role), at, detail=own(name) if own else detail) for name, row in rows.items()
    ]  # fmt: skip
    take_many("conference", step, takes)


def _held(name: str, day: date, quarter: int) -> dict:
    principal = quarter == 1 and name != WITHOUT_PRINCIPAL
    speakers = "主要负责人、业务科室负责人" if principal else "分管负责人、业务科室负责人"
    return {
        "day": day.isoformat(), "speakers": speakers, "media": "县融媒体中心", "items": [], "papers": [],
        "principal": principal, "recording": "", "says": f"{day} 举行，发布人 {speakers}",
    }  # fmt: skip


def _draw() -> None:
    """Documents that had words alone get a chart, or a film to be followed by its link."""
    told = Disclosure.objects.filter(live__interprets__isnull=False, case__unit__name__in=OWING)
    seen: dict[int, Disclosure] = {}
    for row in told.select_related("live__interprets__live", "case__unit", "topic").order_by("-published", "pk"):
        seen.setdefault(row.case.unit_id, row)
    for place, row in enumerate(list(seen.values())[:RICH]):
        assert row.live is not None and row.live.interprets is not None
        _explain(row, row.live.interprets, place)


def _explain(row: Disclosure, document: Disclosure, place: int) -> None:
    name, unit = titled(document.case.title), row.case.unit.name
    by, filmed = hand(unit, Role.PROPOSER), place % 3 == 2
    link = f'<p><a href="https://video.example.cn/daying/{row.pk}/">观看解读视频</a></p>' if filmed else ""
    html = f"<p>{name}讲了哪些事、怎么办、找谁问，{'看这段三分钟的视频' if filmed else '一张图说清楚'}。</p>{link}"
    title = f"{'视频解读' if filmed else '一图读懂'}：{name}"
    draft = paper(
        unit, row.topic.code, title, date(2026, 1, 6), html, kind="解读", interprets=document,
        forms="文字 视频" if filmed else "文字 图表图解", explainer_rank="业务科室负责人",
    )  # fmt: skip
    draft.batch = BATCH
    if not filmed:
        file = store.keep(_chart(place), name="一图读懂.png", at=moment(2026, 1, 6, 9), by=by.person)
        draft.files, draft.texts = [(file, "一图读懂.png")], {file.pk: f"{name}要点：办理条件、办理程序、办理时限。"}
    publish(draft, 7)


def _ask() -> None:
    """Answered, reviewed and published by each unit's own hands on a day of January; the last is still on its way."""
    asked = list(_asked())
    dice, at = Dice("answers"), moment(2026, 1, 5, 8, 40)
    column = Topic.objects.filter(column_type="政策解读", until=None, children=None).order_by("order")[0]
    foundings = [_founding(one, column, dice, at) for one in asked]
    if not foundings:
        return
    rows = replying.open_answers(foundings)
    for step, role, hour in WAY:
        way = rows if step in ("propose", "clear") else rows[:-1]
        moved = [
            Take(row.case, hand(one.unit, role), moment(2026, 1, 5, hour), read=row.case.content)
            for one, row in zip(asked, way, strict=False)
        ]  # fmt: skip
        take_many("answer", step, moved)


def _mend() -> None:
    """A rule that was asked about gains a sentence two days later: its answers are to be looked at again."""
    for rule in _rules()[2:3]:
        unit, edition = rule.case.unit.name, rule.edition
        rule.case.take("change", by=hand(unit, Role.PROPOSER), at=moment(2026, 1, 8, 9))
        rule.refresh_from_db()
        html = edition.html.replace("并书面告知申请人。", "并书面告知申请人。在网上提出申请的，与窗口同样办理。")
        draft = drafting.Draft(
            rule.case.unit, rule.topic, edition.title, edition.formed_on, html,
            {"change_note": "第五条增加网上申请", "weight": "major"},
        )  # fmt: skip
        drafting.save(rule, rule.case.version, draft, hand(unit, Role.PROPOSER), moment(2026, 1, 8, 9, 20))
        rule.case.take(
            "plan", by=hand(unit, Role.PROPOSER), at=moment(2026, 1, 8, 9, 30), words="只补充办理方式，政策内容没有变",
            detail={"mode": "exempt", "says": "不需解读"},
        )  # fmt: skip
        for step, role, hour in WAY:
            rule.case.take(step, by=hand(unit, role), at=moment(2026, 1, 8, hour + 1))


def _founding(one: Asked, column: Topic, dice: Dice, at: datetime) -> Founding:
    by = hand(one.unit, Role.PROPOSER)
    doors = shelf.concerns().of_name(one.question)
    first: dict[str, Any] = replying.Text(
        one.html, one.rule, one.clause, one.expires_on, dice.pick(ORIGINS), dice.number(3, 40)
    ).columns()
    return Founding(by.unit, doors[0] if doors else OTHER, column, by, at, one.question, first)


def _asked() -> Iterator[Asked]:
    """Of each unit's newest rule in force: how to apply, who decides, from when it holds; one answer's day is over."""
    for number, rule in enumerate(_rules()):
        assert rule.live is not None
        found, text, unit = RULES.match(rule.live.title), rule.live.html, rule.case.unit.name
        assert found is not None
        matter, form = found["matter"], found["form"]
        if term := TERM.search(text):
            yield Asked(
                unit, rule, f"{matter}怎么申请，多少天能办好？",
                f"符合条件的单位和个人都可以申请，材料齐全的当场受理，{term[1]}个工作日内作出决定，书面告知您。"
                "办理结果按规定公开。",
                "第五条", date(2026, 1, 9) if number == 1 else None,
            )  # fmt: skip
        yield Asked(
            unit, rule, f"{matter}归哪个单位管？",
            f"全县的由{rule.case.unit.full_name or unit}负责，乡镇范围内的由乡镇人民政府负责，可以先到便民服务中心问。",
            "第四条",
        )  # fmt: skip
        yield Asked(
            unit, rule, f"{matter}用了假材料会怎样？",
            "骗取资金或者许可的，追回资金、撤销许可；构成犯罪的，依法追究刑事责任。", "第八条",
        )  # fmt: skip
        if since := SINCE.search(text):
            yield Asked(
                unit,
                rule,
                f"《大英县{matter}{form}》从什么时候执行？",
                f"从{since[1]}起执行，有效期{since[2]}年。",
                "第十条",
            )


def _rules() -> list[Disclosure]:
    """A rule of each of some units on what people apply for, in the order in which they came out."""
    rows = Disclosure.objects.filter(validity="valid", live__title__startswith="关于印发《大英县")
    seen: dict[str, Disclosure] = {}
    for row in rows.select_related("live", "case__unit").order_by("published", "pk"):
        found = RULES.match(row.live.title) if row.live else None
        if row.live and found and SUITED.search(found["matter"]) and SINCE.search(row.live.html):
            seen.setdefault(row.case.unit.name, row)
    return list(seen.values())[:PAPERS]


def _at(day: date, shift: int, hour: int = 10) -> datetime:
    return hours.at(day + timedelta(days=shift), hour * 3600)


def _iso(day: date, shift: int) -> str:
    return (day + timedelta(days=shift)).isoformat()


def _chart(place: int) -> bytes:
    """A drawn chart of bars (PNG), another one for each place."""
    wide, high = 360, 240
    tops = [60 + (place * 37 + bar * 53) % 130 for bar in range(5)]

    def grey(x: int, y: int) -> int:
        bar = (x - 30) // 62
        inside = 0 <= bar < 5 and (x - 30) % 62 < 44 and tops[bar] <= y < 210
        return 80 if inside else 160 if y == 210 else 250

    lines = b"".join(b"\0" + bytes(grey(x, y) for x in range(wide)) for y in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
