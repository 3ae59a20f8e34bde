"""Nothing private gets out: a marker stands in every private word of the house, and every public address is read."""

import re

import pytest

from gongkai.acts.models import Act
from gongkai.assessment import marking, rules
from gongkai.catalogue import publishing, units
from gongkai.corrections import receiving
from gongkai.corrections.models import Report
from gongkai.disclosures import drafting
from gongkai.files import store
from gongkai.files.models import Reading
from gongkai.publication.models import Site
from gongkai.search.models import PublicText
from tests.county import moment
from tests.files import office

AT = moment("2025-06-02 10:00")
LINK = re.compile(r'(?:href|src)="(/[^"#]*)"|<loc>[^<]*?//[^/<]+(/[^<]*)</loc>')


def marker(name):
    return f"密语{name}不得外传"


@pytest.fixture
def attach(settings, tmp_path):
    """Files as a draft takes them, each with words inside: ``attach("name")`` names and fills one."""
    settings.DATA, settings.SCANNER = tmp_path, ""

    def stored(name, words):
        return store.keep(office.paper(words), name=f"{name}.docx", at=AT, by=None), f"{name}.docx"

    return stored


@pytest.fixture
def house(county, write, publish, campaign, attach):
    """A house in many states, each private word marked."""
    for post in (county.xin, county.mi, county.fen, county.fa, county.ban, county.kao):
        post.person.name = marker(f"姓名{post.pk}")
        post.person.username = f"zhanghao{post.pk}"
        post.person.save()
        post.title = marker(f"职务{post.pk}")
        post.save()
    words = {"doc_no": marker("文号"), "summary": marker("概述"), "keywords": marker("词"), "source": marker("来源")}
    Site.objects.create(name="试县人民政府", domain="www.example.gov.cn", id_code="5100000001")
    publishing.show_columns(AT)
    units.show_units(AT)
    files = [attach(marker("拟稿附件名"), marker("拟稿附件"))]
    write(marker("拟稿"), html=f"<p>{marker('拟稿正文')}</p>", files=files, change_note=marker("说明"), **words)
    proposed = write(marker("送审"))
    proposed.case.take("propose", by=county.xin, at=AT)
    proposed.case.take("return", by=county.mi, at=AT, words=marker("退回理由"))
    files = [attach(marker("不公开附件名"), marker("不公开附件"))]
    withheld = write(marker("不公开"), attribute="withheld", attribute_ground=marker("依据"), files=files)
    for step, by, said in (
        ("propose", county.xin, ""),
        ("clear", county.mi, ""),
        ("withhold", county.fen, marker("审定")),
    ):
        withheld.case.take(step, by=by, at=AT, words=said)
    told = write(marker("只列目录"), html=f"<p>{marker('目录正文')}</p>", attribute="on_request",
                 attribute_ground="条例第十条", public_title="只公布的标题")  # fmt: skip
    for step, by, said in (
        ("propose", county.xin, ""),
        ("clear", county.mi, ""),
        ("withhold", county.fen, marker("理由")),
    ):
        told.case.take(step, by=by, at=AT, words=said)
    receiving.receive(receiving.Said("other", marker("纠错"), marker("联系方式"), "127.0.0.1"), AT)
    report = Report.objects.select_related("case").get().case
    report.take("answer", by=county.ban, at=AT, words=marker("答复"), detail={"outcome": "correct"})
    files = [attach(marker("撤回附件名"), marker("撤回附件"))]
    gone = write(marker("撤回"), html=f"<p>{marker('撤回正文')}</p>", files=files, **words)
    gone = publish(gone, at="2025-06-02 10:00")
    gone.case.take("withdraw", by=county.ban, at=AT, words=marker("撤回理由"), detail={"cause": "personal"})
    hidden = office.paper("公开的附件", comment=marker("批注"), deleted=marker("删去"), vanished=marker("隐藏"))
    files = [(store.keep(hidden, name="附表.docx", at=AT, by=None), "附表.docx")]
    public = write("公开的通知", html="<p>公开的正文</p>", files=files)
    public.case.take("override", by=county.xin, at=AT, words=marker("疑点"))
    public = publish(public, at="2025-06-02 10:00")
    public.case.take("feedback", by=county.xin, at=AT, words=marker("反馈"))
    public.case.take("change", by=county.xin, at=AT)
    public.refresh_from_db()
    file, name = attach(marker("新版附件名"), marker("新版附件"))
    topic, day = public.topic, public.draft.formed_on
    fresh = drafting.Draft(county.roads, topic, marker("新版"), day, f"<p>{marker('新版正文')}</p>", {}, [(file, name)])
    drafting.save(public, public.case.version, fresh, county.xin, AT)
    item = next(one for one in rules.items(campaign) if one.name == "desk")
    marking.give(campaign, item, [marking.Given(county.roads.pk, "10", marker("评分理由"))], county.kao, AT)
    return public


def crawl(client):
    """Every public page that links, feeds and the sitemap lead to, by address."""
    found, fresh = {}, {"/", "/sitemap.xml", "/feed.xml", "/robots.txt", "/search/?q=公开"}
    while fresh:
        path = fresh.pop()
        if path.startswith("/static/"):
            continue
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[path] = body.decode("utf-8", "replace")
        linked = {a or b for a, b in LINK.findall(found[path])}
        fresh |= {link.replace("&amp;", "&") for link in linked} - set(found)
    return found


def test_no_private_word_reaches_any_public_page(client, house):
    pages = crawl(client)
    assert len(pages) > 8 and any("公开的正文" in body for body in pages.values())
    leaks = {path: re.findall('密语[^<"&]*外传', body) for path, body in pages.items() if "密语" in body}
    assert leaks == {}
    assert any("只公布的标题" in body for body in pages.values()) and "/correct/" in pages
    assert not [path for path, body in pages.items() if "zhanghao" in body]


def test_search_finds_no_private_word(client, house):
    inside = ("拟稿附件", "不公开附件", "撤回附件", "新版附件", "密语批注", "密语删去", "密语隐藏")
    for word in ("密语", "拟稿", "退回理由", "评分理由", "新版正文", "撤回正文", *inside):
        answer = client.get("/search/", {"q": word})
        assert "/d/" not in answer.content.decode(), word
    assert "/d/" in client.get("/search/", {"q": "公开的正文"}).content.decode()
    said = client.get("/search/", {"q": "公开的附件"}).content.decode()
    assert "附件《" in said and "附表.docx</a>》" in said


def test_no_index_row_holds_a_private_word_of_a_file(house, sweep):
    Reading.objects.all().delete()
    sweep(AT)
    assert Reading.objects.count() == 5
    assert not PublicText.objects.filter(folded__contains="密语").exists()
    assert PublicText.objects.filter(folded__contains="公开的附件").count() == 1


def test_addresses_of_what_is_not_out_answer_404_or_410(client, house):
    from gongkai.publication.models import Shown

    for row in Shown.objects.filter(kind="document"):
        status = client.get(f"/d/{row.address}/").status_code
        assert status == (410 if row.withdrawn else 200)
    assert client.get("/d/abcdefghij/").status_code == 404


def test_the_trail_itself_holds_no_private_word(house):
    assert "密语" not in str(list(Act.objects.values("step", "ground", "detail", "words", "content")))


def test_staff_pages_show_nothing_to_strangers(client, house):
    for path in ("/staff/", "/staff/disclosures/", f"/staff/disclosures/{house.pk}/", "/staff/assessment/"):
        answer = client.get(path)
        assert answer.status_code == 302 and "密语" not in answer.content.decode()
