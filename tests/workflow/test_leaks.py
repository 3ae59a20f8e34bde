"""What is said on the way stays inside: minutes, objections, remarks, orders and reasons reach no public page."""

import re

import pytest

from gongkai.catalogue import publishing, units
from gongkai.disclosures.routes import outcomes
from gongkai.publication.found import url_of
from gongkai.publication.models import Shown, Site
from gongkai.workflow import countersigning, meetings
from gongkai.workflow.models import Takedown
from tests.county import moment
from tests.house.test_leaks import crawl, marker
from tests.workflow.conftest import AT


@pytest.fixture
def handled(people, write, go, publish):
    """Records that went every way there is, each private word marked."""
    Site.objects.create(name="试县人民政府", domain="www.example.gov.cn", id_code="5100000001")
    publishing.show_columns(AT)
    units.show_units(AT)
    record = go(write("公开的通知", "<p>公开的正文</p>"), "propose", county=people)
    record.case.take("remark", by=people.mi, at=AT, words=marker("意见"))
    number = record.case.acts.last().number
    record.case.take("respond", by=people.xin, at=AT, words=marker("答复"), detail={"to": number})
    go(record, "clear", county=people, at="2025-03-05 09:00")
    asked = countersigning.ask(record.case, [people.finance], people.xin, AT)[0]
    asked.take("object", by=people.caifen, at=AT, words=marker("不同意"))
    asked.take("settle", by=people.ban, at=AT, words=marker("协调"))
    meeting = meetings.convene("party", AT.date(), marker("主持人"), [record.case], people.xin, AT)
    said = meetings.Minutes(
        [people.fen.person, people.mi.person],
        [marker("到会")],
        marker("纪要"),
        {record.pk: ("approve", marker("议论"))},
    )
    meetings.minute(meeting, said, people.xin, AT)
    meeting.case.take("confirm", by=people.fener, at=AT)
    record.case.take("publish", by=people.fa, at=AT)
    meeting.refresh_from_db()
    result = outcomes.open_record(meeting, people.xin, AT)
    go(result, "propose", "clear", "approve", "publish", county=people, at="2025-03-05 09:00")
    urgent = go(write("紧急通告"), "propose", "clear", county=people)
    order = {"ordered_by": marker("下令人"), "ordered_how": "电话", "says": marker("令")}
    urgent.case.take("emergency", by=people.fa, at=AT, words=marker("情由"), detail=order)
    until = {"for": moment("2025-03-06 09:00").isoformat(), "says": marker("预约")}
    urgent.case.take("expire", by=people.fa, at=AT, words=marker("下架理由"), detail=until)
    gone = publish(write("撤回的通知"))
    gone.case.take("release", by=people.fa, at=AT, detail={"channel": "board"}, words=marker("张贴"))
    gone.case.take("withdraw", by=people.fen, at=AT, words=marker("撤回理由"))
    Takedown.objects.get().case.take("take_down", by=people.fa, at=AT, words=marker("怎样撤"))


def test_nothing_said_on_the_way_reaches_a_public_page(client, handled, sweep):
    sweep(moment("2025-03-06 09:00"))  # the expiry happens, and its tombstone says no more than its cause
    pages = crawl(client)
    assert any("党组会" in body for body in pages.values())
    left = Shown.objects.exclude(withdrawn=None)
    pages |= {row.key: client.get(url_of(row)).content.decode() for row in left}
    assert len(left) == 2 and any("公开期满" in body for body in pages.values())
    leaks = {path: re.findall('密语[^<"&]*外传', body) for path, body in pages.items() if "密语" in body}
    assert leaks == {}


def test_search_finds_nothing_said_on_the_way(client, handled):
    for word in ("议论", "情由", "下令人", "怎样撤"):
        assert "外传" not in client.get("/search/", {"q": word}).content.decode()
