"""What is counted: by the month, with denominators; complaints by whom they are against; and what of it is public."""

import pytest

from gongkai.acts.facts import Span
from gongkai.hotline import counting, facts
from gongkai.hotline.models import Bulletin
from gongkai.publication import door
from tests.county import moment
from tests.hotline.conftest import HOME, MARCH

BULLETINS = f"{HOME}bulletins/"


def count(name, county, span=MARCH):
    return facts.FACTS[f"hotline.{name}"]([county.roads, county.town], span).values[county.roads.pk]


def rate(act, plea, rating="satisfied", **more):
    act(plea, "close", "xin")
    act(plea, "call_back", "ban", rating=rating, **more)


@pytest.fixture
def month(county, answered, on_its_way, act, clock):
    """Of the road bureau: one answered and liked, one answered late and not liked, one that nobody touched."""
    good = answered(token="1", sort="consult", outcome="explained", open_to_all="on")
    rate(act, good)
    slow = on_its_way(token="2", sort="complaint", against="jyj", about="window")
    act(slow, "take_up", "xin", promised="2026-03-05")
    on_its_way(token="3", sort="complaint", against="jyj", words="窗口不受理我的材料，来了三次")
    clock("2026-03-24 00:00")
    act(slow, "draft_reply", "xin", reply="已增加窗口。", outcome="upheld", consequence="增设窗口")
    act(slow, "reply", "fen")
    rate(act, slow, "not", words="等了三周")
    return good, slow


@pytest.mark.provision("KF-T1.14")
def test_complaints_late_ignored_unsatisfied_are_counted_with_their_records(county, month):
    assert (count("pleas", county), count("complaints", county), count("complaints_ignored", county)) == (3, 2, 1)
    assert (count("late", county), count("promises_broken", county)) == (2, 1)
    assert (count("rated", county), count("unsatisfied", county), count("satisfaction", county)) == (2, 1, None)
    assert count("openness_upheld", county) == 0
    counted = facts.complaints([county.roads, county.town], MARCH)
    assert month[1].pk in counted.records[county.roads.pk] and counted.values[county.town.pk] == 0
    assert facts.satisfaction([county.roads], MARCH).says[county.roads.pk] == ["参评 2 件，少于 10 件，不计算满意率"]


@pytest.mark.provision("KF-T1.4")
@pytest.mark.provision("KF-T3.13")
def test_a_complaint_about_the_window_counts_until_it_is_found_untrue(county, on_its_way, act):
    plea = on_its_way(sort="complaint", against="jyj", about="window")
    assert (count("window_complaints", county), count("complaints", county)) == (1, 1)
    act(plea, "take_up", "xin")
    act(plea, "draft_reply", "xin", reply="查了录像，窗口有人。", outcome="unfounded")
    assert count("window_complaints", county) == 1  # nobody has agreed to that
    act(plea, "reply", "fen")
    assert (count("window_complaints", county), count("complaints", county)) == (0, 0)


def test_a_repeat_counts_once_it_is_judged_to_be_one(county, answered, on_its_way, act):
    first = answered(token="1", sort="complaint", against="jyj", outcome="upheld", consequence="修")
    again = on_its_way(token="2", sort="complaint", against="jyj")
    assert count("complaints_repeated", county) == 0
    act(again, "repeat", "ban", earlier=first.number)
    assert count("complaints_repeated", county) == 1


def test_a_fact_counts_only_what_the_trail_knew_then(county, month):
    before = Span(MARCH.first, MARCH.last, moment("2026-03-10 09:00"))
    assert (count("late", county, before), count("rated", county, before)) == (0, 1)


def test_figures_have_their_definition_beside_them_and_no_share_of_too_few(county, month, sign_in, clock):
    clock("2026-04-20 09:00")
    page = sign_in("ban").get(f"{HOME}figures/", {"first": "2026-03-01", "last": "2026-03-31"}).content.decode()
    for said in ("收到 3 件", "按期答复除以应答复", "样本不足", "33.3%"):
        assert said in page
    assert "截止日应不早于" in sign_in("ban").get(f"{HOME}figures/?first=2026-03-02&last=2026-03-01").content.decode()
    assert "这一期没有诉求" in sign_in("zhen").get(f"{HOME}figures/").content.decode()


def test_a_share_is_rounded_half_up_and_ten_are_enough_nine_are_not():
    assert [counting.share(*one) for one in ((1, 3), (1, 8), (2, 3), (0, 5), (5, 5))] == [
        "33.3%", "12.5%", "66.7%", "0.0%", "100.0%",
    ]  # fmt: skip
    assert counting.share(1, 16) == "6.3%"  # 6.25
    assert counting.Figures("", rated=9, satisfied=9).liked == ""
    assert counting.Figures("", rated=10, satisfied=7, basic=2).liked == "90.0%"


@pytest.mark.provision("KF-2.2")
def test_figures_of_a_quarter_go_out_by_two_hands_with_their_definitions(client, county, topic, month, sign_in, clock):
    said = {"period": "2026-01-01/2026-03-31", "topic": topic.pk}
    assert "请选择" in sign_in("ban").post(f"{BULLETINS}new/", said).content.decode()  # the quarter still runs
    clock("2026-04-20 09:00")
    sign_in("ban").post(f"{BULLETINS}new/", said)
    row = Bulletin.objects.get()
    read = {"read": row.case.content}
    assert sign_in("ban").post(f"{BULLETINS}{row.pk}/publish/", read).status_code == 403
    assert sign_in("he").post(f"{BULLETINS}{row.pk}/publish/", read).status_code == 302
    page = client.get(f"/d/{door.shown(f'bulletin:{row.pk}').address}/").content.decode()
    assert "12345热线办理情况（2026年第一季度）" in page and "共收到诉求3件" in page
    assert "样本不足" in page and "满意和基本满意除以参评" in page and "张三丰" not in page
    sign_in("ban").post(f"{BULLETINS}{row.pk}/take_back/", {"words": "数有误"})
    assert client.get(f"/d/{door.shown(f'bulletin:{row.pk}').address}/").status_code == 410


@pytest.mark.provision("DY-2.1")
def test_a_typical_answer_goes_out_masked_and_only_where_the_caller_agreed(client, county, topic, month, sign_in):
    good, slow = month
    said = {"title": "路灯坏了找谁修", "asked": "路灯坏了找谁？", "answer": "打12345。", "topic": topic.pk}
    refused = sign_in("ban").post(f"{HOME}{slow.pk}/answer/", said)
    assert refused.status_code == 409 and "没有同意选登" in refused.content.decode()
    private = sign_in("ban").post(f"{HOME}{good.pk}/answer/", said | {"asked": "我的电话13900001234"})
    assert private.status_code == 200 and "手机号码" in private.content.decode() and not Bulletin.objects.exists()
    sign_in("ban").post(f"{HOME}{good.pk}/answer/", said)
    row = Bulletin.objects.get()
    sign_in("he").post(f"{BULLETINS}{row.pk}/publish/", {"read": row.case.content})
    page = client.get(f"/d/{door.shown(f'bulletin:{row.pk}').address}/").content.decode()
    assert "路灯坏了找谁？" in page and "交运局答" in page and "张三丰" not in page and good.number not in page
