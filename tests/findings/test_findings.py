"""问题: raised by a round, known again in the next, confirmed in bulk, noted by hand in between."""

import pypdfium2
import pytest

from gongkai.acts.models import Act
from gongkai.findings import rounds
from gongkai.findings.models import Finding, Sighting
from gongkai.tables import read
from tests.county import moment
from tests.findings.conftest import AT, told

HOME = "/staff/findings/"
pytestmark = pytest.mark.told(moment("2026-01-13 09:00"))


def words(answer):
    return answer.content.decode()


def test_a_round_makes_a_candidate_of_every_loss_and_is_taken_in_once(county, seen):
    assert rounds.take_in(told(county), county.ban, AT) == seen
    rows = {row.code: row for row in Finding.objects.select_related("case")}
    assert set(rows) == {"replies", "XX:other"} and {row.case.status for row in rows.values()} == {"candidate"}
    assert rows["replies"].case.title == "公开申请办理不规范" and rows["replies"].remedy.startswith("逐件核对")
    assert (rows["XX:other"].problem, rows["XX:other"].remedy) == ("“其他”失分", "补上记录")


@pytest.mark.provision("BW-16.5–16.6")
def test_the_office_confirms_the_losses_of_a_round_on_one_page_and_the_unit_is_told(county, seen, sign_in):
    page = words(sign_in("ban").get(f"{HOME}rounds/{seen.pk}/"))
    assert "待认定 2 个" in page and "河边镇按结果必须整改，还没有责成" in page
    keys = list(Finding.objects.values_list("pk", flat=True))
    assert sign_in("ling").post(f"{HOME}rounds/{seen.pk}/confirm/", {"key": keys}).status_code == 403
    assert sign_in("ban").post(f"{HOME}rounds/{seen.pk}/confirm/", {"key": keys}).status_code == 302
    assert {row.case.status for row in Finding.objects.select_related("case")} == {"confirmed"}
    assert "公开申请办理不规范" in words(sign_in("zhen").get("/staff/"))
    assert "待认定" not in words(sign_in("ban").get(f"{HOME}rounds/{seen.pk}/"))
    assert sign_in("ban").post(f"{HOME}rounds/{seen.pk}/confirm/", {"key": []}).status_code == 409


def test_a_unit_sees_its_own_findings_and_sheet_alone(county, seen, confirmed, sign_in):
    own = f"{HOME}{confirmed[0].pk}/"
    assert sign_in("zhen").get(own).status_code == 200 and sign_in("xin").get(own).status_code == 404
    sheet = f"{HOME}rounds/{seen.pk}/sheets/{county.town.pk}/"
    assert sign_in("zhenfen").get(sheet).status_code == 200 and sign_in("fen").get(sheet).status_code == 404
    assert "58.20" not in words(sign_in("xin").get(f"{HOME}rounds/{seen.pk}/"))


def test_the_loss_sheet_has_the_columns_that_offices_publish(county, seen, confirmed, sign_in):
    url = f"{HOME}rounds/{seen.pk}/sheets/{county.town.pk}/"
    page = words(sign_in("zhen").get(url))
    places = [page.index(f">{head}<") for head in ("指标", "分值", "扣分", "失分原因", "整改情况")]
    assert places == sorted(places) and "一件答复未写明救济途径" in page and ">1.8<" in page
    book = read(sign_in("zhen").get(f"{url}?export=xlsx").content)
    rows = [list(row.values) for row in book.sheets[0].rows]
    assert ["指标", "分值", "扣分", "失分原因", "整改情况"] in rows
    assert any(row[:2] == ["依申请公开办理", 6] and row[4] == "未整改" for row in rows)
    paper = pypdfium2.PdfDocument(sign_in("zhen").get(f"{url}?export=pdf").content)
    text = paper[0].get_textpage().get_text_range()
    assert len(paper) == 1 and all(
        word in text for word in ("试县河边镇人民政府失分整改表", "整改情况", "缺一份记录", "1.8")
    )


def test_next_year_the_same_finding_says_it_was_told_the_year_before(county, seen, confirmed, sign_in):
    foi, other = (row.case for row in confirmed)
    foi.take("mend", by=county.ban, at=AT, words="已抽查新的答复")
    other.take("reject", by=county.ban, at=AT, words="记录已找到")
    after = rounds.take_in(told(county, 2026), county.ban, moment("2027-01-12 10:00"))
    assert Finding.objects.count() == 2 and Sighting.objects.count() == 4
    foi.refresh_from_db()
    assert (foi.status, other.kind) == ("candidate", "finding")
    page = words(sign_in("zhen").get(f"{HOME}rounds/{after.pk}/sheets/{county.town.pk}/"))
    assert page.count("上年已指出") == 2
    assert "上年已指出" not in words(sign_in("zhen").get(f"{HOME}rounds/{seen.pk}/sheets/{county.town.pk}/"))
    page = words(sign_in("ban").get(f"{HOME}{foi.pk}/"))
    assert "仍然存在" not in page and "复查通过" not in page  # nobody's hand takes these
    assert "历次发现：2 次" in page and "试县2025年考核" in page and "试县2026年考核" in page


def test_what_still_stands_is_seen_again_without_being_judged_anew(county, seen, confirmed):
    rounds.take_in(told(county, 2026), county.ban, moment("2027-01-12 10:00"))
    case = confirmed[0].case
    case.refresh_from_db()
    assert case.status == "confirmed" and Act.objects.get(case=case, step="see_still").person == county.ban.person


def test_a_finding_noted_by_hand_reaches_the_unit_and_another_hand_confirms_it(county, sign_in):
    said = {"unit": county.roads.pk, "code": "stale_column", "about": "通知公告", "says": "1月5日查看，最近更新为11月"}
    assert sign_in("ban").post(f"{HOME}note/", said).status_code == 302
    row = Finding.objects.get()
    assert "栏目超期没有更新：通知公告" in words(sign_in("xin").get("/staff/"))
    assert "已经登记过" in words(sign_in("ban").post(f"{HOME}note/", said))
    assert sign_in("ban").post(f"{HOME}{row.pk}/confirm/").status_code == 403
    assert sign_in("he").post(f"{HOME}{row.pk}/confirm/").status_code == 302
    assert sign_in("he").post(f"{HOME}{row.pk}/mend/", {"words": "已更新"}).status_code == 403
    assert sign_in("ban").post(f"{HOME}{row.pk}/mend/", {"words": "已更新"}).status_code == 302
    assert sign_in("ban").post(f"{HOME}note/", said).status_code == 302
    row.case.refresh_from_db()
    assert row.case.status == "candidate" and row.sightings.count() == 2


def test_the_list_is_filtered_and_the_library_is_read_by_everybody(county, seen, sign_in):
    assert "公开申请办理不规范" in words(sign_in("ban").get(f"{HOME}?code=replies&unit={county.town.pk}"))
    assert "没有符合条件的记录" in words(sign_in("ban").get(f"{HOME}?status=mended&round={seen.pk}"))
    assert "超过规定的时限没有新的内容" in words(sign_in("zhen").get(f"{HOME}library/"))
    assert "试县2025年考核" in words(sign_in("zhen").get(f"{HOME}rounds/"))
