"""政府信息公开: one section of that name with its four parts, and the way to apply (国办公开办函〔2019〕61号)."""

import re

import pytest

from gongkai.publication import door, pages
from gongkai.publication.models import Site
from gongkai.publication.records import TextRecord
from tests.publication.samples import AT, column, document, unit

pytestmark = pytest.mark.django_db
PARTS = {"zhinan": ("政府信息公开指南", "信息公开指南"), "zhidu": ("政府信息公开制度", "其他"),
         "nianbao": ("政府信息公开年报", "信息公开年报"), "shenqing": ("依申请公开", "依申请公开"),
         "zhengce": ("政策文件", "政策文件")}  # fmt: skip


@pytest.fixture
def county():
    Site.objects.create(name="试县人民政府", domain="www.shixian.gov.cn")
    columns = [
        column(code, name, key=f"topic:{code}", column_type=kind, navigated=True)
        for code, (name, kind) in PARTS.items()
    ]
    top = unit("zf", "试县人民政府", key="unit:zf", kind="人民政府", office="县政府办公室", phone="0825-7820000",
               fax="", email="gk@example.gov.cn", address="试县大道1号", hours="工作日 9:00—17:00")  # fmt: skip
    door.show_many([*columns, top, unit("jyj", "交运局")], at=AT)


def body(path="/t/"):
    return pages.at(path).make().decode()


def told(number, **values):
    return TextRecord(
        key=f"apply:{number}", part="apply", column="shenqing", published=AT, html="<p>怎样申请</p>", **values
    )


def test_the_section_shows_its_four_parts_and_the_way_to_apply(county):
    door.show_many(
        [
            document(1, column="zhidu", unit="zf", title="信息公开审查制度"),
            document(2, column="nianbao", unit="zf", title="2025年年度报告"),
            told("zf", title="试县人民政府信息公开申请说明", unit="zf", unit_name="试县人民政府"),
            told("jyj", title="交运局信息公开申请说明", unit="jyj", unit_name="交运局"),
        ],
        at=AT,
    )
    page = body()
    heads = re.findall(r"<h2>(?:<a[^>]*>)?([^<]+)", page)
    assert heads == ["政府信息公开指南", "政府信息公开制度", "政府信息公开年报", "法定主动公开内容", "依申请公开"]
    for words in ("信息公开审查制度", "2025年年度报告", '<a href="/c/zhengce/">政策文件</a>', 'href="/c/zhinan/"'):
        assert words in page, words
    assert "试县人民政府信息公开申请说明" in page and "交运局信息公开申请说明" not in page
    assert "交运局信息公开申请说明" in body("/t/apply/")


@pytest.mark.provision("KF-T1.10", "KF-T3.7")
def test_the_intake_is_told_element_by_element_and_what_is_missing_is_not_made_up(county):
    page = body()
    terms = re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)", page[page.index('id="apply"') :])
    assert terms == [
        ("受理机构", "县政府办公室"), ("办公地址", "试县大道1号"), ("办公时间", "工作日 9:00—17:00"),
        ("联系电话", "0825-7820000"), ("电子邮箱", "gk@example.gov.cn"),
    ]  # fmt: skip


def test_the_section_is_one_entry_of_the_navigation_and_stands_above_its_parts(county):
    nav = re.search(r'<nav class="mainnav".*?</nav>', body("/"))[0]
    assert re.findall(r">([^<]+)</a>", nav) == ["首页", "政府信息公开", "政策文件", "机构职能"]
    guide = body("/c/zhinan/")
    assert '<a href="/t/" aria-current="true">政府信息公开</a>' in guide
    crumbs = re.search(r'aria-label="当前位置".*?</nav>', guide)[0]
    assert re.sub(r"<[^>]+>", " ", crumbs).split()[1:] == ["首页", "政府信息公开", "政府信息公开指南"]
    assert '<link rel="canonical" href="https://www.shixian.gov.cn/t/">' in body()
    assert '<p class="print-only">本页网址：https://www.shixian.gov.cn/c/zhinan/</p>' in guide
