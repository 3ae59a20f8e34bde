"""A year of taking part: the catalogue of major decisions, drafts put out for opinions, a hearing, what is open now.

One matter is archived, one waits for its leader, one is past its planned day, one was taken out; of the drafts two can
be spoken on now, and one closed without its answers.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

import yaml
from django.db import transaction

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import BEIJING
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.demo import county, hours
from gongkai.demo.assessing import post
from gongkai.demo.dice import Dice
from gongkai.demo.papers import hand
from gongkai.files import store
from gongkai.participation.consultations import drafting, receiving, running, treating
from gongkai.participation.consultations.receiving import Said
from gongkai.participation.decisions import listing
from gongkai.participation.decisions.listing import Matter
from gongkai.participation.gatherings import calling
from gongkai.participation.models import Catalogue, Consultation, Decision, Gathering
from gongkai.vault.sealed import digest

SEED = "gongkai demo taking part"
NAMES = ("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高")
CHANNELS = ("online",) * 8 + ("letter", "phone")
STANDINGS = ("resident", "resident", "business", "affected", "expert")
PROCEDURES = (
    ("experts", -40, "专家组"),
    ("risk", -35, "第三方机构"),
    ("legality", -20, "县司法局"),
    ("discussion", 0, ""),
)
IN_FULL = ("archived", "announced", "decided")


def play() -> None:
    """Once: played before, it stays as it is."""
    if Catalogue.objects.exists():
        return
    with transaction.atomic():
        _catalogue()
        for told in written()["consultations"]:
            _consult(told, Dice(f"{SEED} {told['title']}"))
        for name in ("hearing", "open_day", "talk"):
            _gather(name, written()[name], Dice(f"{SEED} {name}"))
        for told in written()["matters"]:
            if told["reach"] in IN_FULL:
                _decide(told)
        _begin_field()


@cache
def written() -> dict:
    """The file as it stands."""
    return yaml.load((county.HERE / "taking_part.yaml").read_text("utf-8"), yaml.CSafeLoader)


def _catalogue() -> None:
    """Proposed in December, agreed to in January, changed once in August; the next year's is being drawn up."""
    told = written()["matters"]
    made = listing.propose_many(
        [
            (Matter(one["title"], one["about"], one["basis"], one["planned"]), hand(one["unit"], Role.PROPOSER),
             _at(date(2025, 12, 22) if one["reach"] in ("selected", "proposed") else date(2025, 1, 6)))
            for one in told
        ]
    )  # fmt: skip
    rows = {one["title"]: (one, row) for one, row in zip(told, made, strict=True)}
    book = _begun(2025, [row for one, row in rows.values() if one["reach"] not in ("selected", "proposed", "declined")])
    declined = next(row for one, row in rows.values() if one["reach"] == "declined")
    says = {"excluded": "emergency", "says": "突发事件应急处置决策"}
    declined.case.take("decline", by=post("gkb"), at=_at(date(2025, 1, 9)), detail=says)
    _out(book, date(2025, 1, 20), "县委常委会会议（2025年第2次）")
    note = {"note": "上级统一部署医疗服务价格调整，县级不再单独决策", "says": "调出一项"}
    _again(book).take("amend", by=post("gkb2"), at=_at(date(2025, 8, 4)), detail=note)
    dropped = next(row for one, row in rows.values() if one["reach"] == "dropped")
    dropped.case.refresh_from_db()
    dropped.case.take("drop", by=post("gkb2"), at=_at(date(2025, 8, 4), 11), words="上级统一部署")
    _out(book, date(2025, 8, 12), "县委常委会会议（2025年第21次）")
    _begun(2026, [row for one, row in rows.values() if one["reach"] == "selected"])


def _begun(year: int, rows: list[Decision]) -> Catalogue:
    at = _at(date(year - 1, 12, 24) if year == 2026 else date(year, 1, 7))
    book = listing.begin(year, Topic.objects.get(code="juece"), post("gkb2"), at)
    detail = {"catalogue": book.pk, "says": book.case.title}
    take_many("decision", "select", [Take(row.case, post("gkb2"), at, detail=detail) for row in rows])
    return book


def _out(book: Catalogue, day: date, consent: str) -> None:
    said = {"consent": consent, "papers": [], "says": consent}
    _again(book).take("consent", by=post("ldxz"), at=_at(day), detail=said)
    _again(book).take("publish", by=post("gkb"), at=_at(hours.later(day, 2)))


def _again(row):
    """The case as it stands in the database."""
    row.case.refresh_from_db()
    return row.case


def _consult(told: dict, dice: Dice) -> None:
    unit, opens = told["unit"], told["opens"]
    writer, closes = hand(unit, Role.PROPOSER), opens + timedelta(days=told["days"])
    matter = Decision.objects.filter(case__title=told.get("matter", "")).first()
    head = drafting.Head(
        told["title"], "为了广泛听取意见，起草了这份草案，现公开征求意见。草案的主要内容见正文各段。",
        written()["drafts"][told["key"]], f"来信请寄大英县{unit}；也可以在工作时间打电话或者当面提。", opens, closes,
        Topic.objects.get(code="juece"), told.get("market", False), told.get("shorter", ""), decision=matter,
    )  # fmt: skip
    row = drafting.begin_many([(head, writer, _before(opens, -8))])[0]
    _again(row).take("propose", by=writer, at=_before(opens, -7))
    if told["reach"] == "proposed":
        return
    _again(row).take("clear", by=hand(unit, Role.SECRECY), at=_before(opens, -5))
    _again(row).take("approve", by=hand(unit, Role.REVIEWER), at=_before(opens, -3))
    running.begin(row, row.begins)
    _hear(row, told, dice, writer)
    if told["reach"] in ("treating", "announced"):
        running.close(row, row.ends + timedelta(seconds=1))
        _answer(row, told, writer)


def _hear(row: Consultation, told: dict, dice: Dice, writer: Post) -> None:
    """Opinions from the first day on, most of them by the form on the site."""
    last = min(row.closes, hours.LAST - timedelta(days=1))
    pools = [words for group in written()["groups"].get(told["key"], []) for words in group["words"]]
    said = [
        _said(
            row,
            dice,
            writer,
            f"{dice.pick(written()['before'])}{dice.pick(pools)}{dice.pick(written()['after'])}",
            last,
        )
        for _ in range(told["many"])
    ]
    for by_hand in (False, True):
        some = sorted((one for one in said if bool(one.by) == by_hand), key=lambda one: one.at)
        if some:
            receiving.take_in_many(some)


def _said(row: Consultation, dice: Dice, writer: Post, words: str, last: date) -> Said:
    day = row.opens + timedelta(days=dice.number(0, (last - row.opens).days))
    channel = dice.pick(CHANNELS)
    at = hours.at(day, dice.number(8 * 3600, 21 * 3600)) if channel == "online" else _at(hours.later(day, 0), 15)
    name = f"{dice.pick(NAMES)}某" if channel != "online" else ""
    ticket = digest(f"{SEED} {row.pk} {words} {dice.number(0, 10**9)}")
    return Said(
        row, words, ticket, at, _paragraph(row, words), channel, min(day, last), name,
        by=None if channel == "online" else writer,
    )  # fmt: skip


def _paragraph(row: Consultation, words: str) -> int | None:
    for group in (one for some in written()["groups"].values() for one in some):
        if any(one in words for one in group["words"]):
            return group.get("paragraph")
    return None


def _answer(row: Consultation, told: dict, writer: Post) -> None:
    """Treated group by group and agreed to by the head; the draft that was forgotten is left half way."""
    after, groups = row.closes, written()["groups"].get(told["key"], [])
    if told["reach"] == "treating":
        groups = groups[:1]
    else:
        revised = written()["revised"].get(told["key"])
        if revised:
            _again(row)
            drafting.revise(row, revised, writer)
    for group in groups:
        opinions = [
            one for one in row.opinions.select_related("case").filter(case__status="received")
            if any(words in (one.words or "") for words in group["words"])
        ]  # fmt: skip
        if opinions:
            paragraph = group.get("paragraph") if told["reach"] == "announced" else None
            said = treating.Said(group["gist"], group["adopted"], group.get("reason", ""), paragraph)
            treating.treat(row, opinions, said, writer, _before(after, 4))
            read = {one.pk: one.case.content for one in opinions}
            treating.agree(opinions, read, hand(told["unit"], Role.REVIEWER), _before(after, 6))
    if told["reach"] == "announced":
        _again(row).take("summarize", by=writer, at=_before(after, 8))
        _again(row).take("announce", by=hand(told["unit"], Role.REVIEWER), at=_before(after, 10))


def _gather(sort: str, told: dict, dice: Dice) -> None:
    writer, head = hand(told["unit"], Role.PROPOSER), hand(told["unit"], Role.REVIEWER)
    matter = Decision.objects.filter(case__title=told.get("matter", "")).first()
    held = datetime.combine(told["held"], time(9, 30), BEIJING)
    call = calling.Call(
        told["title"], sort, told["about"], held, told["place"], told["seats"], told["until"],
        "报名人数超过名额的，用电脑抽取，种子和报名号一并公布；没有超过的全部参加。",
        Topic.objects.get(code="juece"), matter,
    )  # fmt: skip
    row = calling.plan_many([(call, writer, _before(told["announced"], -4))])[0]
    _again(row).take("approve", by=head, at=_before(told["announced"], -2))
    _again(row).take("announce", by=writer, at=_at(told["announced"], 15))
    coming = [_coming(dice, f"{sort} {n}") for n in range(told["signed_up"])]
    calling.sign_up_many(row, coming, _at(min(told["until"], date(2026, 1, 9)), 16))
    if "attended" in told:
        _hold(row, told, writer, head)


def _coming(dice: Dice, key: str) -> calling.Coming:
    phone = f"1000000{dice.number(1000, 9999)}"
    return calling.Coming(
        dice.pick(STANDINGS), f"{dice.pick(NAMES)}某", phone, "想听一听、说一说", digest(f"{SEED} {key}")
    )


def _hold(row: Gathering, told: dict, writer: Post, head: Post) -> None:
    if told["attended"] == told["seats"]:  # a hearing: drawn, named, papers sent
        seed = digest(f"{SEED} {told['title']}")[:32]
        _again(row).take("draw", by=writer, at=_before(told["until"], 1), detail={"seed": seed})
        _again(row).take("name", by=head, at=_before(told["until"], 2))
        day = hours.later(told["until"], 4)
        _again(row).take("send", by=writer, at=_at(day), detail={"day": day.isoformat(), "says": f"{day} 送达"})
    said = {"attended": told["attended"], "signed": row.sort == "hearing", "minutes": told["minutes"], "papers": []}
    _again(row).take(
        "hold", by=writer, at=_before(told["held"], 1), detail=said | {"says": f"到会 {told['attended']} 人"}
    )
    _again(row).take("agree", by=head, at=_before(told["held"], 3))


def _decide(told: dict) -> None:
    """Every procedure with its paper, the decision, and how it is carried out."""
    row = Decision.objects.select_related("case").get(case__title=told["title"])
    writer, head = hand(told["unit"], Role.PROPOSER), hand(told["unit"], Role.REVIEWER)
    draft, decided = row.consultations.get(), told["decided"]
    _record(row, "opinions", draft.closes, writer, consultation=draft.pk)
    for sort, days, by in PROCEDURES:
        day = max(decided + timedelta(days=days), draft.closes) if days else decided
        body = told["body"] if sort == "discussion" else ""
        _record(row, sort, day, writer, by=by, body=body, papers=_paper(sort, writer, day))
    said = {name: told[name] for name in ("body", "taken")} | {"decided": decided.isoformat(), "result": "amended"}
    said |= {"document": None, "papers": _paper("decision", writer, decided), "says": f"{decided} 修改后通过"}
    _again(row).take("decide", by=writer, at=_before(decided, 2), detail=said)
    if told["reach"] == "decided":
        return
    _again(row).take("announce", by=head, at=_before(decided, 6))
    if "execution" in told:
        _progress(row, "execute", date(2025, 11, 12), told["execution"], writer)
    if "review" in told:
        _progress(row, "evaluate", date(2025, 12, 9), told["review"], writer)
    if "execution" in told:
        _again(row).take("update", by=head, at=_at(date(2025, 12, 16)))
    if told["reach"] == "archived":
        _again(row).take("archive", by=writer, at=_at(date(2025, 12, 23)))


def _record(row: Decision, sort: str, day: date, writer: Post, **more) -> None:
    said = {"by": "", "body": "", "papers": [], "consultation": None} | more
    said |= {
        "sort": sort,
        "state": "done",
        "day": day.isoformat(),
        "outcome": written()["outcomes"][sort],
        "says": f"{sort} {day}",
    }
    _again(row).take("record", by=writer, at=_before(day, 1), detail=said)


def _progress(row: Decision, step: str, day: date, says: str, writer: Post) -> None:
    _again(row).take(step, by=writer, at=_at(day), detail={"day": day.isoformat(), "says": says, "papers": []})


def _begin_field() -> None:
    """The plan for farmland: experts and risk are done, its answers are not, and its day is past."""
    row = Decision.objects.select_related("case").get(case__title__startswith="高标准农田")
    writer = hand("农业局", Role.PROPOSER)
    _record(
        row, "experts", date(2025, 11, 14), writer, by="专家组", papers=_paper("experts", writer, date(2025, 11, 14))
    )


def _paper(sort: str, by: Post, day: date) -> list[list[str]]:
    """One paper of a sort stands for all of them: the demonstration's files say what they are and no more."""
    name = written()["papers"][sort]
    kept = store.keep(f"演示材料：{name[:-4]}\n".encode(), name=name, at=_at(day), by=by.person)
    return [[kept.pk, name]]


def _before(day: date, workdays: int) -> datetime:
    return _at(hours.later(day, workdays))


def _at(day: date, hour: int = 10) -> datetime:
    return hours.at(day, hour * 3600)
