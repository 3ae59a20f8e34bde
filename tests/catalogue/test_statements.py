"""本期无更新: stated with a reason, reviewed by another, told to the public, and fresh until the next period."""

from datetime import date

import pytest

from gongkai import shelf
from gongkai.acts import verify
from gongkai.acts.facts import Span
from gongkai.assessment import facts
from gongkai.catalogue import publishing
from gongkai.catalogue.models import Statement, Topic, TopicUnit
from gongkai.publication import door
from gongkai.publication.records import DocumentRecord
from tests.county import moment

pytestmark = pytest.mark.django_db
# A column of kf's rule: every 20 working days. Published on 5 January 2026, it is due on 2 February.
NOW = moment("2026-02-03 10:00")
REASON = {"reason": "一月没有发生行政处罚"}


@pytest.fixture(autouse=True)
def limits_here(monkeypatch):
    monkeypatch.setattr(shelf, "here", lambda: shelf.limits("kf"))


@pytest.fixture
def at(stand_at):
    """Sets the clock."""
    stand_at("2026-02-03 10:00")
    return stand_at


@pytest.fixture
def duty(county, at):
    """A column of the road bureau that last gained an item on 5 January."""
    topic = Topic.objects.create(
        code="chufa", name="行政处罚", says="处罚", phase="result", column_type="其他", refresh="catalogue.refresh"
    )
    publishing.show_columns(NOW)
    show("disclosure:1", "2026-01-05 09:00")
    return TopicUnit.objects.create(topic=topic, unit=county.roads, since=date(2025, 1, 1))


def show(key, when):
    record = DocumentRecord(
        key=key, title="决定", column="chufa", unit="jyj", unit_name="交运局", published=moment(when), html="<p>文</p>"
    )
    door.show(record, moment(when))


def address(duty):
    return f"/staff/catalogue/duties/{duty.pk}/quiet/"


def step(name):
    return f"/staff/catalogue/statements/{Statement.objects.get().pk}/{name}/"


def states(client):
    page = client.get("/staff/catalogue/?state=all")
    return [row.state.value for row in page.context["rows"]]


def stale(county, day):
    ends = moment(f"{day} 23:59:59")
    span = Span(date(2026, 1, 1), ends.date(), ends)
    return facts.stale([county.roads], span).values[county.roads.pk]


@pytest.mark.provision("BW-6.1.5")
def test_a_reviewed_statement_keeps_the_column_fresh_until_the_next_period(duty, county, sign_in, at, client):
    assert states(sign_in("xin")) == ["超期"]
    assert "说明无更新" in sign_in("xin").get("/staff/").content.decode()
    sign_in("xin").post(address(duty), REASON)
    row = Statement.objects.get()
    assert (row.since, row.until) == (date(2026, 1, 6), date(2026, 2, 3))
    assert states(sign_in("xin")) == ["超期"], "what is only stated counts for nothing"
    assert "无更新" in sign_in("fen").get("/staff/").content.decode()
    sign_in("fen").post(step("confirm"))
    assert states(sign_in("xin")) == ["正常"]
    text = client.get("/c/chufa/").content.decode()
    assert "一月没有发生行政处罚" in text and "2026年2月3日" in text and "核定" in text
    # Twenty working days from 3 February: Spring Festival's rest from 15 to 23 February, work on the 14th and 28th.
    at("2026-03-06 10:00")
    assert states(sign_in("xin")) == ["临近"]
    at("2026-03-10 10:00")
    assert states(sign_in("xin")) == ["超期"]
    assert not list(verify.faults())


@pytest.mark.provision("KF-T1.6")
def test_the_fact_of_stale_columns_counts_it_as_the_trail_knew_it(duty, county, sign_in, write, publish):
    topic = duty.topic
    county.topic = topic
    publish(write(at="2026-01-05 08:00"), at="2026-01-05 09:00")
    assert stale(county, "2026-02-02") == 0 and stale(county, "2026-02-03") == 1
    sign_in("xin").post(address(duty), REASON)
    assert stale(county, "2026-02-03") == 1
    sign_in("fen").post(step("confirm"))
    assert stale(county, "2026-02-03") == 0
    assert stale(county, "2026-03-10") == 1
    sign_in("ban").post(step("void"), {"words": "其实有处罚"})
    assert stale(county, "2026-02-03") == 1


def test_it_is_refused_where_something_was_published_in_the_period(duty, sign_in):
    show("disclosure:2", "2026-02-02 09:00")
    answer = sign_in("xin").post(address(duty), REASON)
    assert answer.status_code == 409 and "本期在 2026-02-02 公开过信息" in answer.content.decode()
    assert not Statement.objects.exists()


def test_it_falls_where_something_was_published_before_the_review(duty, sign_in):
    sign_in("xin").post(address(duty), REASON)
    show("disclosure:2", "2026-02-03 09:30")
    answer = sign_in("fen").post(step("confirm"))
    assert answer.status_code == 409 and "在 2026-02-03 已公开过信息" in answer.content.decode()
    sign_in("fen").post(step("return"), {"words": "有新内容"})
    assert Statement.objects.get().case.status == "returned"


@pytest.mark.parametrize(
    ("reason", "says"),
    [("", "请填写理由"), ("无", "请写明为什么"), ("张三13800138000没来", "理由公众看得到")],
)
def test_a_reason_is_needed_and_holds_no_private_word(duty, sign_in, reason, says):
    assert says in sign_in("xin").post(address(duty), {"reason": reason}).content.decode()
    assert not Statement.objects.exists()


def test_it_is_stated_once_and_reviewed_by_another(duty, county, sign_in):
    sign_in("xin").post(address(duty), REASON)
    assert "已经有一份说明在等核定" in sign_in("xin").post(address(duty), REASON).content.decode()
    county.fen.person = county.xin.person
    county.fen.save()
    client = sign_in("xin")
    client.post(f"/staff/accounts/post/{county.fen.pk}/")
    assert client.post(step("confirm")).status_code == 403
    assert Statement.objects.get().case.status == "stated"


def test_strangers_and_other_roles_are_kept_out(duty, county, sign_in, client):
    assert client.get(address(duty)).status_code == 302
    assert sign_in("zhen").get(address(duty)).status_code == 404
    assert sign_in("fen").get(address(duty)).status_code == 403
    sign_in("xin").post(address(duty), REASON)
    assert sign_in("zhenfen").post(step("confirm")).status_code == 404


def test_what_was_made_void_is_taken_off_the_portal(duty, sign_in, client):
    sign_in("xin").post(address(duty), REASON)
    sign_in("fen").post(step("confirm"))
    assert "一月没有发生行政处罚" in client.get("/c/chufa/").content.decode()
    sign_in("ban").post(step("void"), {"words": "其实有处罚"})
    assert "一月没有发生行政处罚" not in client.get("/c/chufa/").content.decode()


def test_a_new_item_takes_the_place_of_the_statement_on_the_page(duty, sign_in, client):
    sign_in("xin").post(address(duty), REASON)
    sign_in("fen").post(step("confirm"))
    show("disclosure:2", "2026-02-09 09:30")
    assert "一月没有发生行政处罚" not in client.get("/c/chufa/").content.decode()
