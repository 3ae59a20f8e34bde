"""Routes: who sits at a station, what a review needs besides; they fill the steps and drop none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.accounts.models import Post
from gongkai.acts.models import Act
from gongkai.acts.refusals import NotYourRole, SameHands, Unready
from gongkai.workflow import setting
from gongkai.workflow.models import Route
from tests.county import moment
from tests.workflow.conftest import AT, status

DAY = moment("2025-03-01").date()


def test_the_leader_sets_who_reviews_and_only_they_are_asked(people, write, go, press, sign_in):
    said = {"unit": people.roads.pk, "since": "2025-03-01", "approve": [people.fener.pk]}
    page = sign_in("fen").post("/staff/workflow/routes/set/", said, follow=True).content.decode()
    assert "审核通过：fener某" in page
    record = go(write(), "propose", "clear", county=people)
    refused = press("fen", record, "approve")
    assert refused.status_code == 403 and "按办理流程由fener某办理" in refused.content.decode()
    assert press("fener", record, "approve").status_code == 302 and status(record) == "approved"


def test_what_waits_for_a_named_seat_waits_for_nobody_else_who_sees_it_among_what_others_handle(
    people, write, go, route, sign_in
):
    record = go(write("关于桥梁限载的通知"), "propose", "clear", county=people)

    def desk(name):
        mine, _, others = sign_in(name).get("/staff/").content.decode().partition("等别人办理</h2>")
        return record.case.title in mine, record.case.title in others

    assert desk("fen") == (True, False)
    route(seats={"approve": [people.fener]})
    assert desk("fen") == (False, True)
    assert desk("fener") == (True, False)


def test_the_record_says_who_will_get_it(people, write, route, sign_in):
    route(seats={"clear": [people.mier]}, collective=True, signers=[people.finance])
    page = sign_in("xin").get(f"/staff/disclosures/{write().pk}/").content.decode()
    assert "谁来办" in page and "mier某" in page and "经集体研究" in page and "财政局" in page


def test_a_unit_s_own_route_comes_before_the_county_s(people, write, go, route):
    route(unit=None, topic=people.topic, seats={"clear": [people.mi]})
    route(seats={"clear": [people.mier]})
    record = go(write(), "propose", county=people)
    with pytest.raises(NotYourRole, match="mier某"):
        record.case.take("clear", by=people.mi, at=AT)
    record.case.take("clear", by=people.mier, at=AT)


def test_a_route_drops_no_separation(people, write, go, route):
    both = Post.objects.create(person=people.mier.person, unit=people.roads, role="reviewer")
    with pytest.raises(Unready, match="不能都只由一个人办理"):
        route(seats={"clear": [people.mier], "approve": [both]})
    with pytest.raises(Unready, match="不是分管领导"):
        route(seats={"approve": [people.fa]})
    with pytest.raises(Unready, match="不管交运局的事项"):
        route(seats={"approve": [people.caifen]})
    route(seats={"approve": [both]})
    record = go(write(), "propose", county=people)
    record.case.take("clear", by=people.mier, at=AT)
    with pytest.raises(SameHands):
        record.case.take("approve", by=both, at=AT)


def test_a_unit_s_leader_sets_no_route_for_others(people, sign_in):
    with pytest.raises(NotYourRole, match="政务公开办"):
        setting.put(setting.Setting(None, people.topic, DAY, collective=True), people.fen, AT)
    with pytest.raises(NotYourRole):
        setting.put(setting.Setting(people.finance, None, DAY, collective=True), people.fen, AT)


def test_seats_pass_on_when_people_move_and_the_trail_says_so(people, write, go, route, sign_in):
    made = route(seats={"approve": [people.fener]})
    said = {"former": people.fener.pk, "heir": people.fen.pk, "since": "2025-03-05"}
    page = sign_in("ban").post("/staff/workflow/routes/hand-over/", said, follow=True).content.decode()
    assert "已交接 1 个席位" in page
    record = go(write(), "propose", "clear", county=people)
    with pytest.raises(NotYourRole):
        record.case.take("approve", by=people.fener, at=AT)
    record.case.take("approve", by=people.fen, at=AT)
    told = Act.objects.get(case=made.case, step="hand_over").detail["says"]
    assert told == "fener某的席位自2025-03-05起由fen某接任"


def test_a_seat_nobody_holds_any_more_is_open_to_its_role_and_said_to_be_vacant(people, write, go, route, sign_in):
    route(seats={"approve": [people.fener]})
    people.fener.until = moment("2025-03-02").date()
    people.fener.save()
    record = go(write(), "propose", "clear", county=people)
    assert "席位空缺" in sign_in("xin").get(f"/staff/disclosures/{record.pk}/").content.decode()
    record.case.take("approve", by=people.fen, at=AT)


def test_a_change_ends_the_route_and_sets_the_next(people, route, sign_in):
    former = route(seats={"approve": [people.fener]})
    said = {"unit": people.roads.pk, "since": "2025-03-05", "collective": "on"}
    sign_in("ban").post(f"/staff/workflow/routes/set/?instead={former.pk}", said)
    former.refresh_from_db()
    assert former.until == moment("2025-03-04").date() and former.case.acts.last().step == "end"
    assert Route.objects.get(until=None).collective


def test_a_route_without_any_demand_is_refused(people, route):
    with pytest.raises(Unready, match="没有任何要求"):
        route()


@pytest.mark.provision("BW-6.1.4")
def test_the_duties_of_the_systems_are_steps_nobody_can_leave_out(people, write, go, route, sign_in, press):
    """Secrecy review, coordination, review and publication each by its own hand, whatever the route says."""
    route(seats={"approve": [people.fener]}, signers=[people.finance])
    record = go(write(), "propose", county=people)
    assert press("fener", record, "approve").status_code == 409
    assert press("mi", record, "clear").status_code == 302
    assert press("fener", record, "approve").status_code == 302
    refused = press("fa", record, "publish")
    assert refused.status_code == 409 and "财政局还没有答复会签" in refused.content.decode()
    asked = record.case.countersigns.get()
    read = {"read": asked.content}
    sign_in("caifen").post(f"/staff/disclosures/countersigns/{asked.pk}/agree/", read)
    assert press("fa", record, "publish").status_code == 302 and status(record) == "published"


def test_the_matrix_of_steps_is_printed_for_everybody(people, sign_in):
    page = sign_in("ling").get("/staff/workflow/steps/").content.decode()
    row = page[page.index('<th scope="row">公开</th>') :]
    row = row[: row.index("</tr>")]
    assert "发布员" in row and "提出公开、保密审查通过、审核通过" in row
    assert "提出公开、说明检查疑点、审核通过" in row


def test_a_step_reads_the_routes_once_and_the_next_one_anew(people, write, go, route):
    record = go(write(), "propose", county=people)
    route(seats={"approve": [people.fener]})
    with CaptureQueriesContext(connection) as sent:
        record.case.take("clear", by=people.mi, at=AT)
    assert sum('FROM "workflow_route"' in one["sql"] for one in sent.captured_queries) == 1
    route(seats={"approve": [people.fen]})
    record.case.take("approve", by=people.fen, at=AT)
