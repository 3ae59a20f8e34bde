"""网站自查: what is really public is looked through, each fault told with place, basis and remedy, month by month."""

from datetime import timedelta

import pytest

from gongkai import tables
from gongkai.files import places, store
from gongkai.files.models import Reading
from gongkai.files.text import READER
from gongkai.inspection import looking
from gongkai.inspection.indicators import known
from gongkai.inspection.models import Fault, Round
from gongkai.publication import pages
from gongkai.publication.models import Shown, Site
from gongkai.publication.pages import Page
from tests.county import moment
from tests.files import samples

AT = moment("2025-03-05 09:00")
HOME = "/staff/inspection/"

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def site(county, topic):
    """A site with all that its footer has to say."""
    said = {"name": "试县人民政府", "domain": "www.shixian.gov.cn", "id_code": "5109230001", "host": "试县政府办"}
    return Site.objects.create(**said, icp="蜀ICP备1号", police="川公网安备1号", phone="0825-7800000")


def go(now=AT) -> Round:
    """A whole round, as the schedule takes it sweep by sweep."""
    for _ in range(50):
        [some] = looking.due(now)
        looking.look(some, now)
        if Round.objects.filter(ended__isnull=False, pk=some.pk).exists():
            return Round.objects.latest("pk")
    raise AssertionError("the round does not end")


def said(indicator) -> list[str]:
    return sorted(Fault.objects.filter(indicator=indicator, ended=None).values_list("says", flat=True))


@pytest.mark.provision("BW-12.2")
def test_the_office_reads_what_is_wrong_with_the_site_with_place_basis_and_remedy(site, write, publish, sign_in):
    good = publish(write(title="关于公路养护的通知"))
    go()
    assert said("tags_site") == said("tags_column") == said("tags_content") == said("shown") == []
    assert said("marks") == said("links_inside") == []
    site.id_code = site.phone = ""
    site.save()
    bad = publish(
        write(title="链到空处的通知", html='<p>见<a href="/d/zzzzzzzzzz/">办法</a>。</p>'), "2025-03-05 08:00"
    )
    go(AT + timedelta(days=7))
    pages = {one: sign_in("ban").get(f"{HOME}?indicator={one}").content.decode() for one in known()}
    assert "缺标签 SiteIDCode" in pages["tags_site"] and "首页下方没有联系电话" in pages["marks"]
    page = pages["links_inside"]
    assert "链接“/d/zzzzzzzzzz/”：本站没有这个页面" in page
    assert known()["links_inside"].remedy in page and "《政府网站发展指引》" in page
    place = Fault.objects.get(indicator="links_inside", ended=None).place
    assert place == f"/d/{Shown.objects.get(key=f'disclosure:{bad.pk}').address}/" and f'href="{place}"' in page
    assert [one.place for one in Fault.objects.filter(indicator="tags_site")] == ["/"]  # once, not at every page
    ask = lambda who: sign_in(who).get(f"{HOME}?indicator=links_inside").content.decode()
    assert "链接“/d/zzzzzzzzzz/”" in ask("xin") and "链接“/d/zzzzzzzzzz/”" not in ask("zhen")  # who keeps it mends it
    assert good.case.status == "published"


def test_a_fault_that_was_mended_ends_and_the_months_tell_how_many_stood(site, write, publish, sign_in):
    publish(write(title="关于公路养护的通知"))
    Site.objects.update(phone="")
    go()
    assert said("marks") == ["首页下方没有联系电话"]
    since = Fault.objects.get(indicator="marks").since
    go(AT + timedelta(days=7))
    assert Fault.objects.get(indicator="marks").since == since
    Site.objects.get().delete()
    Site.objects.create(
        name="试县人民政府", domain="x.gov.cn", id_code="5109230001", host="政府办", icp="1", police="2", phone="3"
    )
    go(moment("2025-04-02 09:00"))
    assert said("marks") == [] and Fault.objects.get(indicator="marks").ended
    page = sign_in("ban").get(HOME).content.decode()
    assert "2025-03" in page and "2025-04" in page
    book = tables.read(sign_in("ban").get(f"{HOME}?export=xlsx").content, name="x.xlsx")
    monthly = {str(row[0]): (row[1], row[2]) for row in book.sheet("逐月").rows if row[0] is not None}
    assert monthly["网站标识"] == (0, 1)  # April, March


def test_a_page_without_its_tags_title_or_source_is_told(site, write, publish, monkeypatch):
    publish(write(title="关于公路养护的通知"))
    real = looking.served

    def maimed(path):
        page = real(path)
        return page.replace('name="ContentSource"', 'name="x"').replace("<h1", "<h2").replace("</h1>", "</h2>") if (
            path.startswith("/d/")
        ) else page  # fmt: skip

    monkeypatch.setattr(looking, "served", maimed)
    go()
    assert said("tags_content") == ["缺标签 ContentSource"]
    assert said("shown") == ["页面上没有来源", "页面上没有标题"]


def test_files_that_cannot_be_opened_are_told(site, write, publish):
    kept = store.keep(samples.pdf(), name="办法.pdf", at=AT, by=None)
    publish(write(title="带附件的通知", files=[(kept, "办法.pdf")]))
    go()
    assert said("files_open") == said("links_inside") == []
    sound = places.path(kept.pk).read_bytes()
    places.path(kept.pk).chmod(0o644)
    places.path(kept.pk).write_bytes(sound[:100])
    go(AT + timedelta(days=7))
    assert said("files_open") == ["附件“办法.pdf”文件不完整"]
    places.path(kept.pk).unlink()
    go(AT + timedelta(days=14))
    assert said("files_open") == ["附件“办法.pdf”没有文件，下载不了"]


def test_a_file_that_is_locked_is_told_and_a_scan_is_not(site, write, publish):
    locked, scan = (store.keep(samples.pdf(text), name="x.pdf", at=AT, by=None) for text in ("A", "B"))
    for kept, fault in (
        (locked, "PDF 已加密，取消密码后才能提取文字"),
        (scan, "PDF 没有文字层（可能是扫描件），请人工核对"),
    ):
        Reading.objects.update_or_create(pk=kept.pk, defaults={"reader": READER, "fault": fault})
    publish(write(title="带附件的通知", files=[(locked, "密.pdf"), (scan, "扫.pdf")]))
    go()
    assert said("files_open") == ["附件“密.pdf”打不开：PDF 已加密，取消密码后才能提取文字"]


def test_empty_and_stale_columns_are_told_and_five_of_them_fail_the_site(county, site, write, publish, sign_in):
    from gongkai.catalogue import publishing
    from gongkai.catalogue.models import Topic

    publish(write(title="关于公路养护的通知"))  # on 4 March, in a column of 工作动态: two weeks
    for number in range(6):
        Topic.objects.create(
            code=f"k{number}", name=f"空栏{number}", says="x", phase="result", column_type="其他", catalogue="t"
        )
    kept, county.topic = county.topic, Topic.objects.get(code="k4")
    publishing.show_columns(AT)
    publish(write(title="一条其他信息"))  # a column of a type that keeps no limit
    county.topic = kept
    go()
    assert len(said("columns_empty")) == 5 and said("columns_stale") == []
    page = sign_in("ban").get(HOME).content.decode()
    assert "否决，5 处" in page
    go(moment("2025-03-19 09:00"))
    assert said("columns_stale") == ["最近一条是 2025-03-04 的，超过动态要闻类栏目更新的期限（2周）"]


def test_a_function_without_a_filled_column_is_told_until_there_is_one(county, site, write, publish):
    from gongkai.catalogue import publishing
    from gongkai.catalogue.models import Topic

    publish(write(title="关于公路养护的通知"))
    go()
    told = said("functions")
    assert any("没有“解读”功能" in one for one in told) and any("没有“服务”功能" in one for one in told)
    assert not any("“发布”" in one for one in told) and not any("“回应”" in one for one in told)  # 我要纠错 answers
    county.topic = Topic.objects.create(
        code="jiedu",
        name="政策解读",
        says="x",
        phase="management",
        column_type="政策解读",
        catalogue="t",
        navigated=True,
    )
    publishing.show_columns(AT)
    publish(write(title="养护办法的说明"), "2025-03-05 08:30")
    go(AT + timedelta(days=7))
    assert not any("“解读”" in one for one in said("functions"))


def test_columns_of_the_basic_catalogue_that_the_site_lacks_are_told_but_not_those_the_office_ended(
    county, site, write, publish
):
    from gongkai.catalogue import loading

    publish(write(title="关于公路养护的通知"))
    go()
    basic = [one for one in loading.read("national").topics if one.audience == "public"]
    told = said("catalogue")
    assert len(told) == len(basic) and any(basic[0].name in one for one in told)
    county.topic.name = "通知和公告"
    county.topic.save()
    go(AT + timedelta(days=7))
    assert "目录里叫“通知和公告”，网站上叫“通知公告”" in said("catalogue")


def test_a_page_that_cannot_be_made_is_told_and_stops_no_round(site, write, publish, monkeypatch):
    publish(write())
    real = pages.at

    def broken():
        raise RuntimeError("template")

    monkeypatch.setattr(pages, "at", lambda path: Page("x", broken) if path.startswith("/u/j") else real(path))
    go()
    assert Fault.objects.get(indicator="links_inside", place="/u/jyj/").says == "页面打不开"


def test_before_the_first_round_has_ended_nothing_is_judged(site, write, publish, sign_in):
    publish(write())
    page = sign_in("ban").get("/staff/inspection/").content.decode()
    assert "还没有看完" in page and "没有可看的" not in page and ">合格<" not in page


def test_a_round_comes_every_week_or_when_the_office_asks(site, write, publish, sign_in):
    publish(write())
    go()
    assert looking.due(AT + timedelta(days=6)) == [] and len(looking.due(AT + timedelta(days=7))) == 1
    assert sign_in("xin").post(f"{HOME}start/").status_code == 403
    assert sign_in("ban").post(f"{HOME}start/").status_code == 302
    assert Round.objects.filter(ended=None, asked_by=Round.objects.latest("pk").asked_by).count() == 1
    assert sign_in("ban").post(f"{HOME}start/").status_code == 409
    assert "正在看" in sign_in("ban").get(HOME).content.decode()


def test_what_was_mended_ends_though_the_clock_stands(site, write, publish, sign_in):
    publish(write())
    site.phone = ""
    site.save()
    go()
    site.phone = "1"
    site.save()
    sign_in("ban").post(f"{HOME}start/")
    go()
    assert said("marks") == []


def test_a_sweep_that_comes_twice_looks_once(site, write, publish):
    publish(write())
    [one] = looking.due(AT)
    looking.look(one, AT)
    again = Round(pk=one.pk, began=one.began, reached=0)
    counts = Round.objects.get().counts
    looking.look(again, AT)
    assert Round.objects.get().counts == counts


def test_every_indicator_has_basis_and_remedy_and_every_article_is_registered():
    from gongkai import shelf
    from gongkai.law.reading import read_file
    from gongkai.law.site_indicators import read_site_indicators

    found = read_site_indicators(read_file(shelf.SHIPPED / "inspection" / "national.yaml"), shelf.documents())
    assert all(one.says and one.remedy and one.cite for one in found.values()) and len(found) == 12
