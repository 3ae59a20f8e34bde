"""Bringing in an old system's records: good rows can be taken, bad ones come back with a reason each."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.acts.models import Act
from gongkai.disclosures.importing import plans, spool
from gongkai.disclosures.models import Disclosure
from gongkai.publication import door
from tests.county import moment

AT = moment("2025-03-05 09:00")
CSV = """标题,栏目,成文日期,正文,发布时间,原ID,体裁
关于停水的通知,通知公告,2019-05-06,明日停水。,2019-05-07 09:30,a1,通知
没有日期的通知,通知公告,,正文,,a2,通知
栏目不对的通知,没有这栏,2019-05-06,正文,,a3,通知
日期不对的通知,通知公告,2019-02-30,正文,,a4,通知
体裁不对的通知,通知公告,2019-05-06,正文,,a5,小说
,通知公告,2019-05-06,正文,,a6,通知
关于供电的通知,tzgg,2019年5月8日,"<p>明日<script>x</script>停电。</p>",,a7,通知
重复的通知,通知公告,2019-05-06,正文,,a1,通知
""".encode()


def test_good_rows_become_drafts_and_bad_ones_come_back_with_reasons(county):
    plan = plans.look_through(CSV, "旧站.csv", county.xin)
    assert [draft.title for draft in plan.good] == ["关于停水的通知", "关于供电的通知"]
    reasons = {bad.title: bad.reason for bad in plan.bad}
    assert "缺成文日期" in reasons["没有日期的通知"]
    assert "没有这栏" in reasons["栏目不对的通知"]
    assert "2019-02-30" in reasons["日期不对的通知"]
    assert "小说" in reasons["体裁不对的通知"]
    assert reasons[""] == "缺标题"
    assert "出现了两次" in reasons["重复的通知"]
    assert not Disclosure.objects.exists()


def test_the_refused_rows_come_back_as_a_workbook_that_can_be_mended(county):
    plan = plans.look_through(CSV, "旧站.csv", county.xin)
    sheet = tables.read(plan.bad_rows(), name="bad.xlsx").sheets[0]
    said = [[str(value) for value in row.values] for row in sheet.rows]
    assert any("体裁“小说”" in " ".join(row) for row in said)
    again = plans.look_through(plan.bad_rows(), "bad.xlsx", county.xin)
    assert len(again.bad) == len(plan.bad) - 1  # the doubled identity stands alone now


def test_an_import_run_twice_brings_nothing_twice(county):
    plans.carry_out(plans.look_through(CSV, "旧站.csv", county.xin), county.xin, AT)
    plan = plans.look_through(CSV, "旧站.csv", county.xin)
    assert plan.good == [] and plan.known == 3
    assert Disclosure.objects.count() == 2


def test_an_imported_record_passes_every_gate_and_keeps_its_old_public_date(county):
    record = plans.carry_out(plans.look_through(CSV, "旧站.csv", county.xin), county.xin, AT)[0]
    assert record.case.status == "draft" and door.shown(f"disclosure:{record.pk}") is None
    for step, by in (("propose", county.xin), ("clear", county.mi), ("approve", county.fen), ("publish", county.fa)):
        record.case.take(step, by=by, at=AT)
    shown = door.shown(f"disclosure:{record.pk}")
    assert shown.moment == moment("2019-05-07 09:30")
    assert "原网站" in str(shown.fields["history"])
    assert Act.objects.get(case_id=record.pk, step="publish").at == AT


def test_a_folder_of_pages_is_read_by_its_names(county, tmp_path):
    (tmp_path / "通知公告").mkdir()
    (tmp_path / "通知公告" / "2024-03-05 关于停水的通知.txt").write_text("明日停水。", encoding="gb18030")
    (tmp_path / "通知公告" / "没有日期.html").write_text("<p>x</p>", encoding="utf-8")
    plan = plans.look_through_folder(tmp_path, county.xin)
    assert plan.good[0].title == "关于停水的通知" and "明日停水" in plan.good[0].html
    assert len(plan.bad) == 1


@pytest.mark.parametrize(
    "content, told", [(b"", "空"), ("甲,乙\n1,2\n".encode(), "缺少列“标题”"), (b"PK\x03\x04junk", "xlsx")]
)
def test_a_file_that_cannot_be_read_is_refused_in_words(county, content, told):
    with pytest.raises(plans.Unreadable, match=told):
        plans.look_through(content, "旧站.xlsx" if content[:2] == b"PK" else "旧站.csv", county.xin)


def test_the_page_looks_through_first_and_takes_on_the_second_click(county, sign_in):
    client = sign_in("xin")
    page = client.post("/staff/disclosures/import/", {"file": SimpleUploadedFile("旧站.csv", CSV)})
    text = page.content.decode()
    assert "可以导入 2 行" in text and not Disclosure.objects.exists()
    kept = page.context["kept"]
    client.post("/staff/disclosures/import/", {"kept": kept, "called": "旧站.csv", "take": "1"})
    assert Disclosure.objects.count() == 2
    assert sign_in("zhen").post("/staff/disclosures/import/", {"kept": kept, "called": "旧站.csv"}).status_code == 404


def test_two_units_bring_in_files_of_one_name_with_the_same_identities(county):
    rows = "标题,栏目,成文日期,正文,原ID\n关于{}的通知,通知公告,2019-05-06,正文,1\n"
    for by, about in ((county.xin, "停水"), (county.zhen, "停电")):
        plan = plans.look_through(rows.format(about).encode(), "导入.csv", by, AT)
        assert plan.known == 0
        plans.carry_out(plan, by, AT)
    assert sorted(Disclosure.objects.values_list("case__unit__name", flat=True)) == ["交运局", "河边镇"]
    assert plans.look_through(rows.format("停电").encode(), "导入.csv", county.zhen, AT).known == 1


def test_sources_whose_names_differ_only_at_the_end_are_two(county):
    rows = "标题,栏目,成文日期,原ID\n关于停水的通知,通知公告,2019-05-06,1\n".encode()
    for year in (2018, 2019):
        plan = plans.look_through(rows, f"{'旧' * 60}{year}.csv", county.xin, AT)
        assert len(plan.good) == 1
        plans.carry_out(plan, county.xin, AT)


@pytest.mark.parametrize(
    "said, reason",
    [
        ("2019-05-06", ""),
        ("2025-03-05 09:00", ""),
        ("2025-03-05 09:01", "列“原公开时间”：2025-03-05 09:01还没有到"),
        ("2099-01-01", "列“原公开时间”：2099-01-01 00:00还没有到"),
        ("2019-05-05 23:59", "列“原公开时间”：2019-05-05 23:59早于成文日期2019-05-06"),
    ],
)
def test_an_old_public_moment_lies_between_the_paper_and_now(county, said, reason):
    rows = f"标题,栏目,成文日期,原公开时间\n关于停水的通知,通知公告,2019-05-06,{said}\n".encode()
    plan = plans.look_through(rows, "旧站.csv", county.xin, AT)
    assert [(bad.number, bad.reason.partition("，")[0]) for bad in plan.bad] == ([(2, reason)] if reason else [])


def test_words_in_angle_brackets_come_in_whole(county):
    rows = "标题,栏目,成文日期,正文\n关于停水的通知,通知公告,2019-05-06,当a<b且c>d时，邮箱 <zhang@x.cn> 联系\n".encode()
    record = plans.carry_out(plans.look_through(rows, "旧站.csv", county.xin, AT), county.xin, AT)[0]
    assert record.draft.html == "<p>当a&lt;b且c&gt;d时，邮箱 &lt;zhang@x.cn&gt; 联系</p>"


@pytest.mark.parametrize("kept", ["𠮷" * 64, "../" * 20, "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_a_name_no_file_was_kept_under_is_refused_in_words(county, sign_in, kept):
    page = sign_in("xin").post("/staff/disclosures/import/", {"kept": kept, "called": "旧站.csv"})
    told = "0" * 63 not in kept or kept == "0" * 63
    assert page.status_code == (200 if told else 404) and ("请重新选择文件" in page.content.decode()) == told
    with pytest.raises(FileNotFoundError):
        spool.read(kept, county.xin.person)
