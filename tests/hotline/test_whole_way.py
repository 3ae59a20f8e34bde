"""A case goes all the way: told at any hour, accepted, handed out, handled, answered, closed, asked about, rated."""

import pytest

from gongkai.acts.models import Act, Case, Due
from gongkai.hotline.models import Plea
from tests.county import moment
from tests.hotline.conftest import HOME, TOLD, state


def look_up(client, told, **more):
    return client.post("/hotline/status/", {"number": told.number, "code": told.code, **more}).content.decode()


@pytest.mark.provision("KF-2.2")
def test_a_case_goes_from_the_night_it_is_told_to_the_word_of_whoever_told_it(county, client, tell, act, clock):
    clock("2026-03-01 23:41")  # a Sunday night
    told = tell()
    plea = Plea.objects.get()
    assert plea.at == moment("2026-03-01 23:41") and "等待受理" in look_up(client, told)
    clock("2026-03-02 09:00")
    act(plea, "accept", "ban", sort="help", gist="滨江路路灯不亮", about="")
    act(plea, "dispatch", "ban", unit="jyj")
    assert "已经派给承办单位" in look_up(client, told) and "试县交通运输局" in look_up(client, told)
    act(plea, "take_up", "xin")
    act(plea, "draft_reply", "xin", reply="路灯三月四日已修好。", outcome="solved")
    assert "已修好" not in look_up(client, told)  # nobody has looked at it
    act(plea, "reply", "fen")
    assert "已修好" in look_up(client, told)
    act(plea, "close", "xin")
    act(plea, "call_back", "ban", rating="satisfied")
    assert state(plea) == "rated" and "已经办结" in look_up(client, told) and "满意" in look_up(client, told)
    steps = [act.step for act in Act.objects.filter(case=plea.case).order_by("number")]
    assert steps == ["file", "accept", "dispatch", "take_up", "draft_reply", "reply", "close", "call_back"]


def last_days(plea) -> dict[str, str]:
    dues = Due.objects.filter(case=plea.case).order_by("round")
    return {one.limit: one.due.astimezone(moment("2026-01-01").tzinfo).strftime("%m-%d %H:%M") for one in dues}


@pytest.mark.provision("KF-2.2")
def test_each_step_has_its_days_a_consultation_fewer_than_a_complaint(on_its_way, tell):
    plea = on_its_way()
    assert last_days(plea) == {
        "hotline.accept": "03-03 09:00", "hotline.dispatch": "03-03 23:59", "hotline.contest": "03-03 23:59",
        "hotline.reply": "03-23 23:59",
    }  # fmt: skip
    assert last_days(on_its_way(sort="consult", token="t2"))["hotline.consult"] == "03-09 23:59"


@pytest.mark.provision("KF-1")
def test_whoever_was_first_asked_stands_on_the_case_and_who_takes_it_up_promises_a_day(county, sign_in, act, clock):
    said = {
        "sort": "help", "channel": "phone", "at": "2026-03-02T08:55", "gist": "路灯不亮", "words": TOLD["words"],
        "name": "张三丰", "phone": "13900001234", "token": "x",
    }  # fmt: skip
    page = sign_in("xin").post(f"{HOME}new/", said).content.decode()
    plea = Plea.objects.get()
    assert plea.first == county.xin and plea.at == moment("2026-03-02 08:55") and plea.number in page
    act(plea, "accept", "ban", sort="help", gist="路灯不亮", about="")
    act(plea, "dispatch", "ban", unit="jyj")
    late = act(plea, "take_up", "xin", promised="2026-03-24")
    assert late.status_code == 409 and "2026-03-23" in late.content.decode()
    assert act(plea, "take_up", "xin", promised="2026-03-05").status_code == 302
    assert last_days(plea)["hotline.promise"] == "03-05 23:59"
    assert "xin某" in sign_in("ban").get(f"{HOME}{plea.pk}/").content.decode()


def test_a_case_from_the_site_has_whoever_accepts_it_for_its_first_asked(county, on_its_way):
    assert on_its_way().first == county.ban


def test_one_filling_in_sent_twice_is_one_case_and_another_is_another(client, county, tell):
    first, again = tell(), tell()
    assert (first.number, first.code) == (again.number, again.code) and Plea.objects.count() == 1
    assert tell(token="t2").number != first.number


@pytest.mark.provision("KF-2.2")
def test_a_unit_sends_back_once_in_time_and_the_office_decides(on_its_way, act, clock, sign_in):
    plea = on_its_way()
    assert act(plea, "send_back", "xin", words="").status_code == 200
    assert act(plea, "send_back", "xin", words="归河边镇管").status_code == 302 and state(plea) == "contested"
    assert act(plea, "uphold", "ban", words="三定方案写明归交运局").status_code == 302 and state(plea) == "dispatched"
    again = act(plea, "send_back", "xin", words="还是归河边镇")
    assert again.status_code == 409 and "退回过一次" in again.content.decode()


def test_after_its_day_nothing_is_sent_back_and_up_to_its_last_minute_it_is(on_its_way, act, clock):
    plea = on_its_way()
    clock("2026-03-04 00:00")
    assert act(plea, "send_back", "xin", words="归河边镇管").status_code == 409
    clock("2026-03-03 23:59")
    assert act(plea, "send_back", "xin", words="归河边镇管").status_code == 302


def test_what_was_sent_back_is_handed_to_another_unit_which_has_its_own_word(on_its_way, act):
    plea = on_its_way()
    act(plea, "send_back", "xin", words="归河边镇管")
    act(plea, "dispatch", "ban", unit="hbz")
    assert Plea.objects.get().case.unit.code == "hbz"
    assert act(plea, "send_back", "zhen", words="归交运局管").status_code == 302


@pytest.mark.provision("KF-2.2")
def test_more_time_is_asked_with_a_reason_once_and_agreed_to_by_another(on_its_way, act, clock):
    plea = on_its_way()
    act(plea, "take_up", "xin")
    assert act(plea, "propose_extension", "xin", words="等路灯到货").status_code == 302
    assert act(plea, "extend", "xin").status_code == 403
    assert act(plea, "extend", "ban").status_code == 302
    assert last_days(plea)["hotline.reply"] == "04-14 23:59"  # fifteen more; the sixth of April is off for Qingming
    assert act(plea, "propose_extension", "xin", words="还没有到货").status_code == 409


def test_past_the_last_day_no_more_time_is_given(on_its_way, act, clock):
    plea = on_its_way()
    act(plea, "take_up", "xin")
    clock("2026-03-24 00:00")
    assert act(plea, "propose_extension", "xin", words="等路灯到货").status_code == 409
    clock("2026-03-23 23:59")
    assert act(plea, "propose_extension", "xin", words="等路灯到货").status_code == 302


@pytest.mark.provision("KF-2.2")
def test_units_that_help_speak_before_the_reply_and_see_nothing_of_who_asked(on_its_way, act, sign_in):
    plea = on_its_way(joint=["hbz"])
    part = Case.objects.get(kind="plea_part")
    page = sign_in("zhen").get(f"{HOME}parts/{part.pk}/").content.decode()
    assert "路灯坏了" in page and "13900001234" not in page
    assert sign_in("zhen").get(f"{HOME}{plea.pk}/").status_code == 404
    act(plea, "take_up", "xin")
    said = {"reply": "已修好。", "outcome": "solved"}
    waiting = act(plea, "draft_reply", "xin", **said)
    assert waiting.status_code == 409 and "河边镇还没有提交" in waiting.content.decode()
    sign_in("zhen").post(f"{HOME}parts/{part.pk}/assist/", {"words": "电线已由镇上接好"})
    assert act(plea, "draft_reply", "xin", **said).status_code == 302


def test_who_wrote_a_reply_does_not_agree_to_it_and_a_reply_changed_meanwhile_is_not_agreed_to(answered, act, sign_in):
    plea = answered(until="draft")
    assert act(plea, "reply", "xin").status_code == 403
    read = {"read": "0" * 64}
    stale = sign_in("fen").post(f"{HOME}{plea.pk}/reply/", read)
    assert stale.status_code == 409 and state(plea) == "drafted"
    assert act(plea, "return_reply", "fen", words="写明哪天修好").status_code == 302 and state(plea) == "handling"


@pytest.mark.provision("KF-1")
def test_who_is_not_satisfied_says_why_and_is_heard_once_more(client, county, tell, answered, act):
    told = tell(token="other")
    plea = answered(token="t3")
    act(plea, "close", "xin")
    assert act(plea, "call_back", "ban", rating="not").status_code == 200  # no word of why
    assert act(plea, "call_back", "ban", rating="not", words="只修了一盏").status_code == 302
    assert act(plea, "reopen", "ban", words="还有一盏不亮").status_code == 302 and state(plea) == "handling"
    assert last_days(plea)["hotline.reply"] == "03-23 23:59"
    act(plea, "draft_reply", "xin", reply="两盏都亮了。", outcome="solved")
    act(plea, "reply", "fen")
    act(plea, "close", "xin")
    act(plea, "call_back", "ban", rating="not", words="修得太慢")
    again = act(plea, "reopen", "ban", words="太慢")
    assert again.status_code == 409 and "重新办理过一次" in again.content.decode()
    assert "等待受理" in look_up(client, told)


def test_what_satisfied_is_not_opened_again(answered, act):
    plea = answered()
    act(plea, "close", "xin")
    act(plea, "call_back", "ban", rating="basic")
    assert act(plea, "reopen", "ban", words="再办").status_code == 409


def test_a_caller_withdraws_and_rates_without_an_account(client, county, tell, answered, act):
    told = tell(token="w")
    withdrawn = look_up(client, told, do="withdraw")
    assert "您已撤回" in withdrawn and "这一步现在不用办" in look_up(client, told, do="withdraw")
    plea = answered(token="r")
    code = tell(token="r").code
    rated = client.post("/hotline/status/", {"number": plea.number, "code": code, "do": "rate", "rating": "not"})
    assert rated.status_code == 422 and "写明哪里不满意" in rated.content.decode()
    said = {"number": plea.number, "code": code, "do": "rate", "rating": "not", "words": "还是黑"}
    assert "已经记下" in client.post("/hotline/status/", said).content.decode() and state(plea) == "rated"


def test_neither_number_nor_code_alone_tells_anything(client, county, tell):
    told = tell()
    for number, code in ((told.number, "aaaa-aaaa"), ("2026-99999", told.code)):
        answer = client.post("/hotline/status/", {"number": number, "code": code})
        assert answer.status_code == 422 and "等待受理" not in answer.content.decode()


def test_more_than_people_send_is_turned_away_and_comes_in_again_after_an_hour(county, client, clock, tell):
    for n in range(5):
        assert client.post("/hotline/", {**TOLD, "token": str(n)}, REMOTE_ADDR="10.9.8.7").status_code == 200
    refused = client.post("/hotline/", {**TOLD, "token": "9"}, REMOTE_ADDR="10.9.8.7")
    assert refused.status_code == 429 and "一小时" in refused.content.decode() and Plea.objects.count() == 5
    clock("2026-03-02 10:01")
    assert client.post("/hotline/", {**TOLD, "token": "9"}, REMOTE_ADDR="10.9.8.7").status_code == 200


def test_bad_forms_are_refused_in_words(county, client, sign_in):
    assert client.post("/hotline/", {**TOLD, "sort": "x"}).status_code == 422
    assert client.post("/hotline/", {**TOLD, "words": "长" * 30000}).status_code == 413
    said = {"sort": "help", "channel": "phone", "at": "2026-03-02T09:01", "words": "某事某事", "token": "x"}
    page = sign_in("ban").post(f"{HOME}new/", said | {"gist": "找13900001234"}).content.decode()
    old = sign_in("ban").post(f"{HOME}new/", said | {"gist": "路灯", "at": "0001-01-01T00:00"}).content.decode()
    assert "年份写错了" in old
    assert "在现在以后" in page and "手机号码" in page and not Plea.objects.exists()


def test_of_two_who_take_one_step_the_second_is_told(on_its_way, act):
    plea = on_its_way()
    act(plea, "take_up", "xin")
    second = act(plea, "take_up", "fen")
    assert second.status_code == 409 and "办理中" in second.content.decode()
