"""What ``gongkai verify`` finds between review and portal: each fault is planted by plain SQL."""

import pytest
from django.db import connection

from gongkai import verifying
from gongkai.disclosures import drafting
from gongkai.disclosures import verifying as disclosures
from gongkai.disclosures.drafting import Draft
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.records import UnitRecord
from tests.county import moment

AT = moment("2025-03-05 10:00")


def plant(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql, told",
    [
        ("UPDATE disclosures_edition SET html='<p>x</p>'", "与公开时审定的不符"),
        ("UPDATE disclosures_edition SET attachments='[]', validity='lapsed'", "与公开时审定的不符"),
        ("UPDATE disclosures_disclosure SET live_id=NULL", "却没有公开的版本"),
        ("UPDATE disclosures_disclosure SET live_id=NULL", "却对外可见"),
        ("UPDATE disclosures_disclosure SET index_no=NULL", "没有索引号"),
        ("UPDATE disclosures_disclosure SET index_no='x'", "要素、校验值与已公开的版本不符"),
        ("UPDATE disclosures_disclosure SET published='2020-01-01 00:00:00+00'", "公布时间"),
        ("UPDATE acts_case SET content=''", "校验值不符"),
        ("UPDATE acts_case SET title='x'", "事项名称与第1版的标题"),
        ("UPDATE acts_case SET unit_id=(SELECT id FROM accounts_unit WHERE code='hbz')", "单位"),
        ("UPDATE publication_shown SET html='<p>x</p>'", "门户上的正文与已公开的版本不符"),
        ("UPDATE publication_shown SET title='x'", "门户上的标题与已公开的版本不符"),
        ("UPDATE publication_shown SET plain='x'", "检索用正文"),
        ("UPDATE publication_shown SET etag='x'", "校验值"),
        ("UPDATE publication_shown SET moment='2020-01-01 00:00:00+00'", "公布时间"),
        ("UPDATE publication_shown SET withdrawn=moment", "门户上却没有"),
        ("UPDATE publication_shown SET key='disclosure:999999'", "却对外可见"),
    ],
)
def test_what_differs_from_what_was_published_is_found(county, write, publish, sql, told):
    publish(write())
    assert list(disclosures.faults()) == []
    plant(sql)
    assert any(told in fault for fault in disclosures.faults())


def test_a_draft_changed_behind_its_editor_is_found(county, write):
    write()
    assert list(disclosures.faults()) == []
    plant("UPDATE disclosures_edition SET html='<p>x</p>'")
    assert any("第1版的内容与事项所记的校验值不符" in fault for fault in disclosures.faults())


def test_a_record_made_public_again_after_its_withdrawal_is_found(county, write, publish):
    record = publish(write())
    record.case.take("withdraw", by=county.fa, at=AT, words="内容有误", detail={"cause": "other"})
    assert list(disclosures.faults()) == []
    plant("UPDATE publication_shown SET withdrawn=NULL, title='x'")
    assert any("却对外可见" in fault for fault in disclosures.faults())


def test_a_change_under_way_and_a_renamed_unit_are_no_faults(county, write, publish):
    record = publish(write())
    record.case.take("change", by=county.xin, at=AT)
    record.refresh_from_db()
    draft = Draft(county.roads, county.topic, "关于公路养护的新通知", AT.date(), "<p>新的内容。</p>", {"kind": "信息"})
    drafting.save(record, record.case.version, draft, county.xin, AT)
    county.roads.full_name = "试县交通局"
    county.roads.save()
    assert list(disclosures.faults()) == []
    plant("UPDATE disclosures_edition SET html='<p>x</p>' WHERE number=1")
    assert any("与公开时审定的不符" in fault for fault in disclosures.faults())


def test_a_second_edition_verifies_once_it_is_out(county, write, publish):
    record = publish(write())
    record.case.take("change", by=county.xin, at=AT)
    record.refresh_from_db()
    publish(record, at="2025-03-06 10:00")
    assert list(disclosures.faults()) == []


def test_a_page_of_a_unit_changed_in_its_row_no_longer_fits_its_hash(county):
    door.show(UnitRecord(key="unit:jyj", code="jyj", name="交运局", phone="1"), at=AT)
    assert list(verifying._other_pages()) == []
    plant("UPDATE publication_shown SET title='x'")
    assert Shown.objects.count() == 1
    assert any("标题与公布时的校验值不符" in fault for fault in verifying._other_pages())
