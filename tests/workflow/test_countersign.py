"""Countersigning: another unit answers for these very words; what is not agreed is settled by the office."""

import pytest

from gongkai.accounts.models import Post, Role
from gongkai.acts.refusals import Refused, Unready
from gongkai.disclosures import drafting
from gongkai.workflow import countersigning
from tests.county import moment
from tests.workflow.conftest import AT, status


def answer(client, asked, step, **words):
    return client.post(f"/staff/disclosures/countersigns/{asked.pk}/{step}/", {"read": asked.content, **words})


def asked_of(record):
    return record.case.countersigns.order_by("pk").last()


@pytest.mark.provision("SQ-6.2", "DY-4")
def test_a_release_that_touches_another_unit_waits_for_its_answer(people, write, go, press, sign_in):
    record = go(write("联合执法通告"), "propose", "clear", "approve", county=people)
    said = {"units": [people.finance.pk]}
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/countersign/", said).status_code == 302
    asked = asked_of(record)
    assert "财政局还没有答复" in press("fa", record, "publish").content.decode()
    desk = sign_in("caifen").get("/staff/").content.decode()
    assert "联合执法通告" in desk and f"/staff/disclosures/countersigns/{asked.pk}/" in desk
    assert "对县道开展养护" in sign_in("caifen").get(f"/staff/disclosures/countersigns/{asked.pk}/").content.decode()
    assert sign_in("caifen").get(f"/staff/disclosures/{record.pk}/").status_code == 404
    assert answer(sign_in("caifen"), asked, "object", words="").status_code != 302
    assert answer(sign_in("caifen"), asked, "object", words="罚款标准与我局口径不一致").status_code == 302
    assert "财政局不同意" in press("fa", record, "publish").content.decode()
    assert "协调后可以公开" in sign_in("ban").get("/staff/").content.decode()
    assert "罚款标准与我局口径不一致" in sign_in("xin").get("/staff/").content.decode()
    assert answer(sign_in("ban"), asked, "settle", words="两局会商，统一为省标准").status_code == 302
    assert press("fa", record, "publish").status_code == 302 and status(record) == "published"


def test_an_edit_voids_the_answer_and_the_unit_is_asked_anew(people, write, go, route, sign_in):
    route(signers=[people.finance])
    record = go(write(), "propose", "clear", county=people)
    first = asked_of(record)
    first.case.take("agree", by=people.caifen, at=AT, read=first.content)
    record.case.take("return", by=people.fen, at=AT, words="改数字")
    draft = drafting.Draft(people.roads, people.topic, "关于公路养护的通知", AT.date(), "<p>改过的数字。</p>")
    drafting.save(record, record.case.version, draft, people.xin, AT)
    go(record, "propose", "clear", "approve", county=people, at="2025-03-05 10:00")
    second = asked_of(record)
    assert second.pk != first.pk and second.content == record.case.content
    with pytest.raises(Unready, match="财政局还没有答复"):
        record.case.take("publish", by=people.fa, at=moment("2025-03-05 11:00"))
    second.case.take("pass", by=people.caifen, at=moment("2025-03-05 11:00"))
    record.case.take("publish", by=people.fa, at=moment("2025-03-05 12:00"))


def test_a_question_falls_when_the_record_goes_back(people, write, go):
    record = go(write(), "propose", "clear", county=people)
    countersigning.ask(record.case, [people.finance], people.xin, AT)
    record.case.take("return", by=people.fen, at=AT, words="改")
    asked = asked_of(record)
    assert asked.case.status == "lapsed"
    with pytest.raises(Refused):
        asked.case.take("agree", by=people.caifen, at=AT)


def test_another_unit_s_publisher_or_a_third_unit_cannot_answer(people, write, go, sign_in):
    record = go(write(), "propose", "clear", county=people)
    countersigning.ask(record.case, [people.finance], people.xin, AT)
    asked = asked_of(record)
    assert sign_in("zhenfen").get(f"/staff/disclosures/countersigns/{asked.pk}/").status_code == 404
    assert answer(sign_in("fen"), asked, "agree").status_code == 403


def test_silence_is_settled_only_after_the_limit(people, write, go, sign_in):
    record = go(write(), "propose", "clear", county=people)
    asked = countersigning.ask(record.case, [people.finance], people.xin, moment("2025-03-04 11:00"))[0]
    with pytest.raises(Unready, match="答复期限还没有到"):
        asked.take("conclude", by=people.ban, at=AT, words="电话核实同意")
    due = asked.dues.get()
    assert due.due.date() == moment("2025-03-13").date()  # seven working days after Tuesday 4 March
    asked.take("conclude", by=people.ban, at=moment("2025-03-14 09:00"), words="电话核实同意")
    go(record, "approve", county=people, at="2025-03-14 10:00")
    record.case.take("publish", by=people.fa, at=moment("2025-03-14 11:00"))


def test_what_the_route_demands_is_not_taken_back(people, write, go, route):
    route(signers=[people.finance])
    record = go(write(), "propose", "clear", county=people)
    with pytest.raises(Unready, match="不能撤回"):
        asked_of(record).case.take("recall", by=people.xin, at=AT, words="不要了")


def test_the_unit_that_asks_does_not_answer_for_a_unit_under_it(people, write, go):
    """A leader above two units may act for either; asked is the other one, which answers through its own."""
    record = go(write(), "propose", "clear", county=people)
    leader = Post.objects.create(person=people.fener.person, unit=people.top, role=Role.REVIEWER)
    editor = Post.objects.create(person=people.zhen.person, unit=people.top, role=Role.PROPOSER)
    own = write("县政府的通告", by=editor)
    for document, asked in ((own, people.finance), (record, people.finance)):
        countersigning.ask(document.case, [asked], people.xin, AT)
    with pytest.raises(Unready, match="由财政局自己的分管领导答复"):
        asked_of(own).case.take("agree", by=leader, at=AT)
    asked_of(record).case.take("agree", by=leader, at=AT)


def test_who_wrote_a_paper_does_not_answer_for_the_unit_that_is_asked(people, write, go):
    record = go(write(), "propose", "clear", county=people)
    second = Post.objects.create(person=people.xin.person, unit=people.finance, role=Role.REVIEWER)
    office = Post.objects.create(person=people.xin.person, unit=people.top, role=Role.OFFICE)
    asked = countersigning.ask(record.case, [people.finance], people.xin, AT)[0]
    for step in ("agree", "pass"):
        with pytest.raises(Unready, match="是您起草的"):
            asked.take(step, by=second, at=AT)
    asked.take("object", by=people.caifen, at=AT, words="口径不一致")
    with pytest.raises(Unready, match="是您起草的"):
        asked.take("settle", by=office, at=AT, words="协调过了")
