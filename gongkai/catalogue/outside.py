"""Outside catalogues (DY-3.4): the columns of the province's system, the topics here that fill them, what is new since
the last return, and how fresh each column is kept.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from gongkai import shelf, tables
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue import freshness, statements
from gongkai.catalogue.freshness import Freshness
from gongkai.catalogue.models import OutsideCatalogue, OutsideColumn, Topic, TopicUnit
from gongkai.publication.models import Shown, Site
from gongkai.tables import TableRefused, Wanted
from gongkai.tables.xlsx_out import Kind

HEADINGS = (
    Wanted("code", "外部代码", ("栏目代码", "代码")),
    Wanted("name", "外部名称", ("栏目名称", "名称")),
    Wanted("topic", "本地栏目", ("对应栏目", "栏目"), required=False),
)
TITLES = ("外部代码", "外部名称", "标题", "索引号", "发文字号", "发布机构", "成文日期", "公布时间", "网址")
KINDS: dict[str, Kind] = {"成文日期": "date", "公布时间": "moment"}
MOST_SAID = 6  # changes told one by one in an act


@dataclass(frozen=True)
class Line:
    """An outside column and how fresh it is kept: by the newest item of any unit, against the topic's own limit."""

    column: OutsideColumn
    seen: Freshness | None


@dataclass(frozen=True)
class Wish:
    """An outside column as it is to be; ``topic`` None where nothing here fills it yet."""

    code: str
    name: str
    topic: Topic | None = None
    ended: bool = False


def enter(name: str, by: Post, at: datetime) -> OutsideCatalogue:
    """A new outside catalogue. Raises ``Unready`` where there is one of that name."""
    if OutsideCatalogue.objects.filter(name=name).exists():
        raise Unready([f"已经登记过“{name}”，请换一个名称"])
    row = OutsideCatalogue(name=name)

    def room(cases: list[Case]) -> None:
        row.case = cases[0]
        row.save(force_insert=True)

    open_many("outside", "enter", [Opening(by.unit, name, by, at)], room)
    return row


def put(catalogue: OutsideCatalogue, wishes: Iterable[Wish], by: Post, at: datetime) -> int:
    """Makes columns say what is wished, in one act that tells it in words; returns how many changed."""
    with transaction.atomic():
        held = {
            column.code: column for column in catalogue.columns.select_for_update(of=("self",)).select_related("topic")
        }
        told = [says for wish in wishes if (says := _put(catalogue, held, wish))]
        if not told:
            raise Unready(["没有改动，请修改以后再保存"])
        more = [f"等共 {len(told)} 处"] if len(told) > MOST_SAID else []
        catalogue.case.take("map", by=by, at=at, detail={"says": "；".join([*told[:MOST_SAID], *more])})
    return len(told)


def read(content: bytes, name: str, day: date) -> list[Wish]:
    """Columns from an Excel or CSV table. Raises ``Unready`` with every fault, row and column named."""
    try:
        sheet = tables.read(content, name=name).sheets[0].filled()
    except TableRefused as refusal:
        raise Unready([str(refusal)]) from refusal
    matched = tables.match_headers(sheet, HEADINGS, depth=1)
    faults = [str(one) for one in matched.problems(unknown_too=False)]
    topics = {topic.code: topic for topic in Topic.objects.standing_on(day)}
    named = {topic.name: topic for topic in topics.values()}
    found: dict[str, Wish] = {}
    for row in matched.rows if not faults else ():
        code, title, local = (_text(matched.cell(row, id)) for id in ("code", "name", "topic"))
        topic = topics.get(local) or named.get(local)
        if not code or not title:
            faults.append(str(row.cell(0).refuse("外部代码和名称都要填，请补填")))
        elif code in found:
            faults.append(str(row.cell(0).refuse(f"代码“{code}”写了两次，请删去一行")))
        elif local and topic is None:
            faults.append(str(matched.cell(row, "topic").refuse(f"这里没有栏目“{local}”，请填栏目的名称或代码")))
        else:
            found[code] = Wish(code, title, topic)
    if faults:
        raise Unready(faults)
    return list(found.values())


def lines(catalogue: OutsideCatalogue, at: datetime) -> list[Line]:
    """Columns in use with their freshness by working days; None where nothing here fills them."""
    columns = list(catalogue.columns.filter(ended=False).select_related("topic"))
    watch = freshness.Watch(at.astimezone(BEIJING).date(), shelf.calendar(), shelf.here())
    duty = {
        column.topic_id: TopicUnit(topic=column.topic, unit=catalogue.case.unit)
        for column in columns
        if column.topic_id
    }
    newest = {key: _newest(one.topic) for key, one in duty.items()}
    return [
        Line(column, watch.see(duty[column.topic_id], newest[column.topic_id]) if column.topic_id else None)
        for column in columns
    ]


def items(catalogue: OutsideCatalogue, since: date) -> list[dict]:
    """What was published in mapped columns from a day on, oldest first, under the outside codes."""
    columns: dict[str, list[OutsideColumn]] = {}
    for column in catalogue.columns.filter(ended=False, topic__isnull=False).select_related("topic"):
        columns.setdefault(column.topic.code, []).append(column)
    begins = datetime.combine(since, time(), BEIJING)
    rows = Shown.objects.live().filter(kind__in=statements.ITEMS, column__in=columns, moment__gte=begins)
    site = Site.objects.first()
    base = f"https://{site.domain}" if site and site.domain else ""
    return [_item(row, column, base) for row in rows.order_by("docid").defer("html") for column in columns[row.column]]


def workbook(catalogue: OutsideCatalogue, found: list[dict], since: date) -> bytes:
    wide = dict.fromkeys(("标题", "网址"), 40)
    columns = [tables.OutColumn(title, KINDS.get(title, "text"), width=wide.get(title)) for title in TITLES]
    rows = [tuple(_cell(title, one[title]) for title in TITLES) for one in found]
    return tables.write_xlsx(
        None, [tables.OutSheet("报送", columns, rows, f"{catalogue.name}：{since} 以来公布的信息")]
    )


def document(catalogue: OutsideCatalogue, found: list[dict], since: date) -> bytes:
    said = {"目录": catalogue.name, "自": f"{since}", "条数": len(found), "信息": found}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def deliver(catalogue: OutsideCatalogue, since: date, by: Post, at: datetime) -> int:
    """Writes down that what was new since a day was handed in; the next return begins on this day. Returns how many."""
    many = len(items(catalogue, since))
    until = at.astimezone(BEIJING).date()
    says = f"报送 {since} 至 {until} 公布的信息 {many} 条"
    catalogue.case.take("deliver", by=by, at=at, detail={"says": says, "until": f"{until}", "count": many})
    return many


def delivered(catalogue: OutsideCatalogue) -> date | None:
    """The last day that a return covered."""
    act = Act.objects.filter(case=catalogue.case, step="deliver").order_by("-number").first()
    return date.fromisoformat(act.detail["until"]) if act else None


def _put(catalogue: OutsideCatalogue, held: dict[str, OutsideColumn], wish: Wish) -> str:
    column = held.get(wish.code)
    local = wish.topic.name if wish.topic else "（没有）"
    if column is None:
        OutsideColumn.objects.create(catalogue=catalogue, code=wish.code, name=wish.name, topic=wish.topic)
        return f"增加“{wish.name}”（{wish.code}），对应{local}"
    before = (column.name, column.topic_id, column.ended)
    column.name, column.topic, column.ended = wish.name, wish.topic, wish.ended
    if before == (column.name, column.topic_id, column.ended):
        return ""
    column.save(update_fields=["name", "topic", "ended"])
    return f"“{wish.name}”（{wish.code}）停用" if wish.ended else f"“{wish.name}”（{wish.code}）对应{local}"


def _newest(topic: Topic) -> date | None:
    rows = Shown.objects.live().filter(kind__in=statements.ITEMS, column=topic.code).order_by("-docid")
    moment = rows.values_list("moment", flat=True).first()
    return moment.astimezone(BEIJING).date() if moment else None


def _item(row: Shown, column: OutsideColumn, base: str) -> dict:
    said = row.fields
    values = (
        column.code, column.name, row.title, said.get("index_no", ""), said.get("doc_no", ""),
        said.get("unit_name", ""), said.get("formed") or "", f"{row.moment.astimezone(BEIJING):%Y-%m-%d %H:%M}",
        f"{base}/d/{row.address}/",
    )  # fmt: skip
    return dict(zip(TITLES, values, strict=True))


def _cell(title: str, said: str) -> date | str:
    """A day or a moment is one in a workbook; elsewhere it is words."""
    return datetime.fromisoformat(said) if said and title in KINDS else said


def _text(cell) -> str:
    return "" if cell is None or cell.value is None else str(cell.value).strip()
