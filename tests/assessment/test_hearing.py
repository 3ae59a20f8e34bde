"""Draft sheets go to the units before anything is decided: each answers, and its answer stays beside the score."""

import pytest

from gongkai.acts.models import Due
from gongkai.acts.refusals import NotYourRole, Unready, WrongState
from gongkai.assessment import handing
from gongkai.assessment.models import Hearing
from tests.assessment.conftest import AT
from tests.county import moment

pytestmark = pytest.mark.told(AT)


def hearing(campaign, unit):
    return Hearing.objects.select_related("case").get(campaign=campaign, unit=unit)


@pytest.mark.provision("BW-4")
def test_each_unit_gets_its_sheet_and_days_to_answer(county, sent, sign_in):
    cases = [one.case for one in Hearing.objects.filter(campaign=sent).select_related("case__unit")]
    assert [case.unit for case in cases] == [county.roads, county.town]
    due = Due.objects.get(case=cases[0], limit="assessment.answer")
    assert (due.due.date().isoformat(), due.role) == ("2026-01-15", "reviewer")
    page = sign_in("fen").get(f"/staff/assessment/hearings/{cases[0].pk}/", follow=True).content.decode()
    assert "交运局 评分表" in page and "答复评分表" in page
    assert sign_in("fen").get(f"/staff/assessment/hearings/{cases[1].pk}/").status_code == 404


def test_nothing_is_decided_while_a_unit_may_still_answer(county, sent):
    with pytest.raises(Unready, match="还有 2 个单位在答复期内没有答复（交运局、河边镇）"):
        sent.case.take("decide", by=county.ling, at=AT)
    hearing(sent, county.roads).case.take("answer", by=county.fen, at=AT, detail={"agrees": True})
    with pytest.raises(Unready, match="还有 1 个单位"):
        sent.case.take("decide", by=county.ling, at=AT)
    sent.case.take("decide", by=county.ling, at=moment("2026-01-16 00:01"))
    assert [hearing(sent, unit).case.status for unit in (county.roads, county.town)] == ["answered", "lapsed"]


def test_who_does_not_agree_says_why_and_it_stands_beside_the_score(county, sent, sign_in):
    case = hearing(sent, county.roads).case
    client, url = sign_in("fen"), f"/staff/assessment/hearings/{case.pk}/answer/"
    assert client.post(url, {"agrees": "no", "words": " "}).status_code == 409
    assert client.post(url, {"agrees": "no", "words": "会议记录在附件三"}).status_code == 302
    case.refresh_from_db()
    assert case.status == "answered" and hearing(sent, county.roads).says == "会议记录在附件三"
    for name in ("ling", "ban", "fen"):
        page = sign_in(name).get(f"/staff/assessment/{sent.pk}/sheets/{county.roads.pk}/").content.decode()
        assert "交运局的意见：会议记录在附件三" in page, name


def test_only_the_unit_s_leader_answers_and_only_while_it_is_asked(county, sent):
    case = hearing(sent, county.roads).case
    for by in (county.xin, county.ban, county.zhenfen):
        with pytest.raises(NotYourRole):
            case.take("answer", by=by, at=AT, detail={"agrees": True})
    sent.case.take("decide", by=county.ling, at=moment("2026-01-16 00:01"))
    with pytest.raises(WrongState, match="未答复"):
        case.take("answer", by=county.fen, at=moment("2026-01-16 09:00"), detail={"agrees": True})


def test_a_sheet_that_was_composed_again_is_sent_again_and_answered_anew(county, sent):
    one = hearing(sent, county.roads)
    one.case.take("answer", by=county.fen, at=AT, detail={"agrees": True})
    sent.case.take("reopen", by=county.ling, at=AT, words="漏看一份材料")
    for by in (county.kao, county.san):
        handing.hand_in(sent, by, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        sent.case.take(step, by=by, at=AT)
    one.refresh_from_db()
    assert (one.case.status, one.agrees) == ("asked", None) and sent.hearings.count() == 2
