"""Complaints and reports: looked into by another, with a consequence; repeats found and judged; who told is sealed."""

import pytest
from django.db import connection

from gongkai.acts.models import Access, Act, Case
from gongkai.hotline import facts
from gongkai.hotline.models import Likeness, Plea
from gongkai.publication import door
from tests.hotline.conftest import HOME, MARCH, state

SAME = "滨江路三段路灯又坏了，晚上走路看不见，修了几天又坏"


@pytest.mark.provision("BW-6.2.4")
def test_a_report_is_looked_into_by_another_unit_and_what_is_true_has_a_consequence(county, tell, act, sign_in):
    tell(sort="report", against="jyj")
    plea = Plea.objects.get()
    act(plea, "accept", "ban", sort="report", gist="公示的补贴名单不实", about="fraud")
    own = act(plea, "dispatch", "ban", unit="jyj", against="jyj")
    assert own.status_code == 409 and "被投诉单位以外的单位" in own.content.decode()
    assert act(plea, "dispatch", "ban", unit="hbz", against="jyj").status_code == 302
    act(plea, "take_up", "zhen")
    said = {"reply": "经查，名单里有三户不符。", "outcome": "upheld"}
    bare = act(plea, "draft_reply", "zhen", **said)
    assert bare.status_code == 409 and "处理措施" in bare.content.decode()
    act(plea, "draft_reply", "zhen", **said, consequence="责令五日内更正名单，通报批评")
    act(plea, "reply", "zhenfen")
    plea.refresh_from_db()
    assert (plea.outcome, plea.against.code, state(plea)) == ("upheld", "jyj", "replied")


@pytest.mark.provision("TZ-5.3")
def test_a_complaint_that_something_is_withheld_is_linked_by_address_looked_into_and_pursued(
    county, tell, act, write, publish, sign_in
):
    record = publish(write())
    address = f"/d/{door.shown(f'disclosure:{record.pk}').address}/"
    tell(sort="complaint", against="jyj")
    plea = Plea.objects.get()
    act(plea, "accept", "ban", sort="complaint", gist="养护经费不公开", about="withheld")
    assert act(plea, "dispatch", "ban", unit="jyj", against="jyj").status_code == 409
    act(plea, "dispatch", "ban", unit="hbz", against="jyj")
    assert act(plea, "link", "ban", link="/d/aaaaaaaaaa/").status_code == 409
    assert act(plea, "link", "ban", link=address).status_code == 302
    act(plea, "take_up", "zhen")
    act(plea, "draft_reply", "zhen", reply="经费应当公开。", outcome="upheld", consequence="责令三日内公开")
    assert act(plea, "reply", "zhenfen").status_code == 302
    counted = facts.openness_upheld([county.roads, county.town], MARCH)
    assert counted.values == {county.roads.pk: 1, county.town.pk: 0} and counted.records[county.roads.pk] == [plea.pk]
    assert f'href="{address}"' in sign_in("ban").get(f"{HOME}{plea.pk}/").content.decode()


@pytest.mark.provision("BW-6.2.4")
def test_who_is_complained_of_neither_handles_the_case_nor_reads_it(county, on_its_way, act, sign_in):
    plea = on_its_way(sort="complaint", against="jyj", accused=county.xin.person_id)
    page = sign_in("xin").get(f"{HOME}{plea.pk}/").content.decode()
    assert "路灯坏了" not in page
    assert act(plea, "take_up", "xin").status_code == 409
    assert sign_in("xin").post(f"{HOME}{plea.pk}/caller/").status_code == 403
    assert act(plea, "take_up", "fen").status_code == 302


def test_a_complaint_names_whom_it_is_about_and_its_outcome_is_true_or_not(county, tell, act):
    tell(sort="complaint")
    plea = Plea.objects.get()
    act(plea, "accept", "ban", sort="complaint", gist="窗口没有人", about="window")
    assert act(plea, "dispatch", "ban", unit="jyj").status_code == 200 and state(plea) == "accepted"
    act(plea, "dispatch", "ban", unit="jyj", against="jyj")
    act(plea, "take_up", "xin")
    wrong = act(plea, "draft_reply", "xin", reply="已改。", outcome="solved")
    assert wrong.status_code == 200 and "solved" in wrong.content.decode()  # no such choice


@pytest.mark.provision("KF-T1.14")
def test_the_same_caller_with_the_same_matter_is_found_explained_and_judged(county, answered, on_its_way, act, sign_in):
    first = answered(sort="complaint", against="jyj", outcome="upheld", consequence="限期修复")
    again = on_its_way(sort="complaint", against="jyj", token="t2", words=SAME)
    other = on_its_way(sort="complaint", against="jyj", token="t3", words="公交车晚点半小时，司机说堵车")
    stranger = on_its_way(sort="complaint", against="jyj", token="t4", words=SAME, name="李四", phone="13800000000")
    found = Likeness.objects.get()
    assert (found.plea, found.earlier, found.by) == (again, first, "phone") and found.shared >= 0.3 * found.of
    assert not other.likenesses.exists() and not stranger.likenesses.exists()
    namesake = on_its_way(sort="complaint", against="jyj", token="t5", words=SAME, phone="13700000000")
    assert not namesake.likenesses.exists()
    page = sign_in("ban").get(f"{HOME}{again.pk}/").content.decode()
    assert "来电号码相同" in page and f"其中 {found.shared} 组相同" in page and "待认定" in page
    assert act(again, "repeat", "xin", earlier=first.number).status_code == 403
    assert act(again, "repeat", "ban", earlier=first.number).status_code == 302
    assert "认定重复" in sign_in("ban").get(f"{HOME}{again.pk}/").content.decode()
    assert act(again, "not_repeat", "ban", earlier=first.number).status_code == 409


@pytest.mark.provision("KF-2.2")
def test_who_told_is_sealed_looked_at_by_pressing_and_each_look_is_kept(county, on_its_way, sign_in):
    plea = on_its_way()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, name, phone FROM hotline_plea")
        assert not any("张三丰" in str(one) or "1390000" in str(one) for one in cursor.fetchone())
    assert "张三丰" not in str(list(Act.objects.values())) + str(list(Case.objects.values()))
    page = sign_in("xin").get(f"{HOME}{plea.pk}/").content.decode()
    assert "路灯坏了" in page and "13900001234" not in page
    assert "13900001234" in sign_in("xin").post(f"{HOME}{plea.pk}/caller/").content.decode()
    looks = set(Access.objects.filter(post=county.xin).values_list("what", flat=True))
    assert looks == {"words", "caller"}
    assert sign_in("mi").post(f"{HOME}{plea.pk}/caller/").status_code == 403
    assert "路灯坏了" not in sign_in("fa").get(f"{HOME}{plea.pk}/").content.decode()
    assert sign_in("kao").get(f"{HOME}{plea.pk}/").status_code == 404  # not ended


def test_who_reports_is_known_to_the_office_alone(county, on_its_way, sign_in):
    plea = on_its_way(sort="report", unit="hbz", against="jyj")
    assert sign_in("zhen").post(f"{HOME}{plea.pk}/caller/").status_code == 403
    assert "13900001234" in sign_in("ban").post(f"{HOME}{plea.pk}/caller/").content.decode()
    assert sign_in("xin").get(f"{HOME}{plea.pk}/").status_code == 404


def test_a_caller_is_found_by_the_whole_number_and_not_by_a_part_of_it(on_its_way, sign_in):
    plea = on_its_way()
    for word, there in (("139 0000 1234", True), ("张三丰", True), ("1390000", False), ("张", False)):
        page = sign_in("xin").get(HOME, {"caller": word}).content.decode()
        assert (plea.number in page) == there, word
    assert "来电号码" not in sign_in("fa").get(HOME).content.decode()


def test_a_wrong_role_and_a_stranger_are_kept_out(county, on_its_way, act, sign_in):
    plea = on_its_way()
    assert act(plea, "take_up", "mi").status_code == 403
    assert sign_in("zhen").get(f"{HOME}{plea.pk}/").status_code == 404
    assert act(plea, "dispatch", "xin", unit="hbz").status_code == 403


def test_hostile_words_end_as_text(county, tell, sign_in):
    tell(words="<script>alert(1)</script> 路灯坏了")
    text = sign_in("ban").get(f"{HOME}{Plea.objects.get().pk}/").content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;" in text


def test_after_the_term_of_keeping_the_words_are_gone_and_the_trail_stays(county, answered, act, sign_in):
    from gongkai.hotline import erasing
    from tests.county import moment

    plea = answered()
    act(plea, "close", "xin")
    act(plea, "call_back", "ban", rating="not", words="电话里说了住址")
    assert erasing.due(moment("2029-03-02 23:59")) == []
    assert erasing.due(moment("2029-03-03 00:00")) == [plea.pk]
    erasing.erase(plea.pk, moment("2029-03-03 00:00"))
    erasing.erase(plea.pk, moment("2029-03-03 00:01"))
    plea.refresh_from_db()
    assert (plea.words, plea.name, plea.phone, plea.reply, plea.by_phone) == (None, None, None, None, "")
    assert plea.erasure.words == 5 and plea.case.acts.last().step == "erase_caller"
    page = sign_in("ban").get(f"{HOME}{plea.pk}/").content.decode()
    assert "已经清除" in page and "理由已依法删除" in page
