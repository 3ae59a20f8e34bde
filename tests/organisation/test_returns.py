"""报送: the contact sheet of every unit sealed and in time, who is missing, private numbers inside (DY-F3, KF-T1.3)."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from gongkai.acts.facts import Span
from gongkai.acts.models import Access, Act, Due
from gongkai.organisation import facts
from gongkai.organisation.models import Call, Return
from tests.county import moment
from tests.files import samples

HOME = "/staff/organisation/returns/"
MOBILE = "13900001234"
SHEET = {
    "phone": "0825-7821000", "office": "办公室", "says": "",
    "d1_name": "赵分管", "d1_duty": "副局长", "d1_office_phone": "0825-7821001", "d1_mobile": MOBILE, "d1_qq": "",
    "s1_name": "钱信息", "s1_duty": "办公室主任", "s1_office_phone": "0825-7821002", "s1_mobile": "13900005678",
    "s1_qq": "123456", "s2_name": "", "s2_duty": "", "s2_office_phone": "", "s2_mobile": "", "s2_qq": "",
}  # fmt: skip


def ask(county, sign_in, sort="contacts", due="2026-03-20", title="2026年政务公开联络表"):
    form = {"title": title, "sort": sort, "due": due, "asks": "", "units": [county.roads.pk, county.town.pk]}
    answer = sign_in("ban").post(f"{HOME}new/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    return Call.objects.get(case__title=title)


@pytest.fixture
def call(county, sign_in):
    """Contact sheets asked of both units by 20 March."""
    return ask(county, sign_in)


def of(call, unit):
    return Return.objects.get(call=call, case__unit=unit)


def send_in(sign_in, row):
    assert sign_in("xin").post(f"{HOME}{row.pk}/fill/", SHEET).status_code == 302
    row.case.refresh_from_db()
    assert sign_in("fen").post(f"{HOME}{row.pk}/stamp/", {"read": row.case.content}).status_code == 302


def workbook(answer):
    assert answer.status_code == 200
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.rows]


@pytest.mark.provision("DY-F3")
def test_units_send_their_sealed_contact_sheet_by_the_day_and_the_office_sees_who_is_missing(county, call, sign_in):
    due = Due.objects.get(case__unit=county.roads, limit="organisation.return")
    assert due.due.astimezone(moment("2026-01-01").tzinfo).date().isoformat() == "2026-03-20" and due.done is None
    assert "2026年政务公开联络表" in sign_in("xin").get("/staff/").content.decode()
    page = sign_in("ban").get(f"{HOME}calls/{call.pk}/").content.decode()
    assert "还没有报送：2 个单位" in page
    send_in(sign_in, of(call, county.roads))
    page = sign_in("ban").get(f"{HOME}calls/{call.pk}/").content.decode()
    assert "还没有报送：1 个单位" in page and "河边镇" in page and "按时" in page and "赵分管" not in page
    told = workbook(sign_in("ban").get(f"{HOME}calls/{call.pk}/progress/"))
    assert [row[0] for row in told if row[3] == "按时"] == ["交运局"] and any(row[1] == "待填写" for row in told)
    register = workbook(sign_in("ban").post(f"{HOME}calls/{call.pk}/register/"))
    assert [
        "交运局",
        "0825-7821000",
        "办公室",
        "分管领导",
        "赵分管",
        "副局长",
        "0825-7821001",
        MOBILE,
        None,
        "已报送",
    ] in register
    assert any(row[0] == "河边镇" and row[4] is None and row[9] == "待填写" for row in register)
    own = sign_in("xin").post(f"{HOME}{of(call, county.roads).pk}/sheet/")
    assert any(row[0] == "单位（盖章）：" for row in workbook(own)) and any("钱信息" in row for row in workbook(own))
    Due.objects.get(case__unit=county.roads, limit="organisation.return", done__isnull=False)


def test_private_numbers_are_sealed_and_every_look_of_the_office_is_kept(county, call, sign_in):
    row = of(call, county.roads)
    send_in(sign_in, row)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, mobile, qq FROM organisation_contactperson")
        assert not any("赵" in str(stored) or MOBILE in str(stored) for stored in cursor.fetchall())
    assert MOBILE not in str(list(Act.objects.values_list("detail", "content")))
    url = f"{HOME}{row.pk}/"
    assert MOBILE in sign_in("fen").get(url).content.decode() and not Access.objects.exists()
    assert MOBILE not in sign_in("ban").get(url).content.decode()
    for name in ("ling", "shen", "kao", "guan"):
        assert sign_in(name).post(f"{url}people/").status_code == 403, name
        assert MOBILE not in sign_in(name).get(url).content.decode()
    assert sign_in("zhen").post(f"{url}people/").status_code == 404
    seen = sign_in("ban").post(f"{url}people/")
    assert MOBILE in seen.content.decode() and seen.headers["Cache-Control"] == "no-store"
    assert "ban某" in sign_in("ban").get(url).content.decode()
    sign_in("ban").post(f"{HOME}calls/{call.pk}/register/")
    assert sorted(Access.objects.values_list("case__unit", flat=True)) == [county.roads.pk, county.town.pk]


def test_a_sheet_lacking_somebody_or_with_a_wrong_number_says_so(county, call, sign_in):
    url = f"{HOME}{of(call, county.roads).pk}/fill/"
    wrong = {"s1_name": "", "d1_mobile": "1390000", "s2_mobile": "13900009999"}
    page = sign_in("xin").post(url, SHEET | wrong).content.decode()
    assert "信息员：姓名" in page and "手机号是 11 位数字" in page and "第二名信息员的姓名" in page
    assert of(call, county.roads).case.status == "asked"


def test_the_leader_seals_what_was_read_and_nobody_seals_their_own(county, call, sign_in):
    row = of(call, county.roads)
    sign_in("xin").post(f"{HOME}{row.pk}/fill/", SHEET)
    row.case.refresh_from_db()
    stale = row.case.content
    sign_in("xin").post(f"{HOME}{row.pk}/fill/", SHEET | {"office": "法规股"})
    assert sign_in("fen").post(f"{HOME}{row.pk}/stamp/", {"read": stale}).status_code == 409
    assert sign_in("xin").post(f"{HOME}{row.pk}/stamp/", {"read": stale}).status_code == 403
    assert row.people.count() == 2


@pytest.mark.provision("KF-T1.2")
@pytest.mark.provision("KF-T1.3")
@pytest.mark.provision("KF-T3.3")
def test_plans_and_returns_late_or_missing_are_counted_with_their_records(county, sign_in, stand_at):
    plan = ask(county, sign_in, "plan", "2026-03-10", "2026年工作计划")
    report = ask(county, sign_in, "statistics", "2026-03-12", "一季度业务报表")
    units = [county.roads, county.town]
    span = Span(moment("2026-01-01").date(), moment("2026-12-31").date(), moment("2026-04-01"))
    paper = {"says": "", "file": SimpleUploadedFile("计划.pdf", samples.pdf())}
    row = of(plan, county.roads)
    assert "请写明情况" in sign_in("xin").post(f"{HOME}{row.pk}/fill/", {"says": ""}).content.decode()
    assert sign_in("xin").post(f"{HOME}{row.pk}/fill/", paper).status_code == 302
    row.case.refresh_from_db()
    sign_in("fen").post(f"{HOME}{row.pk}/stamp/", {"read": row.case.content})
    late = of(report, county.roads)
    stand_at("2026-03-13 09:00")
    sign_in("xin").post(f"{HOME}{late.pk}/fill/", {"says": "办件 120 件"})
    late.case.refresh_from_db()
    sign_in("fen").post(f"{HOME}{late.pk}/stamp/", {"read": late.case.content})
    assert facts.returns_asked(units, span).values == {county.roads.pk: 2, county.town.pk: 2}
    counted = facts.returns_late(units, span)
    assert counted.values == {county.roads.pk: 1, county.town.pk: 2} and counted.records[county.roads.pk] == [late.pk]
    assert facts.agenda_missing(units, span).values == {county.roads.pk: 0, county.town.pk: 2}
    assert facts.agenda_kinds_missing(units, span).values == {county.roads.pk: 0, county.town.pk: 2}
    assert facts.plans_missing(units, span).records == {county.town.pk: [of(plan, county.town).pk]}
    for name in ("agenda_late", "statistics_late"):
        assert facts.FACTS[f"organisation.{name}"](units, span).records[county.roads.pk] == [late.pk]
    assert facts.agenda_late(units, span).values[county.town.pk] == 0  # what never came is missing, not late
    assert facts.statistics_late(units, span).values[county.town.pk] == 1
    early = Span(span.first, span.last, moment("2026-03-10 12:00"))  # nothing is late before its day is over
    assert facts.returns_late(units, early).values == {county.roads.pk: 0, county.town.pk: 0}
    assert facts.agenda_missing(units, early).values == {county.roads.pk: 0, county.town.pk: 0}
    file = of(plan, county.roads).files[0][0]
    assert b"".join(sign_in("ban").get(f"{HOME}{row.pk}/files/{file}/").streaming_content) == samples.pdf()


def test_a_sheet_that_was_taken_is_renewed_when_people_change_and_sealed_anew(county, call, sign_in):
    row = of(call, county.roads)
    send_in(sign_in, row)
    assert sign_in("ban").post(f"{HOME}{row.pk}/accept/").status_code == 302
    assert "2026年政务公开联络表" not in sign_in("xin").get("/staff/").content.decode()
    new = SHEET | {"s1_name": "孙信息"}
    assert sign_in("xin").post(f"{HOME}{row.pk}/renew/", new).status_code == 302
    row.case.refresh_from_db()
    assert row.case.status == "filled" and {one.name for one in row.people.all()} == {"赵分管", "孙信息"}
    assert sign_in("fen").post(f"{HOME}{row.pk}/stamp/", {"read": row.case.content}).status_code == 302


def test_contacts_in_time_are_yes_no_or_not_to_be_told(county, call, sign_in):
    units = [county.roads, county.town]
    span = Span(moment("2026-01-01").date(), moment("2026-12-31").date(), moment("2026-04-01"))
    send_in(sign_in, of(call, county.roads))
    assert facts.contacts_in_time(units, span).values == {county.roads.pk: True, county.town.pk: False}
    before = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2026-04-01"))
    assert facts.contacts_in_time(units, before).values == {county.roads.pk: None, county.town.pk: None}


def test_a_closed_call_leaves_who_was_silent_as_missing(county, call, sign_in):
    send_in(sign_in, of(call, county.roads))
    assert sign_in("ban").post(f"{HOME}calls/{call.pk}/close/").status_code == 302
    assert of(call, county.town).case.status == "lapsed" and of(call, county.roads).case.status == "returned"
