"""本期无更新 as the public reads it beside a column."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.publication.strict import Strict


@dataclass(frozen=True, slots=True)
class Quiet(Strict):
    """That a unit had nothing to publish in a column, stated and reviewed: which days, why, when it was reviewed."""

    unit: str  # its code
    unit_name: str
    since: date | None
    until: date
    reason: str
    reviewed: datetime

    def check(self) -> None:
        self.demand(bool(self.unit and self.unit_name and self.reason.strip()), "无更新说明要写明单位和理由")
