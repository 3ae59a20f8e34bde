"""登记质量: each condition is met by what a careful clerk writes and not by what a hurried one does."""

import pytest

from gongkai.checks.metadata import Registered, measure

GOOD = Registered(
    title="试县交通运输局关于县道养护期间绕行安排的通知",
    plain="字" * 500,
    summary="县道养护三天，说明绕行路线和公交调整。",
    keywords=("县道", "绕行"),
    subject="城乡建设",
    is_paper=True,
    validity="valid",
    since=True,
    files=("绕行路线图.pdf", "公交调整表.xlsx", "公交调整表.pdf"),
)


def unmet(**more):
    said = Registered(**{name: more.get(name, getattr(GOOD, name)) for name in GOOD.__slots__})
    return [one.name for one in measure(said) if not one.met]


def test_a_careful_registration_meets_every_condition():
    assert unmet() == [] and len(measure(GOOD)) == 8


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"title": "通知"}, "标题说清是什么事"),
        ({"title": "关于县道养护期间绕行安排的通知。"}, "标题说清是什么事"),
        ({"title": "关" * 61}, "标题说清是什么事"),
        ({"summary": ""}, "有内容概述"),
        ({"summary": GOOD.title}, "有内容概述"),
        ({"keywords": ("县道",)}, "有关键词"),
        ({"keywords": ("县", "道")}, "有关键词"),
        ({"subject": ""}, "有主题分类"),
        ({"validity": ""}, "写明有效性"),
        ({"since": False}, "写明有效性"),
        ({"files": ("附件1.pdf",)}, "附件名说清内容"),
        ({"files": ("微信图片_20250303.pdf",)}, "附件名说清内容"),
        ({"files": ("IMG_0012.pdf",)}, "附件名说清内容"),
        ({"files": ("绕行路线表.xlsx",)}, "附件不装办公软件也打得开"),
        ({"unread": ("名单.pdf",)}, "附件读屏读得到"),
    ],
)
def test_each_condition_tells_what_to_do_where_it_is_not_met(more, name):
    assert unmet(**more) == [name]


def test_conditions_that_do_not_concern_a_document_are_not_asked():
    short = Registered("试县机关食堂采购结果公告", "短文", keywords=("食堂", "采购"), subject="财政")
    assert [one.name for one in measure(short)] == ["标题说清是什么事", "有关键词", "有主题分类"]
    assert not unmet(validity="repealed", since=False)
    assert not unmet(files=("附件1：绕行路线图.pdf",))


def test_the_measure_stands_beside_the_form_with_advice(county, write, sign_in):
    record = write()
    page = sign_in("xin").get(f"/staff/disclosures/{record.pk}/edit/").content.decode()
    assert "登记质量：满足 1 项，共 3 项" in page and "填两个以上关键词" in page
