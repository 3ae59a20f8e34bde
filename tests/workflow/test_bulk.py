"""One step for many records: one act each, bound to what was read, all or none."""

from gongkai.acts.models import Act
from gongkai.workflow.models import Booking
from tests.county import moment
from tests.workflow.conftest import status


def tick(client, name, *records, **said):
    keys = [f"{one.pk}:{one.case.content}" for one in records]
    return client.post("/staff/disclosures/batch/", {"step": name, "key": keys, **said})


def test_a_director_returns_many_with_one_reason(people, write, go, sign_in):
    records = [go(write(f"通知{n}"), "propose", "clear", county=people) for n in range(3)]
    page = tick(sign_in("fen"), "return", *records).content.decode()
    assert "退回：3 件" in page and "通知2" in page and status(records[0]) == "cleared"
    assert "请填写理由" in tick(sign_in("fen"), "return", *records, said="1", words="").content.decode()
    assert tick(sign_in("fen"), "return", *records, said="1", words="统一补附件").status_code == 302
    acts = Act.objects.filter(step="return").select_related("remark")
    assert [act.remark.text for act in acts] == ["统一补附件"] * 3


def test_many_are_booked_for_one_hour(people, write, go, sign_in):
    records = [go(write(f"通知{n}"), "propose", "clear", "approve", county=people) for n in range(2)]
    tick(sign_in("fa"), "schedule", *records, said="1", **{"for": "2025-03-10T09:00"})
    assert set(Booking.objects.values_list("at", flat=True)) == {moment("2025-03-10 09:00")}
    assert Booking.objects.count() == 2


def test_one_that_was_read_otherwise_stops_all(people, write, go, sign_in):
    first, second = (go(write(f"通知{n}"), "propose", "clear", county=people) for n in range(2))
    second.case.content = "0" * 64
    assert tick(sign_in("fen"), "return", first, second, said="1", words="补附件").status_code == 409
    assert status(first) == "cleared"


def test_a_pair_ticked_together_is_approved_and_one_alone_refused(people, write, go, route, sign_in):
    route(interpretation="together")
    policy = write("通行通知", kind="通知")
    told = write("通行通知解读", "<p>为什么。</p>", kind="解读", interprets=policy)
    plan = {"mode": "draft", "speaker": "张", "rank": "专家学者", "forms": ["文字"], "channels": ["portal", "weibo"]}
    policy.case.take("plan", by=people.xin, at=moment("2025-03-04 09:00"), detail=plan)
    for one in (policy, told):
        go(one, "propose", "clear", county=people)
    assert "一起审核" in tick(sign_in("fen"), "approve", policy).content.decode()
    assert tick(sign_in("fen"), "approve", policy, told).status_code == 302
    assert status(policy) == status(told) == "approved"
