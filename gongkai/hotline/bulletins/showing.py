"""What the public reads: figures with their definitions beside them, a question with its answer (KF-2.2, DY-2.1)."""

from django.utils.html import format_html, format_html_join, linebreaks

from gongkai.hotline import counting
from gongkai.hotline.bulletins import drafting
from gongkai.hotline.counting import DEFINITIONS, Figures
from gongkai.hotline.models import Bulletin
from gongkai.hotline.vocabulary import BulletinSort
from gongkai.publication import door, records

HEADS = ("单位", "收到", "应答复", "按期答复", "按期率", "参评", "满意率")


def key_of(key: int) -> str:
    return f"bulletin:{key}"


def show(cases, takes, acts) -> None:
    rows = Bulletin.objects.select_related("case__unit", "topic").in_bulk([act.case_id for act in acts])
    shown = [_record(rows[act.case_id], act.at) for act in acts]
    door.show_many(shown, at={one.key: one.published for one in shown})


def take_back(cases, takes, acts) -> None:
    for act in acts:
        door.withdraw([key_of(act.case_id)], at=act.at, reason="内容有误，已撤回")


def text(row: Bulletin) -> str:
    return _figures(row) if row.sort == BulletinSort.FIGURES else _answer(row)


def _answer(row: Bulletin) -> str:
    return format_html(
        "<h2>问</h2>{}<h2>{}答</h2>{}", *(_words(row.body["asked"]), row.body["unit"], _words(row.body["answer"]))
    )


def _words(said: str) -> str:
    return linebreaks(said, autoescape=True)


def _figures(row: Bulletin) -> str:
    told, period = counting.of_plain(row.body), drafting.named(row.first, row.last) if row.first and row.last else ""
    sorts = "、".join(f"{name}{many}件" for name, many in told.sorts)
    ways = "、".join(f"{name}{many}件" for name, many in told.channels)
    heads = format_html_join("", "<th>{}</th>", [(one,) for one in HEADS])
    cells = "<tr>" + "<td>{}</td>" * len(HEADS) + "</tr>"
    lines = format_html_join("", cells, map(_cells, [*told.rows, told.whole]))
    says = format_html_join("", "<p>{}：{}</p>", DEFINITIONS)
    return format_html(
        "<p>{}，12345热线和各单位共收到诉求{}件{}{}。</p><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
        "<h2>这些数怎样算</h2>{}",
        period, told.whole.received, f"：{sorts}" if sorts else "", f"；{ways}" if ways else "",
        heads, lines, says,
    )  # fmt: skip


def _cells(one: Figures) -> tuple:
    return (one.unit, one.received, one.due, one.in_time, one.punctual or "—", one.rated, one.liked_says)


def _record(row: Bulletin, at) -> records.DocumentRecord:
    unit = row.case.unit
    summary = row.body["asked"][:100] if row.sort == BulletinSort.ANSWER else "收到、按期答复和满意率，附算法"
    return records.DocumentRecord(
        key=key_of(row.pk), title=row.case.title, column=row.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=at, html="".join((text(row),)), genre=row.get_sort_display(),
        summary=summary,
    )  # fmt: skip
