"""What the public reads of a leading group: its composition, and how its leaders divide the work (SQ-6.1)."""

from django.utils.html import format_html, format_html_join

from gongkai.organisation.models import Composition, LeadingGroup, SeatSort
from gongkai.publication import door, records

GROUP = (SeatSort.HEAD, SeatSort.DEPUTY, SeatSort.MEMBER, SeatSort.OFFICE_HEAD, SeatSort.OFFICE_DEPUTY)


def key_of(row: LeadingGroup) -> str:
    return f"leading_group:{row.pk}"


def show(cases, takes, acts) -> None:
    rows = LeadingGroup.objects.select_related("case", "unit", "topic", "live").in_bulk([act.case_id for act in acts])
    shown = [_record(rows[act.case_id], act.at) for act in acts]
    door.show_many(shown, at={one.key: one.published for one in shown})


def text(composition: Composition) -> str:
    """The page: the group, and those in charge with what they are in charge of. No office below, no number."""
    seats = list(composition.seats.all())
    told = format_html(
        "<p>自{}起，依据{}。领导小组办公室设在{}。</p>", _riqi(composition.since), composition.paper, composition.office
    )
    group = _table(("席位", "姓名", "职务"), [
        (one.get_sort_display(), one.name, one.duty) for sort in GROUP for one in seats if one.sort == sort
    ])  # fmt: skip
    charge = _table(("分管领导", "职务", "分工"), [
        (one.name, one.duty, one.charge) for one in seats if one.sort == SeatSort.IN_CHARGE
    ])  # fmt: skip
    return "".join((told, "<h2>领导小组</h2>", group, "<h2>分管领导和分工</h2>", charge))


def _record(row: LeadingGroup, at) -> records.DocumentRecord:
    unit, live = row.unit, row.in_force
    history = tuple(
        records.Edition(one.agreed, f"第 {one.number} 次组成，自 {one.since}，{one.paper}")
        for one in row.compositions.order_by("number")
        if one.agreed
    )
    return records.DocumentRecord(
        key=key_of(row), title=f"{unit.full_name or unit.name}政务公开领导小组和分工", column=row.topic.code,
        unit=unit.code, unit_name=unit.full_name or unit.name, published=at, html=text(live), genre="公告",
        summary=f"政务公开领导小组组成、办公室和分管领导分工，自 {live.since} 起",
        history=history,
    )  # fmt: skip


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    heads = format_html_join("", "<th>{}</th>", [(one,) for one in head])
    lines = format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", heads, lines)


def _riqi(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
