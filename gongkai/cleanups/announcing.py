"""The result of a clean-up: every validity moves and the list goes out, all in one transaction."""

from django.utils.html import format_html, format_html_join

from gongkai.cleanups.models import MOVES, Cleanup, Decision, Item, Part
from gongkai.disclosures import showing, standing
from gongkai.publication import door, records
from gongkai.publication.found import url_of
from gongkai.publication.models import Shown


def all_parts_agreed(cases, takes) -> dict[int, list[str]]:
    reasons: dict[int, list[str]] = {}
    waiting = Part.objects.filter(cleanup__in=[case.pk for case in cases]).exclude(case__status="agreed")
    for part in waiting.select_related("case__unit"):
        reasons.setdefault(part.cleanup_id, []).append(f"{part.case.unit.name}的清理意见{part.case.status_label}")
    return reasons


def announce(cases, takes, acts) -> None:
    by = {take.case.pk: take.by for take in takes}
    for act in acts:
        cleanup = Cleanup.objects.select_related("case__unit", "topic").get(pk=act.case_id)
        items = list(items_of(cleanup))
        standing.decide([(item.disclosure, *_moved(cleanup, item)) for item in items], by[act.case_id], act.at)
        door.show(_record(cleanup, items, act.at), act.at)


def items_of(cleanup: Cleanup):
    found = Item.objects.filter(part__cleanup=cleanup).select_related("disclosure__case__unit", "disclosure__live")
    return found.order_by("part__case__unit__order", "pk")


def key_of(cleanup: Cleanup) -> str:
    """The name under which the door keeps the result."""
    return f"cleanup:{cleanup.pk}"


def _moved(cleanup: Cleanup, item: Item) -> tuple[str, str]:
    """How the document stands from now on, and the note its page shows."""
    validity = MOVES.get(Decision(item.decision), item.disclosure.validity)
    return str(validity), f"经“{cleanup.case.title}”，{item.get_decision_display()}。{item.reason}"


def _record(cleanup: Cleanup, items: list[Item], at) -> records.DocumentRecord:
    unit, counts = cleanup.case.unit, {one: sum(i.decision == one for i in items) for one in Decision}
    told = "，".join(f"{one.label}{number}件" for one, number in counts.items() if number)
    return records.DocumentRecord(
        key=key_of(cleanup), title=f"{cleanup.case.title}结果", column=cleanup.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=at, genre="公告", html=_html(cleanup, items, told),
        summary=f"共清理{len(items)}件：{told}",
    )  # fmt: skip


def _html(cleanup: Cleanup, items: list[Item], told: str) -> str:
    keys = [showing.key_of(item.disclosure_id) for item in items]
    out = {row.key: url_of(row) for row in Shown.objects.live().filter(key__in=keys).defer("html", "plain")}
    day = cleanup.until
    intro = f"对{day.year}年{day.month}月{day.day}日以前成文、现行有效的文件进行了清理，共{len(items)}件，{told}。"
    parts: list[str] = [format_html("<p>{}</p>", intro)]
    for decision in Decision:
        some = [item for item in items if item.decision == decision]
        if some:
            rows = format_html_join(
                "", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                [
                    (n, _named(item, out), item.disclosure.last_out.doc_no, item.disclosure.case.unit.name, item.reason)
                    for n, item in enumerate(some, start=1)
                ],
            )  # fmt: skip
            head = "<tr><th>序号</th><th>文件</th><th>发文字号</th><th>制定单位</th><th>理由</th></tr>"
            parts.append(format_html("<h2>{}（{}件）</h2>", decision.label, len(some)))
            parts.append(f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>")
    return "".join(parts)


def _named(item: Item, out: dict[str, str]) -> str:
    url, title = out.get(showing.key_of(item.disclosure_id)), item.disclosure.last_out.title
    return format_html('<a href="{}">{}</a>', url, title) if url else title
