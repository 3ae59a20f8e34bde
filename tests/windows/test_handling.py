"""申办件: accepted outside, handled inside with joint parts, answered outside, the whole public (KF-4.2.1, KF-1)."""

import re

import pytest
from django.db import connection

from gongkai.acts.models import Access, Due
from gongkai.windows.models import Part, ServiceCase
from tests.windows.conftest import online, value, words

ASKED = {"name": "李小河", "phone": "13800138000", "paper_no": "", "asks": "在县道K3处开挖埋管"}
STAGES = ["flow", "forms", "intake", "handling", "query", "result"]


def file(client, item, **said):
    answer = client.post(f"/service/{item.address}/", ASKED | said)
    found = re.findall(r"<strong>(\w+)</strong>", words(answer))
    return answer, dict(zip(("code", "secret"), found, strict=False))


def progress(client, told, **more):
    return client.post("/service/status/", told | more)


def last_day(key, limit):
    return Due.objects.get(case=key, limit=limit).due.isoformat()


@pytest.mark.provision("KF-4.2.1")
def test_a_case_is_accepted_outside_handled_inside_by_several_and_answered_outside(
    county, item, client, go, see, stand_at
):
    online(item, county, stages=STAGES, legal=20, promise=10, partners=[county.town.code])
    answer, told = file(client, item)
    assert answer.status_code == 200 and len(told["code"]) == 10
    row = ServiceCase.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, asks FROM windows_servicecase")
        assert not {*cursor.fetchone()} & {*ASKED.values()}, "who asks is sealed"
    assert go("zhen", f"cases/{row.pk}/accept/").status_code == 404
    assert go("xin", f"cases/{row.pk}/accept/").status_code == 302
    assert last_day(row.pk, "windows.legal").startswith("2026-02-09T15:59:59")  # twenty working days after 12 January
    assert last_day(row.pk, "windows.promise").startswith("2026-01-26T15:59:59")  # ten
    part = Part.objects.get()
    assert last_day(part.pk, "windows.part").startswith("2026-01-19T15:59:59")  # five, its own
    page = words(go("fen", f"cases/{row.pk}/decide/", outcome="granted"))
    assert "河边镇还没有答复并联审批" in page
    assert "在县道K3处开挖埋管" in see("zhen", f"parts/{part.pk}/") and "13800138000" not in see(
        "zhen", f"parts/{part.pk}/"
    )
    stand_at("2026-01-15 09:00")
    assert go("zhen", f"parts/{part.pk}/consent/", words="").status_code == 302
    assert go("xin", f"cases/{row.pk}/decide/", outcome="granted").status_code == 403
    assert go("fen", f"cases/{row.pk}/decide/", outcome="granted").status_code == 302
    assert go("xin", f"cases/{row.pk}/answer/", words="准予，请到A01窗口领取").status_code == 302
    page = words(progress(client, told))
    for said in (
        "河边镇　同意",
        "交运局　作出决定",
        "准予，请到A01窗口领取",
        "承诺时限",
        "并联审批",
        "2026-01-15 按期",
    ):
        assert said in page
    assert "xin某" not in page and "zhen某" not in page
    assert progress(client, told, do="rate", satisfied="3").status_code == 200
    assert ServiceCase.objects.get().satisfied == 3
    assert progress(client, told, do="rate", satisfied="1").status_code == 409


@pytest.mark.provision("KF-1")
def test_whoever_takes_it_in_at_the_counter_is_the_first_asked(county, item, go, see, sign_in):
    answer = go("xin", "cases/new/", item=item.pk, **ASKED)
    assert answer.status_code == 200 and "首问责任人" in words(answer) and "xin某" in words(answer)
    row = ServiceCase.objects.get()
    page = see("fen", f"cases/{row.pk}/")
    assert "首问责任人" in page and "xin某（交运局·信息员）" in page
    assert go("ban", "cases/new/").status_code == 403


def test_who_applies_is_shown_on_demand_and_every_look_is_kept(county, item, client, go, see):
    online(item, county, stages=STAGES, partners=[county.town.code])
    file(client, item)
    row = ServiceCase.objects.get()
    first = see("xin", f"cases/{row.pk}/")
    assert "在县道K3处开挖埋管" in first and "李小河" not in first and "13800138000" not in first
    assert "李小河" not in see("xin", "") and "13800138000" not in see("xin", "")
    shown = words(go("xin", f"cases/{row.pk}/applicant/"))
    assert "李小河" in shown and "13800138000" in shown
    go("xin", f"cases/{row.pk}/accept/")
    see("zhen", f"parts/{Part.objects.get().pk}/")
    kept = Access.objects.order_by("pk").values_list("case", "post", "what")
    own = [(row.pk, county.xin.pk, "asks"), (row.pk, county.xin.pk, "applicant")]
    assert list(kept) == [*own, (row.pk, county.zhen.pk, "asks")]
    page = see("fen", f"cases/{row.pk}/")
    assert "xin某（交运局·信息员）" in page and "申请人信息" in page and "zhen某" in page


@pytest.mark.parametrize("name", ["ban", "mi", "fa"])
def test_who_has_no_part_in_the_handling_reads_nothing_of_an_applicant(item, client, go, see, name):
    file(client, item)
    row = ServiceCase.objects.get()
    page = see(name, f"cases/{row.pk}/")
    assert "县道K3" not in page and "李小河" not in page
    assert go(name, f"cases/{row.pk}/applicant/").status_code == 403
    assert not Access.objects.exists()


def test_the_auditor_reads_who_looked_and_nothing_else(item, client, go, see):
    file(client, item)
    row = ServiceCase.objects.get()
    go("xin", f"cases/{row.pk}/applicant/")
    page = see("shen", f"cases/{row.pk}/")
    assert "xin某（交运局·信息员）" in page and "县道K3" not in page and "李小河" not in page
    assert go("shen", f"cases/{row.pk}/applicant/").status_code == 403


@pytest.mark.provision("KF-1")
def test_the_promise_is_late_before_the_law_is(county, item, client, go, stand_at):
    file(client, item)
    row = ServiceCase.objects.get()
    go("xin", f"cases/{row.pk}/accept/")
    stand_at("2026-01-27 09:00")  # the day after the tenth
    go("fen", f"cases/{row.pk}/decide/", outcome="granted")
    late = [value(county, f"late_by_{by}", "2026-01-01", "2026-03-31", "2026-03-01 00:00") for by in ("promise", "law")]
    assert late == [1, 0]


@pytest.mark.provision("KF-T2.2")
@pytest.mark.parametrize(("told_at", "says"), [("2026-01-27 23:59", False), ("2026-01-28 00:01", True)])
def test_a_result_told_online_after_its_ten_working_days_is_late(county, item, client, go, stand_at, told_at, says):
    file(client, item)
    key = ServiceCase.objects.get().pk
    stand_at("2026-01-13 09:00")
    go("xin", f"cases/{key}/accept/")
    go("fen", f"cases/{key}/decide/", outcome="granted")
    stand_at(told_at)
    assert go("xin", f"cases/{key}/answer/", words="准予").status_code == 302
    span = ("2026-01-01", "2026-03-31", "2026-04-01 00:00")
    assert value(county, "online_data_late", *span) is says
    assert value(county, "online_data_late", *span, unit=county.town) is None


def test_what_is_lacking_is_told_at_once_and_the_clock_begins_again_with_what_was_brought(
    county, item, client, go, stand_at
):
    _, told = file(client, item)
    row = ServiceCase.objects.get()
    assert last_day(row.pk, "windows.accept").startswith("2026-01-19")
    assert go("xin", f"cases/{row.pk}/ask_more/", words="").status_code == 200
    assert go("xin", f"cases/{row.pk}/ask_more/", words="缺施工方案").status_code == 302
    assert "缺施工方案" in words(progress(client, told))
    stand_at("2026-01-14 09:00")
    assert progress(client, told, do="supply", asks="施工方案见附页").status_code == 200
    assert last_day(row.pk, "windows.accept").startswith("2026-01-21")
    row.refresh_from_db()
    assert row.asks.endswith("补正：施工方案见附页")


def test_a_denial_says_why_and_what_was_taken_back_is_nobody_s(county, item, client, go):
    online(item, county, stages=STAGES, partners=[county.town.code])
    _, told = file(client, item)
    row = ServiceCase.objects.get()
    go("xin", f"cases/{row.pk}/accept/")
    assert progress(client, told, do="drop").status_code == 200
    assert set(Part.objects.values_list("case__status", flat=True)) == {"lapsed"}
    assert go("fen", f"cases/{row.pk}/decide/", outcome="granted").status_code == 409
    file(client, item)
    other = ServiceCase.objects.latest("pk")
    go("xin", f"cases/{other.pk}/accept/")
    go("zhen", f"parts/{Part.objects.latest('pk').pk}/object/", words="管线冲突")
    assert "不予的要写明理由" in words(go("fen", f"cases/{other.pk}/decide/", outcome="denied"))
    assert go("fen", f"cases/{other.pk}/decide/", outcome="denied", words="管线冲突").status_code == 302


def test_only_who_has_code_and_secret_reads_of_a_case(county, item, client):
    _, told = file(client, item)
    assert "对不上" in words(progress(client, told | {"secret": "000000" if told["secret"] != "000000" else "111111"}))
    assert progress(client, {"code": "aaaaaaaaaa", "secret": "123456"}).status_code == 422
    assert client.get("/service/zzzzzzzzzz/").status_code == 404


def test_nobody_files_more_than_a_person_would(county, item, client):
    for _ in range(5):
        assert client.post(f"/service/{item.address}/", ASKED, REMOTE_ADDR="203.0.113.7").status_code == 200
    assert client.post(f"/service/{item.address}/", ASKED, REMOTE_ADDR="203.0.113.7").status_code == 429
    assert client.post(f"/service/{item.address}/", ASKED, REMOTE_ADDR="203.0.113.8").status_code == 200


def test_a_form_sent_twice_is_one_case_and_another_word_makes_another(county, item, client):
    found = [file(client, item, token="x", asks=asks)[1] for asks in ("埋管", "埋管", "架线")]
    assert found[0] == found[1] != found[2] and ServiceCase.objects.count() == 2
    assert "埋管" not in words(progress(client, found[2])) and progress(client, found[1]).status_code == 200


def test_an_item_not_taken_in_online_has_no_form(county, item, client):
    online(item, county, stages=["flow"])
    assert client.get(f"/service/{item.address}/").status_code == 404


def test_of_two_who_accept_at_once_one_is_told(county, item, client, go):
    file(client, item)
    row = ServiceCase.objects.get()
    assert go("xin", f"cases/{row.pk}/accept/").status_code == 302
    answer = go("xin", f"cases/{row.pk}/accept/")
    assert answer.status_code == 409 and "受理" in words(answer)
