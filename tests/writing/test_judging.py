"""A finding is a candidate until a named person judges it; the judgement stays with the words."""

import pytest

from gongkai.acts.refusals import NotYourRole, Unready, WrongState
from gongkai.checks.finding import Finding as Seen
from gongkai.vault.sealed import digest
from gongkai.writing import alarms, judging
from gongkai.writing.models import FalseAlarm, Finding
from tests.county import moment

AT = moment("2025-03-05 09:00")
WORDING = Seen("wrong", "warn", 2, 4, "布署", "“布署”是疑似错字")
NUMBER = Seen("identity", "block", 0, 18, "110105********002X", "含有身份证号码", digest="d" * 32)


def test_a_candidate_is_rejected_by_a_named_person_with_a_reason(county, write):
    case, one = write().case, judging.found("正文", WORDING, "周密布署")
    (judged,) = judging.weigh(case, [one])
    judging.keep(case, 1, [judged], AT)
    assert judged.is_open and Finding.objects.get().judgement == "candidate"
    with pytest.raises(Unready, match="理由"):
        judging.judge(case, 1, one, "rejected", " ", county.xin, AT)
    judging.judge(case, 1, one, "rejected", "是地名", county.xin, AT)
    (judged,) = judging.weigh(case, [one])
    assert not judged.is_open and (judged.row.person, judged.row.at, judged.row.why) == (
        county.xin.person,
        AT,
        "是地名",
    )


def test_a_judgement_holds_for_the_same_words_and_not_for_others(county, write):
    case = write().case
    judging.judge(case, 1, judging.found("正文", WORDING, "周密布署"), "rejected", "是地名", county.xin, AT)
    moved = Seen("wrong", "warn", 9, 11, "布署", "“布署”是疑似错字")
    other = Seen("wrong", "warn", 0, 2, "按排", "“按排”是疑似错字")
    same, new = judging.weigh(
        case, [judging.found("标题", moved, "x" * 9 + "布署"), judging.found("正文", other, "按排")]
    )
    assert same.judgement == "rejected" and new.is_open
    (elsewhere,) = judging.weigh(write().case, [judging.found("正文", WORDING, "周密布署")])
    assert elsewhere.is_open


def test_a_marking_judged_in_one_sentence_is_told_again_in_another(county, write):
    case = write().case
    grade = Seen("grade", "block", 4, 6, "秘密", "有密级标志")
    judging.judge(case, 1, judging.found("正文", grade, "以下为【秘密】二字的说明"), "rejected", "讲解", county.xin, AT)
    (again,) = judging.weigh(case, [judging.found("正文", grade, "甲乙丙【秘密】级文件全文")])
    assert again.is_open


def test_an_identity_number_is_the_same_wherever_it_stands_and_its_digits_are_nowhere(county, write):
    case = write().case
    judging.judge(case, 1, judging.found("正文", NUMBER, "…"), "rejected", "法院要求", county.xin, AT)
    again, attached = judging.weigh(case, [judging.found("标题", NUMBER), judging.found("附件《名单》第2行", NUMBER)])
    assert again.judgement == "rejected" and attached.is_open
    row = Finding.objects.get()
    assert "19491231" not in f"{row.excerpt}{row.message}{row.mark}"


def test_a_word_known_to_be_harmless_is_told_no_more_until_that_is_revoked(county, write):
    one = judging.found("正文", WORDING, "周密布署")
    alarm = alarms.remember(one, "县里的村名", county.mi, AT)
    assert alarm.case.acts.get().person == county.mi.person and alarm.word == digest("wrong:布署")
    (judged,) = judging.weigh(write().case, [one])
    assert judged.alarm and not judged.is_open
    assert alarms.remember(one, "再说一次", county.mi, AT) == alarm and FalseAlarm.objects.count() == 1
    alarms.revoke(alarm, "村名改了", county.ban, AT)
    (judged,) = judging.weigh(write().case, [one])
    assert judged.is_open


def test_what_stops_a_paper_is_never_remembered(county):
    with pytest.raises(WrongState, match="不能记为误报"):
        alarms.remember(judging.found("正文", NUMBER), "x", county.mi, AT)


def test_a_writer_does_not_remember_for_the_whole_county(county):
    with pytest.raises(NotYourRole):
        alarms.remember(judging.found("正文", WORDING, "布署"), "x", county.xin, AT)


def test_the_page_names_what_is_no_longer_told_and_lets_it_be_revoked(county, sign_in, stand_at):
    stand_at(AT)
    alarm = alarms.remember(judging.found("正文", WORDING, "布署"), "村名", county.mi, AT)
    page = sign_in("xin").get("/staff/writing/alarms/").content.decode()
    assert "布署" in page and "不再提示" in page and "用字" in page
    assert sign_in("xin").post(f"/staff/writing/alarms/{alarm.pk}/revoke/", {"words": "x"}).status_code == 403
    empty = sign_in("mi").post(f"/staff/writing/alarms/{alarm.pk}/revoke/", {"words": ""})
    assert empty.status_code == 200
    assert sign_in("mi").post(f"/staff/writing/alarms/{alarm.pk}/revoke/", {"words": "改名了"}).status_code == 302
    assert "已取消" in sign_in("ban").get(f"/staff/writing/alarms/{alarm.pk}/").content.decode()
