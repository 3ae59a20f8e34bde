"""A calendar that comes out later moves the dates of what is open, with an act wherever one moved (条例-33)."""

import pytest

from gongkai import shelf
from gongkai.acts import recounting
from gongkai.acts.models import Act, Due, Recount
from tests.county import BEIJING, moment
from tests.foi.test_facts import take

NOTICE = """
year: 2027
notice: {title: 国务院办公厅关于2027年部分节假日安排的通知, number: 国办发明电〔2026〕9号, published: 2026-12-20}
off:
  元旦: 2027-01-01..2027-01-03
  春节: 2027-02-05..2027-02-11
  清明节: 2027-04-03..2027-04-05
  劳动节: 2027-05-01..2027-05-05
  端午节: 2027-06-09..2027-06-11
  中秋节: 2027-09-15..2027-09-17
  国庆节: 2027-10-01..2027-10-07
work: {}
"""


@pytest.mark.provision("条例-33")
def test_dates_move_with_the_calendar_and_the_trail_says_so(county, told, contact, tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    told["now"] = moment("2026-12-21 10:00")
    before, after = (
        take(county.roads, "counter", day, f"{day} 10:00", county.xin, day) for day in ("2026-12-01", "2026-12-10")
    )

    def due(row):
        found = Due.objects.get(case=row.case, limit="foi.reply")
        return found.due.astimezone(BEIJING).date().isoformat(), found.provisional

    assert (due(before), due(after)) == (("2026-12-29", False), ("2027-01-07", True))
    recounting.recount(recounting.due(told["now"])[0], told["now"])
    assert recounting.due(told["now"]) == [] and not Act.objects.filter(step="recount").exists()
    shelf.adopt("calendar", "2027", {"2027.yaml": NOTICE.encode()}, at=told["now"], by="ban")
    found = recounting.recount(recounting.due(told["now"])[0], told["now"])
    assert (due(before), due(after)) == (("2026-12-29", False), ("2027-01-08", False))
    act = Act.objects.get(step="recount")
    assert act.case_id == after.pk and act.detail["says"] == "答复申请 2027-01-07 → 2027-01-08"
    assert (found.looked, found.moved) == (2, 1)
    recounting.recount("again", told["now"])
    assert Act.objects.filter(step="recount").count() == 1 and Recount.objects.count() == 3
