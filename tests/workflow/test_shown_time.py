"""公布的最短时间: a land notice stands for its time, unless it should never have gone out (土地管理法实施条例-26)."""

import pytest

from gongkai.acts.refusals import Unready
from gongkai.catalogue.models import Topic
from tests.county import moment
from tests.workflow.conftest import AT, status

# Out on Wednesday, 5 March 2025: the tenth working day after it is the 19th, the thirtieth day 4 April, a day off that
# rolls over the weekend of 清明 to Monday the 7th.
LAST = {"disclosures.land_shown": ("2025-03-19 23:59", "2025-03-20 00:00"),
        "disclosures.land_plan_shown": ("2025-04-07 23:59", "2025-04-08 00:00")}  # fmt: skip


@pytest.fixture(params=LAST)
def notice(people, write, go, request):
    """(the record, approved, of a column whose notices stand for a time; the last moment of it; the one after)."""
    record = go(write("关于征收土地的公告"), "propose", "clear", "approve", county=people)
    Topic.objects.filter(pk=record.topic_id).update(limits=["disclosures.publish", request.param])
    last, after = LAST[request.param]
    return record, moment(last), moment(after)


def expire(people, record, when):
    record.case.take("expire", by=people.fa, at=AT, words="公示期满", detail={"for": when.isoformat()})


def test_no_notice_is_booked_to_go_before_its_time_is_over(people, notice):
    record, last, after = notice
    with pytest.raises(Unready, match=f"{after:%Y-%m-%d} 起才能下架"):
        expire(people, record, last)
    record.case.take("publish", by=people.fa, at=AT)
    with pytest.raises(Unready, match="不少于"):
        expire(people, record, last)
    expire(people, record, after)


def test_a_notice_is_not_out_of_date_before_its_time_and_what_is_wrong_goes_at_once(people, notice):
    record, last, after = notice
    record.case.take("publish", by=people.fa, at=AT)
    gone = {"by": people.fa, "words": "收回"}
    with pytest.raises(Unready, match=f"{after:%Y-%m-%d} 起才能下架"):
        record.case.take("withdraw", at=last, detail={"cause": "expired"}, **gone)
    record.case.take("withdraw", at=last, detail={"cause": "error"}, **gone)
    assert status(record) == "withdrawn"


def test_once_its_time_is_over_a_notice_may_go(people, notice):
    record, _, after = notice
    record.case.take("publish", by=people.fa, at=AT)
    record.case.take("withdraw", by=people.fa, at=after, words="期满", detail={"cause": "expired"})
    assert status(record) == "withdrawn"
