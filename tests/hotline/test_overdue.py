"""What is overdue goes up by itself, a supervision notice is answered, a fault is pursued."""

import pytest

from gongkai.acts.models import Act
from gongkai.hotline import escalating, facts
from gongkai.hotline.models import PleaFault
from gongkai.workflow.models import Notice
from tests.county import moment
from tests.hotline.conftest import HOME, MARCH


def go_up(at):
    """What the schedule does at a moment; how many were told."""
    found = escalating.due(moment(at))
    for one in found:
        escalating.carry_up(one, moment(at))
    return [step for step, _ in found]


@pytest.mark.provision("KF-2.2")
def test_a_case_past_its_last_day_goes_before_office_and_head_once_and_not_a_minute_before(county, on_its_way, act):
    plea = on_its_way()
    act(plea, "take_up", "xin")
    assert go_up("2026-03-23 23:59") == []
    assert go_up("2026-03-24 00:00") == ["escalate"] and go_up("2026-03-25 09:00") == []
    told = set(Notice.objects.values_list("person__username", flat=True))
    assert {"xin", "fen", "ban", "he"} <= told and "zhen" not in told


@pytest.mark.provision("KF-2.2")
def test_a_notice_that_nobody_heeds_goes_before_the_leaders(county, on_its_way, act, sign_in):
    plea = on_its_way()
    act(plea, "take_up", "xin")
    assert act(plea, "supervise", "xin", words="快办").status_code == 403
    assert act(plea, "supervise", "ban", words="三天没有动静，请报进展").status_code == 302
    assert go_up("2026-03-04 23:59") == []
    assert go_up("2026-03-05 00:00") == ["report_up"]
    fault = PleaFault.objects.get()
    assert Notice.objects.filter(person=county.ling.person, act__case=fault.case).exists()
    assert "督办无果" in sign_in("ling").get("/staff/").content.decode()
    assert sign_in("ling").get(f"{HOME}faults/{fault.pk}/").status_code == 200
    assert act(plea, "answer_notice", "xin", words="灯杆已订").status_code == 302
    assert Act.objects.filter(case=plea.case, step="answer_notice").exists() and go_up("2026-03-06 09:00") == []


@pytest.mark.provision("KF-2.2")
def test_a_fault_is_found_the_unit_is_heard_and_another_decides_what_follows(county, on_its_way, act, sign_in, clock):
    plea = on_its_way()
    clock("2026-03-24 09:00")
    assert sign_in("xin").get(f"{HOME}{plea.pk}/fault/").status_code == 403
    sign_in("ban").post(f"{HOME}{plea.pk}/fault/", {"sort": "late", "words": "三月二十三日没有答复"})
    fault = PleaFault.objects.get()
    url = f"{HOME}faults/{fault.pk}/"
    assert fault.case.unit == county.roads
    sign_in("fen").post(f"{url}explain/", {"words": "经办人住院，没有移交"})
    assert sign_in("ban").post(f"{url}pursue/", {"consequence": "talk", "words": "x"}).status_code == 403
    assert sign_in("ling").post(f"{url}pursue/", {"words": "x"}).status_code == 200  # no way is chosen
    assert sign_in("ling").post(f"{url}pursue/", {"consequence": "talk", "words": "约谈分管领导"}).status_code == 302
    fault.refresh_from_db()
    assert fault.consequence == "talk" and "约谈" in sign_in("kao").get(url).content.decode()
    assert sign_in("zhen").get(url).status_code == 404
    assert facts.faults([county.roads], MARCH).values == {county.roads.pk: 1}
