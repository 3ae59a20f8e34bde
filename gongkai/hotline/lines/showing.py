"""What the public reads of the ways in (KF-6.2, TZ-5.3): one page with every unit's phone, mailbox and box."""

from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from gongkai.catalogue.models import Topic
from gongkai.hotline.models import ComplaintLine
from gongkai.hotline.taking_in import highest
from gongkai.publication import door, records

KEY, COLUMN_TYPE = "hotline:lines", "咨询投诉"
HEADS = ("单位", "投诉电话", "投诉信箱", "意见箱、意见簿", "接听时间")


def column() -> Topic | None:
    """Where it stands: the column for consultation and complaints; else the one for how bodies are reached."""
    topics = Topic.objects.public().filter(children=None, until=None).order_by("order", "pk")
    return topics.filter(column_type=COLUMN_TYPE).first() or topics.filter(column_type="机构职能").first()


def has_a_column(cases, takes) -> dict[int, list[str]]:
    if column() is not None:
        return {}
    return {case.pk: [f"目录里没有“{COLUMN_TYPE}”类或者“机构职能”类的栏目，请政务公开办先设置"] for case in cases}


def show(cases, takes, acts) -> None:
    """The page anew, with what has just been agreed to or ended."""
    topic, rows = column(), list(ComplaintLine.objects.exclude(live={}).select_related("unit").order_by("unit__order"))
    at = max(act.at for act in acts)
    if not rows:
        door.withdraw([KEY], at=at, reason="现在没有公布的投诉渠道")
    elif topic is not None:
        before = door.shown(KEY)
        door.show(_record(rows, topic, before.moment if before and not before.withdrawn else at), at)


def text(rows: list[ComplaintLine]) -> str:
    """The page's words: the ways in, and by what way a complaint is received, looked into and answered."""
    heads = format_html_join("", "<th>{}</th>", [(one,) for one in HEADS])
    lines = format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", map(_cells, rows))
    told = [(row.unit.full_name or row.unit.name, row.live["mechanism"]) for row in rows if row.live["mechanism"]]
    how = format_html_join("", "<p>{}：{}</p>", told)
    return format_html(
        "<p>拨打12345，或者直接向下面的单位投诉。12345和各单位的投诉电话互相转办，一处受理，一处答复。</p>"
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}{}",
        heads, lines, mark_safe("<h2>怎样受理、查处和答复</h2>") if told else "", how,
    )  # fmt: skip


def _cells(row: ComplaintLine) -> tuple[str, ...]:
    live = row.live
    return (row.unit.full_name or row.unit.name, live["phone"], live["mailbox"], live["box"], live["hours"])


def _record(rows: list[ComplaintLine], topic: Topic, at: datetime) -> records.DocumentRecord:
    unit = highest()
    return records.DocumentRecord(
        key=KEY, title="投诉电话、信箱和意见箱", column=topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=at, html="".join((text(rows),)), genre="公告",
        summary=f"{len(rows)}个单位的投诉电话、信箱、意见箱和受理查处答复的办法",
    )  # fmt: skip
