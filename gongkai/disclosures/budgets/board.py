"""Which unit published the budget, the final account and the running costs of a year, and when (SQ-4.2, TZ-1.3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from gongkai import shelf, tables
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Due
from gongkai.catalogue.models import TopicUnit
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures import showing
from gongkai.disclosures.budgets import approving
from gongkai.disclosures.models import Disclosure
from gongkai.publication.models import Shown

GROUPS = ("预算", "决算", "经费开支")
BACK = (0, 1, 0)  # a final account is of the year before
LIMITS = ("disclosures.budget", "disclosures.department_budget")
NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")


@dataclass
class Cell:
    """One paper: where it stands, since when it is out, when it was approved, and what is to be said of that."""

    title: str
    url: str
    state: str
    says: str
    out: date | None = None
    approved: date | None = None


@dataclass
class Line:
    """What a unit has out of a year, by group."""

    unit: Unit
    cells: list[list[Cell]] = field(default_factory=lambda: [[] for _ in GROUPS])

    @property
    def shown(self) -> list[tuple[str, list[Cell]]]:
        return list(zip(GROUPS, self.cells, strict=True))

    @property
    def lacking(self) -> bool:
        return not self.cells[0] or not self.cells[1]


def group_of(title: str) -> int | None:
    """Which of ``GROUPS`` a title belongs to; None: no such paper."""
    paper = shelf.budgets().paper(title)
    return next((at for at, name in enumerate(GROUPS) if name in paper.name), None) if paper else None


def headings(year: int) -> list[str]:
    """What a year's round publishes: its own budget, the final account of the year before, its running costs."""
    return [f"{year - BACK[at]}年{name}" for at, name in enumerate(GROUPS)]


def lines(post: Post, year: int, at: datetime) -> list[Line]:
    """Every unit that keeps a column of such papers, in the county's order, with what it has out in a year's round.

    Papers that are not out are told to those alone who may see them.
    """
    columns = shelf.budgets().columns
    duties = TopicUnit.objects.standing_on(at.astimezone(BEIJING).date()).filter(
        topic__code__in=columns, topic__audience=Audience.PUBLIC
    )
    found = {unit.pk: Line(unit) for unit in Unit.objects.filter(pk__in=duties.values("unit")).order_by("order", "pk")}
    for row, cell in _cells(post, [year - back for back in sorted(set(BACK))]):
        group = group_of(cell.title)
        if group is not None and _is_of(cell.title, year - BACK[group]):
            found.setdefault(row.case.unit_id, Line(row.case.unit)).cells[group].append(cell)
    return list(found.values())


def years(at: datetime) -> list[int]:
    """The years that can be asked for."""
    this = at.astimezone(BEIJING).year
    return list(range(this, this - 5, -1))


def workbook(year: int, found: Iterable[Line]) -> bytes:
    """The same as an Excel sheet: a line a unit and paper."""
    out = tables.OutColumn
    heads = [
        out("单位", width=20), out("类别", width=17), out("名称", width=60), out("批准日期", "date"),
        out("公开日期", "date"), out("情况", width=24),
    ]  # fmt: skip
    rows = [
        (line.unit.name, group, cell.title, cell.approved, cell.out, cell.says)
        for line in found
        for group, cells in zip(headings(year), line.cells, strict=True)
        for cell in cells or [Cell("", "", "", "还没有公开")]
    ]
    return tables.write_xlsx(None, [tables.OutSheet("预算决算公开情况", heads, rows, f"{year}年预算决算公开情况")])


def _is_of(title: str, year: int) -> bool:
    return any(f"{written}年" in title for written in (str(year), str(year).translate(NUMERALS)))


def _cells(post: Post, years: Iterable[int]) -> list[tuple[Disclosure, Cell]]:
    named = Q()
    for year in years:
        for written in (str(year), str(year).translate(NUMERALS)):
            named |= Q(case__title__contains=f"{written}年")
    rows = Disclosure.objects.filter(named, topic__code__in=shelf.budgets().columns).select_related(
        "case__unit", "live"
    )
    mine = set(rows.filter(pk__in=Disclosure.objects.visible_to(post)).values_list("pk", flat=True))
    kept = [row for row in rows.order_by("pk") if row.live or (row.pk in mine and row.draft_id)]
    keys = [row.pk for row in kept]
    dues = {due.case_id: due for due in Due.objects.filter(case__in=keys, limit__in=LIMITS)}
    approved = dict(
        Act.objects.filter(case__in=keys, step=approving.STEP).order_by("number").values_list("case", "effective")
    )
    shown = Shown.objects.live().filter(key__in=[showing.key_of(key) for key in keys]).values_list("key", "address")
    pages = dict(shown)
    return [(row, _cell(row, dues.get(row.pk), approved.get(row.pk), pages)) for row in kept]


def _cell(row: Disclosure, due: Due | None, approved: datetime | None, pages: dict[str, str]) -> Cell:
    day = approved.astimezone(BEIJING).date() if approved else None
    page = pages.get(showing.key_of(row.pk), "")
    if row.live is None or row.published is None:
        return Cell(row.case.title, "", "near", row.case.status_label, None, day)
    out = row.published.astimezone(BEIJING).date()
    late = due is not None and due.done is not None and due.done > due.due
    says = "逾期公开" if late else "按期公开" if due else "没有登记批准日期"
    return Cell(row.live.title, f"/d/{page}/" if page else "", "late" if late else "", says, out, day)
