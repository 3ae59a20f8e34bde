"""失分整改表: what one unit lost in a round, as offices publish it: 指标 · 分值 · 扣分 · 失分原因 · 整改情况."""

from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal

from gongkai import tables
from gongkai.findings import history
from gongkai.findings.models import Finding, Round, Sighting, Standing
from gongkai.papers import typeset
from gongkai.papers.official import Annex, Official
from gongkai.tables import OutColumn, OutSheet

HEADS = ("指标", "分值", "扣分", "失分原因", "整改情况")


@dataclass(frozen=True)
class LossRow:
    """``finding`` leads to its page; ``told`` says that it was told before."""

    finding: Finding
    indicator: str
    points: str
    lost: str
    says: str
    stands: str
    told: str

    @property
    def cells(self) -> tuple[str, Decimal | None, Decimal | None, str, str]:
        return self.indicator, _number(self.points), _number(self.lost), self.reason, self.stands

    @property
    def reason(self) -> str:
        """Why the points were lost; what was told before says so."""
        return f"{self.says}（{self.told}）" if self.told else self.says


def rows(round: Round, unit: int | None = None) -> dict[int, list[LossRow]]:
    """By unit, the dearest loss first; of one unit, or of all."""
    seen = Sighting.objects.filter(round=round).select_related("finding__case", "finding__unit")
    sightings = list(seen if unit is None else seen.filter(finding__unit=unit))
    past = history.of((one.finding for one in sightings), round.until)
    found: dict[int, list[LossRow]] = {}
    for one in sorted(sightings, key=lambda one: (-(_number(one.lost) or 0), one.pk)):
        known = past[one.finding_id]
        row = LossRow(one.finding, one.indicator, one.points, one.lost, one.says, known.stands, known.told)
        found.setdefault(one.finding.unit_id, []).append(row)
    return found


def lost(some: list[LossRow]) -> Decimal:
    return sum((_number(row.lost) or Decimal(0) for row in some), Decimal(0))


def workbook(round: Round, standings: list[Standing]) -> bytes:
    """A sheet a unit, in the units' order."""
    known = rows(round, standings[0].unit_id if len(standings) == 1 else None)
    sheets = [_sheet(round, one, known.get(one.unit_id, [])) for one in standings]
    return tables.write_xlsx(None, sheets, made=round.at.astimezone(UTC))


def pdf(round: Round, one: Standing) -> bytes:
    """The unit's sheet typeset, to be printed with the circular."""
    some = rows(round, one.unit_id).get(one.unit_id, [])
    told = tuple((row.indicator, row.points, row.lost, row.reason, row.stands) for row in some)
    told += (("合计", "", f"{lost(some):f}", "", ""),)
    annex = Annex(title_of(one), HEADS, (15, 6, 6, 32, 14), told, frozenset({1, 2}), tuple(notes_of(round, one)))
    return typeset.pdf(Official(title_of(one), "", annexes=(annex,)))


def title_of(one: Standing) -> str:
    return f"{one.unit.full_name or one.unit.name}失分整改表"


def notes_of(round: Round, one: Standing) -> list[str]:
    result = f"得分 {one.score}" + (f"，等次 {one.grade}" if one.grade else "")
    return [f"{round.title}，{result}"]


def _sheet(round: Round, one: Standing, some: list[LossRow]) -> OutSheet:
    columns = [
        OutColumn(HEADS[0], width=30), OutColumn(HEADS[1], "number"), OutColumn(HEADS[2], "number"),
        OutColumn(HEADS[3], width=60), OutColumn(HEADS[4], width=22),
    ]  # fmt: skip
    return OutSheet(one.unit.name, columns, [row.cells for row in some], title_of(one), notes_of(round, one))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
