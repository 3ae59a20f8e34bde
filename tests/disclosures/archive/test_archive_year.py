"""A year's archive as one batch: who is ready, what is missing, whether all is whole, with a list to hand over."""

import io

import openpyxl
import pytest

from gongkai.disclosures.archive import archiving
from gongkai.disclosures.models import ArchivePackage
from tests.county import moment

AT = moment("2025-04-01 09:00")


@pytest.fixture(autouse=True)
def told(stand_at, settings, tmp_path):
    stand_at("2025-04-02 09:00")
    settings.DATA = tmp_path


@pytest.fixture
def year(county, write, publish):
    """Two archived records of the road bureau and one that is not."""
    records = [publish(write(title=f"第{n}件")) for n in range(3)]
    for record in records[:2]:
        record.case.take("archive", by=county.fa, at=AT)
    for act in archiving.unpacked(AT):
        archiving.pack(act, AT)
    return records


def again():
    """The schedule's line, until nothing is to be checked."""
    at = moment("2025-04-02 10:00")
    for one in archiving.unchecked(at):
        archiving.check(one, at)


@pytest.mark.provision("TZ-4.5")
def test_the_page_of_a_year_tells_who_is_ready_what_is_missing_and_what_is_damaged(county, year, sign_in):
    page = sign_in("ban").get("/staff/disclosures/archives/").content.decode()
    cells = "".join(f'<td class="num">{number}</td>' for number in (3, 1, 2, 2, 0))
    assert f'<th scope="row">交运局</th>{cells}' in page and "第2件" in page and "第0件" not in page
    path = archiving.path_of(ArchivePackage.objects.first())
    path.write_bytes(path.read_bytes()[:-30])
    assert sign_in("ban").post("/staff/disclosures/archives/2025/check/").status_code == 302
    assert "还有 2 个" in sign_in("ban").get("/staff/disclosures/archives/2025/").content.decode()
    again()
    page = sign_in("ban").get("/staff/disclosures/archives/2025/").content.decode()
    assert "有问题的归档包" in page and "被改动过" in page and '<td class="num">1</td></tr>' in page


def test_the_list_handed_over_names_every_package_with_its_hash(county, year, sign_in):
    answer = sign_in("ban").get("/staff/disclosures/archives/2025/list/")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert len(rows) == 4 and {row[3] for row in rows[2:]} == {"第0件", "第1件"}
    assert {row[6] for row in rows[2:]} == set(ArchivePackage.objects.values_list("sha256", flat=True))


def test_a_unit_sees_its_own_and_only_the_office_checks_a_year(county, year, sign_in):
    assert "交运局" not in sign_in("zhen").get("/staff/disclosures/archives/2025/").content.decode().split("<main")[1]
    assert sign_in("fa").post("/staff/disclosures/archives/2025/check/").status_code == 403
    empty = sign_in("ban").get("/staff/disclosures/archives/2024/").content.decode()
    assert "都归档了" in empty


def test_a_year_that_nobody_meant_is_the_one_in_hand_and_a_change_under_way_is_not_named(county, year, sign_in):
    from gongkai.acts.models import Case

    Case.objects.filter(pk=year[0].pk).update(title="还在改的题目")
    for key in (2025, 99999, 10**12):
        answer = sign_in("ban").get(f"/staff/disclosures/archives/{key}/list/")
        assert answer.status_code == 200
        assert "还在改的题目" not in str(list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values))
    assert sign_in("ban").post(f"/staff/disclosures/archives/{10**12}/check/").status_code == 302
