"""The applicant's side, by number and code alone: correct, explain, confirm a fee, withdraw, download."""

import re
from datetime import date

import pytest

from gongkai.acts.models import Access, Due
from gongkai.acts.refusals import Unready
from gongkai.foi import measure
from gongkai.foi.models import Delivery, Request
from tests.county import BEIJING, moment
from tests.foi.conftest import photo
from tests.foi.test_handling import decide

STAFF = "/staff/foi/{}/{}/"


@pytest.fixture
def case(requested, client, sign_in, told):
    """A filed and registered request, with ``staff(name, step, at, …)`` and ``ask(…)`` by number and code."""
    row, code = requested
    row.case.take("register", by=row.case.unit.posts.get(person__username="xin"), at=moment("2026-01-15 10:00"))

    def staff(who, step, at, **said):
        told["now"] = moment(at)
        return sign_in(who).post(STAFF.format(row.pk, step), said)

    def ask(at, **said):
        told["now"] = moment(at)
        client.logout()
        return client.post("/apply/status/", {"number": row.number, "code": code, **said})

    return row, staff, ask


def due(row):
    return Due.objects.get(case=row.pk, limit="foi.reply").due.astimezone(BEIJING).date()


@pytest.mark.provision("BW-6.2.3", "DY-3.2", "条例-30", "条例-33")
def test_a_request_is_corrected_extended_answered_and_downloaded_without_an_account(case, county):
    row, staff, ask = case
    said = {"items": "请写明合同的年份", "until": "2026-02-05", "day": "2026-01-20"}
    assert staff("xin", "ask_correction", "2026-01-20 10:00", **said).status_code == 302
    page = ask("2026-01-21 09:00").content.decode()
    assert "请写明合同的年份" in page and "2026年2月5日" in page and "暂停计算" in page and "xin某" not in page
    assert ask("2026-01-21 09:10", do="correct", words="").status_code == 422
    assert "答复期限从今天重新起算" in ask("2026-01-21 09:12", do="correct", words="2024年的").content.decode()
    assert due(row) == date(2026, 2, 25)  # 20 working days after 21 January: 14 February is worked
    assert ask("2026-01-21 09:20", do="correct", words="再补").status_code == 409
    staff("xin", "propose_extension", "2026-02-24 10:00", reason="要到档案馆查找")
    assert staff("xin", "extend", "2026-02-25 11:00").status_code == 403
    assert staff("fen", "extend", "2026-02-25 15:00").status_code == 302
    assert staff("xin", "tell_extension", "2026-02-25 17:00", day="2026-02-25").status_code == 302
    assert due(row) == date(2026, 3, 24)  # 28 February is worked as well
    page = ask("2026-02-27 09:00").content.decode()
    assert "要到档案馆查找" in page and "2026年3月24日" in page and "为什么是这一天" in page and "春节" in page
    row.case.refresh_from_db()
    decide(county, row, "opened", "2026-03-20 10:00", how="请到窗口领取")
    assert "下载答复" not in ask("2026-03-20 11:00").content.decode()
    handed = {"route": "online", "day": "2026-03-24", "answer": photo("答复书.png")}
    assert staff("xin", "deliver", "2026-03-24 16:00", **handed).status_code == 302
    page = ask("2026-03-27 09:00").content.decode()
    key = re.search(r'name="file" value="(\d+)"', page)[1]
    answer = ask("2026-03-27 09:05", file=key)
    assert answer["Content-Type"] == "image/png" and answer.content.startswith(b"\x89PNG")
    assert row.number in answer["Content-Disposition"] and Delivery.objects.get().fetched is not None
    assert ask("2026-03-27 09:06", file="999999").status_code == 404
    clock = Due.objects.get(case=row.pk, limit="foi.reply")
    assert clock.done <= clock.due


def test_nobody_acts_with_a_wrong_code_and_few_act_often(case, client, monkeypatch):
    row, _, ask = case
    wrong = {"number": row.number, "code": "aaaaaaaa", "do": "withdraw", "sure": "on"}
    assert client.post("/apply/status/", wrong).status_code == 422
    assert ask("2026-01-16 09:00", do="withdraw").status_code == 422  # the box is not ticked
    monkeypatch.setitem(measure.MOST_OF_ALL, "acted", 0)
    assert ask("2026-01-16 09:00", do="withdraw", sure="on").status_code == 429
    monkeypatch.setitem(measure.MOST_OF_ALL, "acted", 10)
    assert "您已撤回" in ask("2026-01-16 09:00", do="withdraw", sure="on").content.decode()
    row.refresh_from_db()
    assert (row.case.status, row.decision.row) == ("withdrawn", "r3_6_3")


def test_a_fee_is_told_confirmed_and_paid_and_the_limit_begins_anew(case):
    row, staff, ask = case
    assert staff("xin", "charge", "2026-01-20 10:00", basis="page", many=30, day="2026-01-20").status_code == 409
    assert staff("xin", "charge", "2026-01-20 10:00", basis="page", many=101, day="2026-01-20").status_code == 302
    page = ask("2026-01-21 09:00").content.decode()
    assert "720元" in page and "我已收到收费通知" in page
    assert ask("2026-01-21 09:01", do="confirm_fee").status_code == 200
    assert staff("xin", "pay", "2026-02-10 10:00", day="2026-02-10").status_code == 302
    assert due(row) == date(2026, 3, 16)


def test_reasons_are_asked_given_and_a_later_day_is_told(case):
    row, staff, ask = case
    assert (
        staff("xin", "ask_reasons", "2026-01-20 10:00", many=60, day="2026-01-20", until="2026-02-03").status_code
        == 302
    )
    assert ask("2026-01-21 09:00", do="explain", words="做课题用").status_code == 200
    assert staff("xin", "delay", "2026-01-22 10:00", until="2026-05-29").status_code == 403
    assert staff("fen", "delay", "2026-01-22 10:00", until="2026-05-29").status_code == 302
    page = ask("2026-01-23 09:00").content.decode()
    assert "2026年5月29日" in page and "延迟到" in page
    assert Due.objects.get(case=row.pk, limit="foi.delayed_reply").done is None


@pytest.mark.provision("条例-35")
def test_who_stays_silent_past_the_day_set_for_reasons_may_be_answered_so(case, county):
    row, staff, ask = case
    said = {"many": 60, "day": "2026-01-20", "until": "2026-02-03"}
    assert staff("xin", "ask_reasons", "2026-01-20 10:00", **said | {"until": "2026-01-20"}).status_code == 200
    assert staff("xin", "ask_reasons", "2026-01-20 10:00", **said).status_code == 302
    assert "2026年2月3日" in ask("2026-01-21 09:00").content.decode()
    row.case.refresh_from_db()
    found = {"count": "一月先后申请60件", "reason": "期满没有说明理由"}
    with pytest.raises(Unready, match="期满以后"):
        decide(county, row, "excessive", "2026-02-03 23:59", **found)
    row.case.refresh_from_db()
    decide(county, row, "excessive", "2026-02-04 00:00", **found)
    assert row.case.status == "approved"


def test_a_request_for_several_things_is_split_and_its_parts_are_seen_with_its_own_code(case, client):
    row, staff, ask = case
    assert staff("xin", "split", "2026-01-16 10:00", parts="施工合同\n验收报告").status_code == 302
    parts = list(Request.objects.filter(parent=row).order_by("pk"))
    assert [one.described for one in parts] == ["施工合同", "验收报告"] and {due(one) for one in parts} == {
        date(2026, 2, 12)
    }
    assert parts[0].number in ask("2026-01-17 09:00").content.decode()
    code = ask("2026-01-17 09:00").wsgi_request.POST["code"]
    said = client.post("/apply/status/", {"number": parts[1].number, "code": code})
    assert "已经登记，正在办理" in said.content.decode()
    assert staff("xin", "split", "2026-01-17 10:00", parts="一\n二").status_code == 409


def test_what_was_handed_over_is_read_by_those_who_handle_it_and_each_look_is_kept(case, county, sign_in):
    row, staff, _ = case
    row.case.refresh_from_db()
    decide(county, row, "opened", "2026-01-20 10:00", how="请到窗口领取")
    handed = {"route": "pickup", "day": "2026-01-21", "answer": photo("a.png")}
    assert staff("xin", "deliver", "2026-01-21 16:00", **handed).status_code == 302
    url = f"/staff/foi/{row.pk}/enclosures/{row.delivery.enclosures.get().pk}/"
    before = Access.objects.count()
    assert sign_in("xin").get(url).status_code == 200 and Access.objects.count() == before + 1
    assert sign_in("mi").get(url).status_code == 403 and sign_in("zhen").get(url).status_code == 404
