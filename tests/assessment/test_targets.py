"""目标任务: sixty-four units, 12,360 in all, sum checked, decided upon, taken by a campaign (DY-F1)."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.assessment import composing, planning, rules
from gongkai.assessment.models import TargetTable
from gongkai.assessment.targets import setting
from tests.county import moment

HOME = "/staff/assessment/targets/"
AT = moment("2026-03-02 10:00")
pytestmark = pytest.mark.told("2026-03-02 10:00")


def annex():
    """附件1 of the county's notice of 2018, as it is shipped: (unit, figure)."""
    text = (shelf.rulebook("dy-2018").parent / "dy-2018-targets.csv").read_text("utf-8-sig")
    return [(name, int(figure)) for name, figure in list(csv.reader(io.StringIO(text)))[1:-1]]


def upload(client, url, text, total, **more):
    file = SimpleUploadedFile("目标.csv", text.encode())
    return client.post(url, {"year": "2026", "total": str(total), "file": file} | more)


def bring(client, url, text, total, **more):
    page = upload(client, url, text, total, **more)
    return client.post(url, {"token": page.context["token"]}) if "token" in (page.context or {}) else page


@pytest.mark.provision("DY-F1")
def test_the_countys_targets_go_in_are_summed_decided_upon_and_come_out_again(county, sign_in):
    figures = annex()
    Unit.objects.bulk_create(
        Unit(name=name, code=f"u{number}", order=number)
        for number, (name, _) in enumerate(figures, 10)
        if not Unit.objects.filter(name=name).exists()
    )
    text = "单位,目标任务数量（条）\n" + "".join(f"{name},{figure}\n" for name, figure in figures) + "合计,12360\n"
    looked = upload(sign_in("ban"), f"{HOME}new/", text, 12360)
    assert "64 个单位，合计 12,360 条" in looked.content.decode() and not TargetTable.objects.exists()
    assert sign_in("ban").post(f"{HOME}new/", {"token": looked.context["token"]}).status_code == 302
    table = TargetTable.objects.get()
    assert (table.total, setting.standing(table).count()) == (12360, 64)
    assert sign_in("xin").get(f"{HOME}{table.pk}/").status_code == 404
    assert table.case.title in sign_in("ling").get("/staff/").content.decode()
    assert sign_in("ban").post(f"{HOME}{table.pk}/issue/", {"read": table.case.content}).status_code == 403
    assert sign_in("ling").post(f"{HOME}{table.pk}/issue/", {"read": table.case.content}).status_code == 302
    page = sign_in("ling").get(f"{HOME}{table.pk}/").content.decode()
    assert "64 个单位，合计 12360 条" in page and "已公开" in page
    book = openpyxl.load_workbook(io.BytesIO(sign_in("ling").get(f"{HOME}{table.pk}/sheet/").content)).active
    told = [(row[0].value, row[2].value) for row in book.iter_rows(min_row=3)]
    assert sorted(told) == sorted([*figures, ("合计", 12360)])


def test_a_sum_that_does_not_fit_and_rows_that_do_not_are_said_and_nothing_is_written(county, sign_in):
    text = "单位,目标任务数量（条）\n交运局,240\n没有局,20\n交运局,30\n河边镇,多\n合计,300\n"
    page = upload(sign_in("ban"), f"{HOME}new/", text, 260)
    said = page.content.decode()
    assert page.status_code == 422
    for words in (
        "没有名称为“没有局”的在册单位",
        "写了两次",
        "不是数字",
        "比您填的合计 260 条少 20 条",
        "各单位加起来是 240",
    ):
        assert words in said
    assert sign_in("ban").post(f"{HOME}new/", {"token": page.context["token"]}).status_code == 409
    assert not TargetTable.objects.exists()


@pytest.fixture
def issued(county, sign_in):
    """Targets of 2026 for the two units of the county, decided upon."""
    assert bring(sign_in("ban"), f"{HOME}new/", "单位,目标\n交运局,240\n河边镇,20\n", 260).status_code == 302
    table = TargetTable.objects.get()
    table.case.take("issue", by=county.ling, at=AT, read=table.case.content)
    return table


@pytest.mark.provision("DY-F1")
def test_an_amended_table_is_a_new_version_decided_upon_anew_and_the_former_stays(county, issued, sign_in):
    url, text = f"{HOME}{issued.pk}/amend/", "单位,目标\n交运局,200\n河边镇,60\n"
    assert sign_in("ling").get(url).status_code == 403
    assert bring(sign_in("ban"), url, "单位,目标\n交运局,240\n河边镇,20\n", 260, words="没变").status_code == 409
    assert bring(sign_in("ban"), url, text, 260, words="机构改革").status_code == 302
    issued.refresh_from_db()
    assert (issued.version, issued.case.status) == (2, "drafted")
    stood = list(issued.figures.order_by("version", "unit__order").values_list("version", "figure"))
    assert stood == [(1, 240), (1, 20), (2, 200), (2, 60)]
    assert "2 个单位有变动" in sign_in("ban").get(f"{HOME}{issued.pk}/").content.decode()


@pytest.mark.provision("DY-F1")
def test_a_campaign_of_the_year_takes_the_issued_targets_with_its_hash_and_no_other_does(county, issued):
    def plan(first, last, rulebook="dy-2018"):
        sources = rules.on_shelf(rulebook).sources
        days = (moment(first).date(), moment(last).date())
        units = [county.roads, county.town]
        wanted = planning.Plan("考核", rulebook, *days, units, {source: [county.top] for source in sources})
        return planning.open_campaign(wanted, county.ban, AT)

    ours, former, part = plan("2026-01-01", "2026-12-31"), plan("2025-01-01", "2025-12-31"), plan(
        "2026-01-01", "2026-06-30"
    )  # fmt: skip
    assert rules.book(ours).annexes["target"] == {"交运局": 240, "河边镇": 20}
    assert (
        sum(rules.book(former).annexes["target"].values()) == 12360 == sum(rules.book(part).annexes["target"].values())
    )
    assert ours.annexes["targets-2026.csv"].startswith("单位,目标任务数量（条）\n交运局,240\n")
    assert "dy-2018-targets.csv" not in ours.annexes and ours.sha256 == rules.book(ours).sha256 != former.sha256
    composing.count([ours.case], [], [])
    sheet = composing.score(ours).sheet(county.roads.code).plain()
    volume = next(
        node for part in sheet["tables"][0]["children"] for node in part["children"] if node["id"] == "info.volume"
    )
    assert "240" in str(volume)  # nothing published: 240 short of the year's own target
