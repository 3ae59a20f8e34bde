"""窗口人员: posted, moved with leave and without, equipped, sent back; attendance by half-days (KF-T2.1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.windows.models import Absence, Clerk, Move
from gongkai.windows.staffing import attendance
from tests.windows.conftest import HOME, value, words


@pytest.fixture
def clerks(county, window, go):
    for name in ("甲某", "乙某"):
        assert go("xin", f"windows/{window.pk}/post/", name=name, day="2025-01-06").status_code == 302
    return {one.name: one for one in Clerk.objects.all()}


@pytest.mark.provision("KF-T2.1")
def test_a_move_is_with_leave_only_where_the_centre_gave_it_before(county, window, clerks, go, see):
    first, second = clerks["甲某"], clerks["乙某"]
    assert go("xin", f"windows/{window.pk}/move/", clerk=first.pk, day="2025-06-02", name="丙某").status_code == 302
    assert go("xin", f"windows/{window.pk}/ask_move/", clerk=second.pk, words="借调").status_code == 302
    asked = Move.objects.get(clerk=second)
    assert go("xin", f"windows/{window.pk}/grant/", move=asked.pk).status_code == 403
    assert go("ban", f"windows/{window.pk}/grant/", move=asked.pk).status_code == 302
    assert go("he", f"windows/{window.pk}/deny/", move=asked.pk, words="晚了").status_code == 200  # answered already
    assert go("xin", f"windows/{window.pk}/move/", clerk=second.pk, day="2025-07-01", name="丁某").status_code == 302
    page = see("xin", f"windows/{window.pk}/")
    assert "未经同意" in page and "2026-01-12 同意" in page
    assert (value(county, "moves"), value(county, "moves_without_leave")) == (2, 1)
    assert value(county, "moves", last="2025-06-01") == 0
    assert value(county, "moves_unequipped") == 2
    late = Move.objects.get(clerk=first)
    assert go("ban", f"windows/{window.pk}/equip/", move=late.pk).status_code == 302
    assert value(county, "moves_unequipped", last="2026-01-12") == 1
    assert value(county, "moves_unequipped") == 2, "at the end of the year they were not there yet"


@pytest.mark.provision("KF-T2.1")
def test_a_window_short_of_people_and_people_sent_back_are_counted(county, window, clerks, go):
    assert value(county, "posts_unfilled") == 0
    sent = {"clerk": clerks["甲某"].pk, "day": "2025-11-03", "words": "不能胜任"}
    assert go("xin", f"windows/{window.pk}/send_back/", **sent).status_code == 403
    assert go("ban", f"windows/{window.pk}/send_back/", **sent).status_code == 302
    assert value(county, "sent_back") == 1 and value(county, "posts_unfilled") == 1
    assert value(county, "posts_unfilled", last="2025-11-03") == 0  # on that day both still served
    assert go("ban", f"windows/{window.pk}/send_back/", **sent).status_code == 200  # gone already


def roll(*rows):
    heads = [tables.OutColumn(one.name) for one in attendance.WANTED]
    return tables.write_xlsx(None, [tables.OutSheet("考勤", heads, [list(row) for row in rows])])


def bring(go, centre, data, month="2025-03-01"):
    file = SimpleUploadedFile("考勤.xlsx", data)
    return go("ban", "windows/attendance/", centre=centre.pk, month=month, file=file)


def token(page):
    return page.split('name="token" value="')[1].split('"')[0]


@pytest.mark.provision("KF-T2.1")
def test_half_days_without_a_stand_in_are_counted_from_the_month_s_table(county, centre, window, clerks, go, sign_in):
    data = roll(
        ("A01", "甲某", "2025-03-03", "到岗", "请假", "是"), ("A01", "甲某", "2025-03-04", "请假", "请假", ""),
        ("A01", "乙某", "2025-03-04", "迟到", "√", ""), ("A01", "乙某", "2025-03-05", "", "缺岗", "否"),
    )  # fmt: skip
    assert value(county, "uncovered_half_days") is None, "a month nobody told of is not a full one"
    page = words(bring(go, centre, data))
    assert "缺勤 5 个半天" in page and "没有替岗的 3 个半天" in page and not Absence.objects.exists()
    for _ in range(2):  # the same table twice changes nothing
        assert go("ban", "windows/attendance/", token=token(words(bring(go, centre, data)))).status_code == 302
    assert Absence.objects.count() == 5
    months = {"first": "2025-03-01", "last": "2025-03-31"}
    assert value(county, "uncovered_half_days", **months) == 3 and value(county, "late_or_early", **months) == 1
    assert value(county, "leaves", **months) == 3
    assert "缺岗" in words(sign_in("xin").get(f"{HOME}windows/{window.pk}/"))


def test_rows_that_cannot_be_right_come_back_and_nothing_is_written(county, centre, window, clerks, go):
    data = roll(
        ("A01", "戊某", "2025-03-03", "", "请假", ""), ("A01", "甲某", "2025-04-01", "", "", ""),
        ("A01", "甲某", "2025-03-05", "外出", "", ""), ("A02", "甲某", "2025-03-05", "", "", ""),
        ("A01", "甲某", "2025-01-03", "", "", ""), ("A01", "乙某", "2025-03-06", "迟到", "", ""),
    )  # fmt: skip
    page = words(bring(go, centre, data))
    assert "没有派驻“戊某”" in page and "不在所选的月份里" in page and "“外出”看不懂" in page
    assert "写入 " not in page and not Absence.objects.exists()
    assert go("ban", "windows/attendance/", token=token(page)).status_code == 400
    assert bring(go, centre, b"x").status_code == 422
    assert go("xin", "windows/attendance/").status_code == 403


def test_a_window_number_is_given_once_in_a_centre(county, centre, window, go):
    said = {"unit": county.roads.pk, "centre": centre.pk, "number": "A01", "name": "又一个窗口", "wanted": 1}
    answer = go("ban", "windows/new/", **said)
    assert answer.status_code == 409 and "已经有 A01 号窗口" in words(answer)
    assert go("ban", "windows/new/", **said | {"number": "A02"}).status_code == 302
