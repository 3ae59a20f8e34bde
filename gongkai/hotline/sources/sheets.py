"""The table of a platform in, the table of replies out; columns by what platforms call them."""

from datetime import datetime

from gongkai import tables
from gongkai.hotline.models import Plea, Source
from gongkai.hotline.sources import bringing
from gongkai.hotline.sources.rows import LABELS
from gongkai.look.words import moment
from gongkai.tables import TableRefused, Wanted, typed

WANTED = (
    Wanted("outside", "工单号", ("工单编号", "编号", "受理编号")),
    Wanted("at", "受理时间", ("来电时间", "登记时间", "时间")),
    Wanted("sort", "类型", ("诉求类型", "工单类型")), Wanted("gist", "事由", ("标题", "诉求标题"), required=False),
    Wanted("words", "内容", ("诉求内容", "反映内容")), Wanted("name", "姓名", ("来电人", "诉求人"), required=False),
    Wanted("phone", "电话", ("来电号码", "联系电话"), required=False), Wanted("address", "地址", required=False),
)  # fmt: skip
HEADS = ("工单号", "编号", "状态", "承办单位", "答复时间", "答复内容", "办理结果", "满意度")
DONE = ("replied", "closed", "rated")


class Unreadable(ValueError):
    """The file as a whole cannot be read; ``str()`` says why."""


def look_through(source: Source, data: bytes, name: str, at: datetime):
    """(plan, header, rows refused with reasons). Raises ``Unreadable``."""
    try:
        sheet = tables.read(data, name=name).sheets[0]
    except TableRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    matched = tables.match_headers(sheet, WANTED)
    if matched.missing or matched.ambiguous:
        raise Unreadable("；".join(map(str, matched.problems(unknown_too=False))) or "文件里没有内容")
    rows = [row for row in matched.rows if any(value is not None for value in row.values)]
    if len(rows) > bringing.MOST:
        raise Unreadable(f"表里有 {len(rows)} 行，一次最多 {bringing.MOST} 行，请分开上传")
    plan = bringing.look_through(source, [_said(matched, row) for row in rows], at)
    header = ["" if value is None else str(value) for value in sheet.rows[matched.body - 2].values]
    return plan, header, [(rows[place], why) for place, why in plan.bad]


def form() -> bytes:
    """An empty workbook to fill in."""
    columns = [tables.OutColumn(LABELS[one.id], width=40 if one.id == "words" else 16) for one in WANTED]
    notes = ["一件一行；工单号在平台上是什么就写什么，再导入一次不会重复。类型写求助、咨询、投诉、建议或者举报"]
    return tables.write_xlsx(None, [tables.OutSheet("诉求", columns, [], notes=notes)])


def replies(pleas) -> list[list[str]]:
    """A line a case of a platform, for its way back."""
    return [_line(plea) for plea in pleas]


def answered(source: Source):
    """Cases of a source that were answered, oldest first."""
    return (
        Plea.objects.filter(source=source, case__status__in=DONE).select_related("case__unit").order_by("pk")
    )  # fmt: skip


def _line(plea: Plea) -> list[str]:
    last = plea.case.acts.filter(step="reply").order_by("-number").values_list("effective", flat=True).first()
    return [
        plea.outside, plea.number, plea.case.status_label, plea.case.unit.name, moment(last), plea.reply or "",
        plea.get_outcome_display(), plea.get_rating_display(),
    ]  # fmt: skip


def _said(matched, row) -> dict:
    said = {one.id: _text(matched, row, one.id) for one in WANTED}
    return {name: value for name, value in said.items() if value or name in ("outside", "at", "sort", "words")}


def _text(matched, row, name: str) -> str:
    cell = matched.cell(row, name)
    if cell is None or cell.value is None:
        return ""
    if name == "at":
        try:
            found = typed.moment(cell)
        except TableRefused:
            return str(cell.value).strip()
        return found.isoformat(timespec="minutes") if found else ""
    return str(cell.value).strip()
