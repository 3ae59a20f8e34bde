"""The contact sheet as the county's notice has it (DY-F3): one unit's to print and seal, and the register of all."""

from collections.abc import Sequence

from gongkai import tables
from gongkai.organisation.models import Call, ContactPerson, Return
from gongkai.tables import OutColumn, OutSheet

PERSON = (("姓名", "name"), ("职务", "duty"), ("办公电话", "office_phone"), ("手机", "mobile"), ("QQ", "qq"))


def of_one(row: Return, people: Sequence[ContactPerson]) -> bytes:
    """One unit's sheet, with the place for its seal."""
    columns = [OutColumn("类别", width=12), *(OutColumn(title, width=16) for title, _ in PERSON)]
    rows = [(one.get_rank_display(), *_words(one)) for one in people]
    notes = [
        f"单位：{row.case.unit.full_name or row.case.unit.name}", f"单位电话：{row.phone}    承办科室：{row.office}",
        f"请于 {row.call.due} 以前报县政府政务公开办公室。", "单位（盖章）：", "            年    月    日",
    ]  # fmt: skip
    return tables.write_xlsx(None, [OutSheet("联络表", columns, rows, title=row.case.title, notes=notes, frozen=0)])


def register(call: Call, rows: Sequence[Return], people: dict[int, list[ContactPerson]]) -> bytes:
    """All units' sheets, a line a person; a unit that has sent nothing stands with its state alone."""
    columns = [
        OutColumn("单位", width=20), OutColumn("单位电话", width=14), OutColumn("承办科室", width=16),
        OutColumn("类别", width=10), *(OutColumn(title, width=14) for title, _ in PERSON), OutColumn("状态", width=12),
    ]  # fmt: skip
    lines: list[tuple] = []
    for row in rows:
        head, state = (row.case.unit.name, row.phone, row.office), row.case.status_label
        for one in people.get(row.pk, ()):
            lines.append((*head, one.get_rank_display(), *_words(one), state))
        if not people.get(row.pk):
            lines.append((*head, *[None] * (len(PERSON) + 1), state))
    return tables.write_xlsx(None, [OutSheet("联络员名册", columns, lines, title=call.case.title)])


def progress(call: Call, lines: Sequence[tuple]) -> bytes:
    """Who has sent in and who has not."""
    columns = [
        OutColumn("单位", width=24), OutColumn("状态", width=16), OutColumn("报送时间", "moment"),
        OutColumn("是否按时", width=14),
    ]  # fmt: skip
    return tables.write_xlsx(None, [OutSheet("报送情况", columns, lines, title=call.case.title)])


def _words(one: ContactPerson) -> list[str | None]:
    return [getattr(one, name) or None for _, name in PERSON]
