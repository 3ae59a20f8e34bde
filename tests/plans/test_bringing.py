"""导入要点: brackets of every wording read into lead and joint units, what fits nobody settled before approval."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.plans.bringing import brackets, days
from gongkai.plans.models import Line, Plan
from tests.county import moment
from tests.files.samples import docx
from tests.plans.conftest import HEAD, agree, section, step

OFFICES = ("政策法规处", "行政服务处", "安全处", "计划处", "建管处", "办公室", "财务处", "政治处")
# The brackets as the bureau's paper writes them, with who leads, who takes part, and what is left to be settled: read
# off the paper by hand.
ELEVEN = [
    ("政策法规处、行政服务处落实", "政策法规处 行政服务处", "", ""),
    ("政策法规处会安全处牵头落实", "政策法规处", "安全处", ""),
    ("行政服务处等牵头落实", "行政服务处", "", "等"),
    ("政策法规处、计划处、行政服务处等部门负责落实", "政策法规处 计划处 行政服务处", "", "等"),
    ("计划处会建管处负责落实", "计划处", "建管处", ""),
    ("安全处负责落实", "安全处", "", ""),
    ("办公室会同有关部门负责落实", "办公室", "", "有关部门"),
    ("财务处负责落实", "财务处", "", ""),
    ("政策法规处、政治处牵头落实", "政策法规处 政治处", "", ""),
    ("政治处、办公室会同各单位负责落实", "政治处 办公室", "", "各单位"),
    ("政策法规处牵头落实", "政策法规处", "", ""),
]
SUBJECTS = (
    "公开权力清单和责任清单", "公开抽查事项和结果", "在2016年9月底前定出企事业单位办事公开方案",
    "按主题汇集经济政策（PPP）", "公开重大项目的批准和实施", "公开安全检查的流程和结果",
    "公布年度重点任务的措施和进展", "公开预算和决算", "做好政策解读", "回应社会关切", "清理规范性文件并公布结果",
)  # fmt: skip
NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
REST = "另外继续完善办理流程，规范答复文书，定期评审不公开的信息，做好保密审查工作，并且加强培训。"
POINTS = [
    f"（{number}）{words}。({inside})。" for number, words, (inside, *_) in zip(NUMBERS, SUBJECTS, ELEVEN, strict=True)
]
PAPER = "\n".join(["二、深化改革", *POINTS[:10], POINTS[10] + REST, "(此件公开发布)"])


@pytest.fixture
def bureau(county, topic, send):
    """A plan of the road bureau, whose sections are units under it."""
    for name in OFFICES:
        section(county.roads, name)
    head = HEAD | {"title": "试县交通运输局2016年政务公开实施方案", "year": "2016", "inspection": "", "acceptance": ""}
    assert send("xin", "new/", head | {"topic": topic.pk}).status_code == 302
    return Plan.objects.get()


@pytest.mark.provision("SQ-6.6.1")
def test_eleven_brackets_are_read_into_leading_and_joint_units_and_the_rest_is_settled_before_approval(bureau, send):
    looked = agree(send, f"{bureau.pk}/import/", {"text": PAPER}, who="xin")
    assert looked["found"].unknown == ["等", "有关部门", "各单位"]
    lines = list(bureau.lines.order_by("number"))
    assert [(line.leads, line.joints, " ".join(name for _, name in line.unknown)) for line in lines] == [
        (leads.replace(" ", "、"), joints, unknown) for _, leads, joints, unknown in ELEVEN
    ]
    assert lines[3].says == "按主题汇集经济政策（PPP）。"  # a bracket that names nobody's duty is part of the words
    assert lines[2].due.isoformat() == "2016-09-30" and lines[0].due.isoformat() == "2016-12-31"
    assert [piece[:6] for piece in looked["found"].bare] == ["另外继续完善"]  # the words behind the eleventh bracket
    bureau.case.refresh_from_db()
    refused = send("xin", f"{bureau.pk}/submit/", {"read": bureau.case.content})
    assert refused.status_code == 409
    assert refused.context["reasons"] == [
        "第 3 条里的“等”还没有对应到单位", "第 4 条里的“等”还没有对应到单位",
        "第 7 条里的“有关部门”还没有对应到单位", "第 10 条里的“各单位”还没有对应到单位",
    ]  # fmt: skip
    said = {"units-0": "", "none-0": "on", "units-1": "财务处、计划处", "units-2": "政策法规处，安全处"}
    assert send("xin", f"{bureau.pk}/settle/", said).status_code == 302
    seventh, tenth = bureau.lines.get(number=7), bureau.lines.get(number=10)
    assert (seventh.leads, seventh.joints) == ("办公室", "财务处、计划处")
    assert (tenth.leads, tenth.joints) == ("政治处、办公室", "政策法规处、安全处")
    step(send, "xin", bureau, "submit")
    assert bureau.case.status == "submitted"


@pytest.mark.parametrize(
    ("inside", "leads", "joints"),
    [
        ("财政局牵头，审计局、卫生健康委员会按职责分工负责", "财政局", "审计局 卫生健康委员会"),
        ("责任单位：教育局；配合单位：人社局、团县委", "教育局", "人社局 团县委"),
        ("县妇女联合会会同红十字会落实", "县妇女联合会", "红十字会"),
        ("交运局牵头负责，发改局配合", "交运局", "发改局"),
    ],
)
def test_other_wordings_are_read_too(inside, leads, joints):
    told = brackets.read(inside)
    assert (told.leads, told.joints) == (leads.split(), joints.split())


def test_a_name_with_hui_in_it_is_split_only_where_the_units_are_known():
    assert brackets.read("县残联会县总工会负责", {"县残联", "县总工会"}).joints == ["县总工会"]
    assert brackets.read("管委会负责").leads == ["管委会"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2016年9月底前制定方案", "2016-09-30"), ("10月31日前检查", "2026-10-31"), ("2月底前报送", "2026-02-28"),
        ("上半年完成", "2026-06-30"), ("年底前完成", "2026-12-31"), ("9月开展活动", None),
        ("六月底前公布名册", "2026-06-30"), ("十二月底前完成", "2026-12-31"),
        ("3月底前定计划，10月底前公布结果", "2026-10-31"),
    ],
)  # fmt: skip
def test_last_days_are_found_in_the_words(words, day):
    found = days.found(words, 2026)
    assert (found and found.isoformat()) == day


def test_a_word_paper_is_read_in_the_same_way(plan, send):
    lines = ("三、强化保障", "（一）配强人员，各单位明确一名专人。（交运局负责）")
    upload = SimpleUploadedFile("要点.docx", docx("".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in lines)))
    looked = send("ban", f"{plan.pk}/import/", {"text": "", "file": upload})
    assert [(one.place, one.leads[0].name) for one in looked.context["found"].said] == [("三（一）", "交运局")]
    assert send("ban", f"{plan.pk}/import/", {"token": looked.context["token"]}).status_code == 302
    assert plan.lines.count() == 3


def test_a_table_gives_back_the_rows_it_could_not_take(plan, send):
    columns = [tables.OutColumn(one) for one in ("工作任务", "牵头部门", "配合单位", "完成时间")]
    rows = [
        ("公开预算", "交运局", "河边镇", "6月底前"),
        ("公开决算", "", "", "明天"),
        ("公开采购", "无此局", "", "2026-08-31"),
    ]
    book = tables.write_xlsx(None, [tables.OutSheet("任务", columns, rows, title="任务分解表")])
    looked = send("ban", f"{plan.pk}/import/", {"text": "", "file": SimpleUploadedFile("表.xlsx", book)})
    found = looked.context["found"]
    assert [(one.says, str(one.due), one.unknown) for one in found.said] == [
        ("公开预算", "2026-06-30", []), ("公开采购", "2026-08-31", [["lead", "无此局"]]),
    ]  # fmt: skip
    assert [reason for _, reason in found.bad] == ["缺牵头单位；完成时限“明天”看不出是哪一天，请写成 2026-10-31"]
    back = send("ban", f"{plan.pk}/import/", {"bad": looked.context["returned"]})
    assert "缺牵头单位" in str(tables.read(back.content).sheets[0].rows)
    assert Line.objects.filter(says="公开预算").count() == 0  # looked through, nothing written


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("要点.pdf", b"%PDF-1.4", "只能导入"), ("要点.docx", b"PK\x03\x04junk", ""), ("表.xlsx", b"junk", ""),
        ("表.csv", "甲,乙\n1,2\n".encode(), "缺少列"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_words(plan, send, name, content, why):
    answer = send("ban", f"{plan.pk}/import/", {"text": "", "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert why in str(answer.context["form"].errors["file"])


def test_words_without_a_bracket_are_no_tasks_and_a_stranger_s_token_is_refused(plan, send):
    answer = send("ban", f"{plan.pk}/import/", {"text": "要高度重视政务公开工作。"})
    assert answer.status_code == 422 and "没有读到任务" in str(answer.context["form"].errors)
    assert send("ban", f"{plan.pk}/import/", {"text": ""}).status_code == 422
    looked = send("ban", f"{plan.pk}/import/", {"text": "加强培训。（交运局负责）"})
    assert send("he", f"{plan.pk}/import/", {"token": looked.context["token"]}).status_code == 400
    assert send("xin", f"{plan.pk}/import/").status_code in (403, 404)


def test_the_empty_table_can_be_filled_in_and_read(plan, sign_in):
    book = tables.read(sign_in("ban").get(f"/staff/plans/{plan.pk}/import/sheet/").content)
    assert "完成时限" in str(book.sheets[0].rows)
    assert moment("2026-01-12 09:00").year == plan.year
