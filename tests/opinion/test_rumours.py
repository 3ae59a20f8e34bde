"""传言: a claim is verified by a hand on evidence, then set right in public by another (SQ-5.2, BW-8.1)."""

import pytest

from gongkai.acts.facts import Span
from gongkai.opinion import facts
from gongkai.opinion.models import Rumour
from tests.county import moment
from tests.opinion.conftest import HOME

SPAN = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2025-04-01"))
FOUND = {"checked_by": "县道养护段", "found": "现场清点，没有车辆被埋"}


@pytest.fixture
def event(desk):
    return desk.collect()


@pytest.fixture
def rumour(desk, event):
    said = {"title": "网传塌方埋了三辆车", "claim": "李四说埋了三辆车"}
    assert desk.send("xin", f"{event.pk}/rumour/", **said).status_code == 302
    return Rumour.objects.get()


def does(desk, who, rumour, name, expect=302, **said):
    answer = desk.send(who, f"rumours/{rumour.pk}/{name}/", **said)
    assert answer.status_code == expect, answer.content.decode()
    rumour.refresh_from_db()
    rumour.case.refresh_from_db()
    return answer


def clarification(write, publish, **how):
    link = {
        "kind": "clarifies",
        "title": "塌方埋了三辆车",
        "url": "https://v.example.com/1",
        "number": "",
        "issuer": "",
    }
    return publish(write("关于塌方传言的澄清", kind="澄清", links=[link], **how))


@pytest.mark.provision("SQ-5.2")
def test_a_false_claim_is_verified_on_evidence_set_right_in_public_and_linked(
    desk, county, event, rumour, paper, write, publish
):
    does(desk, "xin", rumour, "refute", expect=409, **FOUND)
    does(desk, "xin", rumour, "refute", **FOUND, file=paper("现场记录.pdf"))
    assert facts.rumours_open([county.roads], SPAN).values == {county.roads.pk: 1}
    plain = publish(write("塌方抢通情况"))
    refused = does(desk, "fen", rumour, "clarify", expect=200, record=plain.index_no)
    assert "已公开澄清" in refused.content.decode()
    does(desk, "xin", rumour, "clarify", expect=403, record=plain.index_no)
    record = clarification(write, publish)
    does(desk, "fen", rumour, "clarify", record=record.index_no)
    assert rumour.case.status == "clarified" and rumour.record == record
    assert facts.rumours_open([county.roads], SPAN).values == {county.roads.pk: 0}
    page = desk.sign_in("xin").get(f"{HOME}rumours/{rumour.pk}/").content.decode()
    assert record.index_no in page and "现场记录.pdf" in page and "县道养护段" in page


def test_a_claim_found_true_is_corrected(desk, event, rumour, paper):
    does(desk, "xin", rumour, "uphold", **FOUND, file=paper())
    does(desk, "fen", rumour, "correct", expect=200, mended="")
    does(desk, "fen", rumour, "correct", mended="更正通报数字，并致歉", record="")
    assert rumour.case.status == "corrected" and rumour.mended == "更正通报数字，并致歉"


def test_what_was_not_verified_well_goes_back(desk, rumour, paper):
    does(desk, "xin", rumour, "refute", **FOUND, file=paper())
    does(desk, "fen", rumour, "send_back", words="只有一张照片")
    assert rumour.case.status == "claimed"


def test_the_words_of_a_claim_are_read_by_those_who_handle_it(desk, rumour, paper):
    does(desk, "xin", rumour, "refute", **FOUND, file=paper())
    url = f"{HOME}rumours/{rumour.pk}/"
    assert "李四" in desk.sign_in("ling").get(url).content.decode()
    page = desk.sign_in("kao").get(url).content.decode()
    assert "李四" not in page and "截图.pdf" not in page
    proof = f"{url}evidence/{rumour.evidence[0][0]}/"
    assert desk.sign_in("fen").get(proof).status_code == 200
    assert desk.sign_in("kao").get(proof).status_code == 404
    assert desk.sign_in("zhen").get(url).status_code == 404


def test_an_event_is_filed_when_its_rumours_are_settled(desk, event, rumour):
    desk.judged(event)
    desk.written(event)
    desk.out(event, "2025-03-05 15:00")
    desk.does("ban", event, "evaluate", effect="settled", helped="yes", followed="没有", lessons="")
    answer = desk.does("xin", event, "archive", expect=409)
    assert "还没有澄清或者更正" in answer.content.decode()
    does(desk, "xin", rumour, "drop", words="重复登记")
    desk.does("xin", event, "archive")
