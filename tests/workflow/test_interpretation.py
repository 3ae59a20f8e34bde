"""三同步: a policy and its interpretation are planned, reviewed and published together."""

from datetime import date

import pytest

from gongkai.acts.facts import Span
from gongkai.acts.models import Act, Due
from gongkai.acts.refusals import Unready
from gongkai.disclosures import batches, facts
from gongkai.disclosures.models import Disclosure
from gongkai.publication import door
from tests.county import moment
from tests.workflow.conftest import AT, status

PLAN = {
    "mode": "draft", "speaker": "张局长", "rank": "主要负责人", "forms": ["图表图解"], "channels": ["portal", "wechat"],
}  # fmt: skip


@pytest.fixture
def policy(people, write, route):
    route(interpretation="together")
    return write("关于货车通行的通知", kind="通知")


def explaining(write, policy, **values):
    return write("《关于货车通行的通知》解读", "<p>为什么限行。</p>", kind="解读", interprets=policy, **values)


def plan(people, record, **said):
    record.case.take("plan", by=people.xin, at=AT, detail={**PLAN, **said})


@pytest.mark.provision("BW-7.3")
def test_a_policy_goes_to_signature_with_its_interpretation_and_both_go_out_together(
    people, policy, write, press, sign_in
):
    refused = press("xin", policy, "propose")
    assert refused.status_code == 409 and "请先“填写解读方案”" in refused.content.decode()
    assert press("xin", policy, "plan", **PLAN).status_code == 302
    assert "还没有解读稿" in press("xin", policy, "propose").content.decode()
    said = {
        "unit": people.roads.pk, "topic": people.topic.pk, "title": "通行通知解读", "formed_on": "2025-03-03",
        "kind": "解读", "html": "为什么限行", "attribute": "proactive", "interprets": policy.pk,
    }  # fmt: skip
    sign_in("xin").post("/staff/disclosures/form/", said)
    told = Disclosure.objects.get(case__title="通行通知解读")
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        page = sign_in(name).get(f"/staff/disclosures/{policy.pk}/").content.decode()
        assert "与本件一起办理的解读" in page and "为什么限行" in page
        assert f'name="with-{told.pk}" value="' in page and "还差" not in page
        assert press(name, policy, step, told).status_code == 302
        assert status(told) == status(policy)
    shown = [door.shown(f"disclosure:{one.pk}") for one in (policy, told)]
    assert all(one and one.withdrawn is None for one in shown)
    out = Act.objects.filter(step="publish")
    assert len({(act.at, act.person_id) for act in out}) == 1 and out.count() == 2
    assert Due.objects.get(limit="interpretation.follow").done == AT  # out on the same day, so explained in time


def test_neither_is_reviewed_or_published_without_the_other(people, policy, write, go):
    told = explaining(write, policy)
    plan(people, policy)
    go(policy, "propose", "clear", county=people)
    with pytest.raises(Unready, match="须与解读《〈关于货车通行的通知〉解读》一起审核"):
        policy.case.take("approve", by=people.fen, at=AT)
    go(told, "propose", "clear", county=people)
    with pytest.raises(Unready, match="须与文件《关于货车通行的通知》一起审核"):
        told.case.take("approve", by=people.fen, at=AT)
    cases = [policy.case, told.case]
    batches.take("approve", cases, people.fen, AT, read={case.pk: case.content for case in cases})
    with pytest.raises(Unready, match="一起公开"):
        told.case.take("publish", by=people.fa, at=AT)
    batches.take("publish", cases, people.fa, AT, read={case.pk: case.content for case in cases})
    assert status(policy) == status(told) == "published"


def test_what_was_not_on_the_screen_is_not_approved_along(people, policy, write, go, press):
    told = explaining(write, policy)
    plan(people, policy)
    for one in (policy, told):
        go(one, "propose", "clear", county=people)
    assert press("fen", policy, "approve").status_code == 409  # the other one's text was not posted as read
    assert status(policy) == status(told) == "cleared"


def test_a_reasoned_exemption_is_enough_and_a_short_one_is_not(people, policy, press):
    assert press("xin", policy, "plan", mode="exempt", words="不用").status_code == 409
    words = "只是转发上级文件，上级已经作了解读，见省厅网站"
    assert press("xin", policy, "plan", mode="exempt", words=words).status_code == 302
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        assert press(name, policy, step).status_code == 302
    assert not Due.objects.filter(limit="interpretation.follow").exists()


def test_a_plan_names_the_speaker_the_portal_and_a_medium(people, policy, press):
    short = press("xin", policy, "plan", **{**PLAN, "speaker": "", "channels": ["portal"]})
    assert "请填写解读人。" in short.content.decode()
    assert "至少选一种媒体" in press("xin", policy, "plan", **{**PLAN, "channels": ["portal"]}).content.decode()
    assert "还没有选政府门户网站" in press("xin", policy, "plan", **{**PLAN, "channels": ["wechat"]}).content.decode()


@pytest.mark.provision("BW-7.4")
def test_interpretations_by_the_principal_are_counted_with_the_records(people, policy, write, press, sign_in):
    told = explaining(write, policy)
    assert press("xin", policy, "plan", **{**PLAN, "rank": "分管负责人"}).status_code == 302
    assert press("xin", policy, "plan", **PLAN).status_code == 302  # planned anew: the principal takes it on
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        assert press(name, policy, step, told).status_code == 302
    assert "主要负责人张局长" in sign_in("fen").get(f"/staff/disclosures/{policy.pk}/").content.decode()
    span = Span(date(2025, 1, 1), date(2025, 12, 31), moment("2026-01-01"))
    counted = facts.FACTS["disclosures.led_interpretations"]([people.roads, people.town], span)
    assert counted.values == {people.roads.pk: 1, people.town.pk: 0}
    assert list(counted.records[people.roads.pk]) == [told.pk]
    before = Span(date(2025, 1, 1), date(2025, 2, 28), moment("2025-03-01"))
    assert facts.FACTS["disclosures.led_interpretations"]([people.roads], before).values == {people.roads.pk: 0}


@pytest.fixture
def three_days(monkeypatch):
    from gongkai import shelf

    monkeypatch.setattr(shelf, "here", lambda: shelf.limits("sq"))


@pytest.mark.provision("SQ-5.1")
def test_where_it_may_follow_it_follows_within_three_working_days(people, write, route, go, press, sign_in, three_days):
    route(interpretation="follow")
    policy = write("关于驾校收费的通知", kind="通知")
    told = write("收费通知解读", "<p>一问一答。</p>", kind="解读", interprets=policy)
    assert press("xin", policy, "plan", **PLAN).status_code == 302
    go(policy, "propose", "clear", "approve", county=people, at="2025-03-05 10:00")
    policy.case.take("publish", by=people.fa, at=moment("2025-03-05 16:00"))
    due = Due.objects.get(limit="interpretation.follow")
    assert due.due.date() == moment("2025-03-10").date()  # Thursday, Friday, Monday after Wednesday 5 March
    assert "收费通知" in sign_in("xin").get("/staff/").content.decode()
    go(told, "propose", "clear", "approve", "publish", county=people, at="2025-03-07 10:00")
    due.refresh_from_db()
    assert due.done == moment("2025-03-07 10:00")
    said = Act.objects.get(case=policy.pk, step="explain")
    assert said.detail["says"] == "收费通知解读"
    assert Act.objects.get(case=policy.pk, step="plan").detail["rank"] == "主要负责人"


def test_an_interpretation_never_comes_out_before_its_document(people, write, go, route):
    route(interpretation="follow")
    policy = write("关于驾校收费的通知", kind="通知")
    told = write("收费通知解读", "<p>一问一答。</p>", kind="解读", interprets=policy)
    go(told, "propose", "clear", "approve", county=people)
    with pytest.raises(Unready, match="还没有公开，请与它一起公开"):
        told.case.take("publish", by=people.fa, at=AT)


def test_news_needs_no_interpretation(people, policy, write, go):
    go(write("工作动态"), "propose", "clear", "approve", "publish", county=people)


def test_a_change_of_what_is_public_and_explained_goes_its_way_alone(people, policy, write, go):
    told = explaining(write, policy)
    plan(people, policy)
    for one in (policy, told):
        go(one, "propose", "clear", county=people)
    cases = [policy.case, told.case]
    for step, by in (("approve", people.fen), ("publish", people.fa)):
        batches.take(step, cases, by, AT, read={case.pk: case.content for case in cases})
    policy.case.take("change", by=people.xin, at=AT)
    policy.case.refresh_from_db()
    go(policy, "propose", "clear", "approve", "publish", county=people, at="2025-03-05 10:00")


def test_two_interpretations_of_one_document_are_both_bound_to_it(people, policy, write, go):
    first, second = (explaining(write, policy) for _ in range(2))
    plan(people, policy)
    for one in (policy, first, second):
        go(one, "propose", "clear", county=people)
    cases = [first.case, second.case]
    with pytest.raises(Unready) as refused:
        batches.take("approve", cases, people.fen, AT, read={case.pk: case.content for case in cases})
    assert len(refused.value.reasons) == 2
