"""How the public takes part, as data: the shipped demands are the documents'; a file that cannot be read says where."""

from datetime import date

import pytest

from gongkai import shelf
from gongkai.law.reading import Refused, read
from gongkai.law.taking_part import read_taking_part

PERIOD = "{name: 期, at_least: 30 days, cite: x}"
GOOD = f"""participation: x
title: 某县
periods: {{opinions: {PERIOD}, market: {PERIOD}, hearing_notice: {PERIOD}, hearing_papers: {PERIOD}}}
procedures: {{risk: {{name: 风险评估, cite: x}}, talk: {{name: 集体讨论, after: risk, cite: x}}}}
excluded: {{macro: 宏观调控}}
set_aside: {{advert: 广告}}
"""


def test_the_shipped_demands_are_the_documents():
    shipped = shelf.taking_part()
    days = {name: (one.days, one.strict) for name, one in shipped.periods.items()}
    assert days["opinions"] == (30, False) and days["market"] == (30, True) and days["hearing_papers"] == (7, True)
    assert [one.name for one in shipped.procedures.values()] == [
        "公众参与", "专家论证", "风险评估", "合法性审查", "集体讨论",
    ]  # fmt: skip
    assert len(shipped.excluded) == 3


def test_thirty_days_are_thirty_and_not_twenty_nine():
    period = shelf.taking_part().periods["opinions"]
    assert not period.short(date(2025, 3, 1), date(2025, 3, 31)) and period.short(date(2025, 3, 1), date(2025, 3, 30))
    assert period.whole(date(2025, 3, 1)) == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("good", "bad"), [("30 days", "a month"), ("after: risk", "after: nothing"), ("{macro:", "{宏观:")]
)
def test_what_cannot_be_read_is_refused(good, bad):
    assert read_taking_part(read(GOOD, "x.yaml")).procedures["talk"].after == ("risk",)
    with pytest.raises(Refused):
        read_taking_part(read(GOOD.replace(good, bad, 1), "x.yaml"))
