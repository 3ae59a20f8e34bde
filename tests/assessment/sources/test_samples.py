"""Samples: drawn by a seed that is kept, drawn again the same, with replacements in an order fixed beforehand."""

import hashlib
from io import BytesIO

import pytest

from gongkai import tables
from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.assessment.models import Sample
from gongkai.assessment.sources import drawing, sampling
from tests.assessment.conftest import AT
from tests.county import declare, moment

pytestmark = pytest.mark.told(AT)
FRAME = [[str(key), f"甲{key}", "部门"] for key in range(8)] + [[str(key), f"乙{key}", "乡镇"] for key in range(8, 12)]


def test_the_order_of_a_stratum_is_that_of_the_hashes_of_seed_and_key():
    rank = lambda key: hashlib.sha256(f"lot-7\n{key}".encode()).hexdigest()
    expected = sorted(map(str, range(8)), key=rank)[:4] + sorted(map(str, range(8, 12)), key=rank)[:2]
    found = drawing.draw("lot-7", FRAME, 6, shared=True)
    assert [one.key for one in found] == expected
    assert found == drawing.draw("lot-7", list(reversed(FRAME[:8])) + FRAME[8:], 6, shared=True)
    assert [one.key for one in drawing.draw("lot-8", FRAME, 6, shared=True)] != expected


@pytest.mark.parametrize(
    "size, expected", [(1, (1, 0)), (3, (2, 1)), (5, (3, 2)), (6, (4, 2)), (12, (8, 4)), (50, (8, 4))]
)
def test_a_shared_size_is_divided_in_proportion_by_the_largest_remainder(size, expected):
    # 8 and 4 of 12: e.g. five give 3.33 and 1.67, and the larger remainder gets the fifth
    assert tuple(drawing.shares({"部门": 8, "乡镇": 4}, size).values()) == expected


def test_what_cannot_be_looked_at_gives_way_to_the_next_of_its_own_stratum():
    first = drawing.draw("x", FRAME, 6, shared=True)
    gone = first[1].key
    second = drawing.draw("x", FRAME, 6, shared=True, gone=[gone])
    assert gone not in [one.key for one in second] and len(second) == 6
    fresh = next(one for one in second if one.instead_of)
    assert (fresh.instead_of, fresh.stratum, fresh.place) == (gone, "部门", 5)


def draw(part, by, **said):
    found = sampling.frame(part, said.get("fact", ""))
    detail = {"item": "web", "fact": "", "size": 1, "seed": "lot-7", "frame": drawing.fingerprint(found)} | said
    part.case.take("draw", by=by, at=AT, detail=detail)
    return Sample.objects.select_related("part__case").latest("pk")


@pytest.mark.provision("BW-16.1–16.3")
def test_an_assessor_draws_units_on_a_page_and_anybody_gets_the_same_again(county, agency, sign_in):
    client, url = sign_in("ping"), f"/staff/assessment/scorings/{agency.third.pk}/draw/"
    page = client.get(url).content.decode()
    assert "网上查看" in page and "查阅材料" not in page, "items of the own part alone"
    answer = client.post(url, {"item": "web", "of": "units", "size": "1", "seed": "lot-7", "words": ""})
    assert answer.status_code == 302
    sample = Sample.objects.get()
    rank = lambda key: hashlib.sha256(f"lot-7\n{key}".encode()).hexdigest()
    units = {str(unit.pk): unit.name for unit in (county.roads, county.town)}
    assert sample.picks == sorted(units, key=rank)[:1]
    shown = client.get(f"/staff/assessment/samples/{sample.pk}/").content.decode()
    assert "lot-7" in shown and "再抽一次，结果相同" in shown and drawing.fingerprint(sample.frame)[:12] in shown
    book = tables.read(client.get(f"/staff/assessment/samples/{sample.pk}/export/").content, name="x.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["抽中的", "抽样名单"]
    assert units[sample.picks[0]] in str(book.sheets[0].rows)
    assert sign_in("kao").get(f"/staff/assessment/samples/{sample.pk}/").status_code == 404


def test_records_are_drawn_from_each_unit_and_a_replaced_one_keeps_its_reason(county, agency, write, publish, sign_in):
    for title in ("甲通知", "乙通知", "丙通知"):
        publish(write(title))
    agency.campaign.case.take("count", by=county.ban, at=AT)
    sample = draw(agency.third, county.ban, fact="disclosures.published", size=2)
    picks = sampling.picked(sample)
    assert len(sample.frame) == 3 and len(picks) == 2 and {one.stratum for one in picks} == {"交运局"}
    client, url = sign_in("ping"), f"/staff/assessment/samples/{sample.pk}/replace/"
    assert "请填写理由" in client.post(url, {"key": picks[0].key, "why": ""}).content.decode()
    said = client.post(url, {"key": picks[0].key, "why": "网页已撤下"}, follow=True).content.decode()
    third = next(title for key, title, _ in sample.frame if key not in sample.picks)
    assert f"已换成“{third}”" in said and "网页已撤下" in said and "替补" in said
    with pytest.raises(Unready, match="没有可以替补的"):
        sampling.replace(sample, picks[1].key, "也撤了", agency.ping, AT)
    assert sample.replacements.count() == 1 and Act.objects.filter(step="replace").count() == 1


def test_a_sample_that_was_changed_in_the_database_says_so(county, agency, sign_in):
    sample = draw(agency.third, agency.ping)
    assert sampling.is_whole(sample)
    Sample.objects.update(frame=sample.frame[:1])
    page = sign_in("ban").get(f"/staff/assessment/samples/{sample.pk}/").content.decode()
    assert "留存的内容被改过" in page


# the work list -------------------------------------------------------------------------------------------------------


# how the table of the district of Kaifu says that each line is checked, copied from its own brackets
SAID = {
    "t1.group": "查材料 看网站", "t1.tasks": "查材料", "t1.catalogue": "查材料 看网站", "t1.complaints": "查材料",
    "t3.catalogue": "看网站", "t3.services": "看网站 到现场", "t3.intake": "看网站", "t3.windows": "到现场",
    "t3.equipment": "到现场", "t3.complaints": "查材料 到现场", "t3.rules": "查材料 看网站", "t3.abuses": "查材料",
}  # fmt: skip


@pytest.mark.provision("KF-T.e")
def test_the_work_list_says_of_each_line_where_it_is_looked_at(county, sign_in):
    from gongkai.assessment.sources import worklist
    from tests.assessment.shipped import opened

    campaign = opened(county, "kf-2013")
    found = dict(worklist.groups(campaign, county.ban))
    assert list(found) == ["查材料", "看网站", "到现场"]
    where = {leaf: [way for way, lines in found.items() if leaf in [line.leaf.id for line in lines]] for leaf in SAID}
    assert {leaf: " ".join(ways) for leaf, ways in where.items()} == SAID
    assert len([line for line in found["查材料"] if not line.said]) == 3, (
        "table 2 does not say: papers, and the page says so"
    )
    page = sign_in("ban").get(f"/staff/assessment/{campaign.pk}/tasks/").content.decode()
    assert page.index("查材料") < page.index("看网站") < page.index("到现场") and "规则没有写" in page


@pytest.mark.provision("KF-T.e")
def test_the_work_list_goes_along_as_a_workbook_with_a_row_a_unit_and_nothing_of_others(county, agency, sign_in):
    from gongkai.assessment import marking
    from tests.assessment.conftest import item

    declare(agency.campaign, county.kao)
    agency.third.case.take("declare", by=agency.ping, at=AT, detail={"refused": [county.town.pk]})
    marking.give(
        agency.campaign, item(agency.campaign, "desk"), [marking.Given(county.roads.pk, "13.7", "缺")], county.kao, AT
    )
    marking.give(agency.campaign, item(agency.campaign, "web"), [marking.Given(county.roads.pk, "20")], agency.ping, AT)
    answer = sign_in("ping").get(f"/staff/assessment/{agency.campaign.pk}/tasks/export/")
    (sheet,) = tables.read(answer.content, name="x.xlsx").sheets
    rows = [[str(value or "") for value in row.values] for row in sheet.rows]
    assert ["网上查看", "交运局", "已评", "20"] in [[row[0], *row[3:6]] for row in rows]
    assert ["网上查看", "河边镇", "回避，由本单位其他人评"] in [[row[0], *row[3:5]] for row in rows]
    assert "13.7" not in str(rows) and BytesIO(answer.content).read(2) == b"PK"
    assert moment("2026-01-08 09:00") == AT
