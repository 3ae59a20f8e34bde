"""Pages of an old site bring their files, pictures and addresses along; noise is cleaned, and nothing is trusted."""

import base64
import json
from argparse import Namespace

import pytest

from gongkai.disclosures.models import Disclosure
from gongkai.files import store
from gongkai.files.models import StoredFile
from gongkai.intake import bringing, command, looking
from gongkai.publication import door, moved
from gongkai.publication.found import url_of
from gongkai.search import index
from gongkai.writing.models import Original
from tests.files import office, samples
from tests.intake.old_site import AT, agree, lines, page

IDENTITY = "11010519491231002X"
PICTURE = f"data:image/png;base64,{base64.b64encode(samples.png()).decode()}"


@pytest.fixture
def site(tmp_path, settings):
    """A folder that stands for the root of the old site."""
    settings.DATA, settings.SCANNER = tmp_path / "data", ""
    folder = tmp_path / "site"
    (folder / "upload" / "2019").mkdir(parents=True)
    (folder / "upload" / "2019" / "a1.pdf").write_bytes(office.pdf(office.line("Bridge list")))
    (folder / "upload" / "2019" / "p.png").write_bytes(samples.png(3, 4))
    return folder


def look(tmp_path, county, rows, site=None, **how):
    return looking.look_through(lines(tmp_path / "旧站.jsonl", rows), county.xin, AT, files=site, **how)


def brought_in(found, county):
    agree(intake := bringing.propose(found, county.xin, AT), county)
    bringing.bring(intake.pk, AT)
    return Disclosure.objects.select_related("case", "live", "draft").order_by("pk")


LINKED = '<p>名单见<a href="/upload/2019/a1.pdf">附件1：桥梁名单</a>。</p><p><img src="/upload/2019/p.png" alt=图></p>'


@pytest.mark.provision("BW-6.1.6")
def test_files_that_a_page_links_come_in_with_it_and_the_public_reads_them_in_their_new_place(
    county, tmp_path, site, client
):
    [row] = brought_in(look(tmp_path, county, [page(1, 正文=LINKED)], site), county)
    assert [one["name"] for one in row.live.attachments] == ["图1.png", "附件1：桥梁名单.pdf"]
    shown = door.shown(f"disclosure:{row.pk}")
    text = client.get(url_of(shown)).content.decode()
    assert "（见附件：图1.png）" in text and "<img" not in shown.html
    address = shown.html.partition('href="')[2].partition('"')[0]
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == (site / "upload" / "2019" / "a1.pdf").read_bytes()
    assert index.find("public", "Bridge").ids


def test_files_that_a_row_lists_come_in_and_one_that_is_not_there_stops_the_row(county, tmp_path, site):
    rows = [
        page(1, 附件=["upload/2019/a1.pdf"]),
        page(2, 附件="/upload/2019/a1.pdf；/upload/2019/p.png"),
        page(3, 附件="upload/none.pdf"),
    ]
    found = look(tmp_path, county, rows, site)
    assert (found.good, found.files, found.bad) == (2, 3, 1)
    assert "none.pdf" in found.faults[0][2] and "找不到" in found.faults[0][2]
    names = [[one["name"] for one in row.live.attachments] for row in brought_in(found, county)]
    assert names == [["a1.pdf"], ["a1.pdf", "p.png"]]


def test_a_folder_of_pages_brings_what_lies_beside_and_what_its_tags_say(county, tmp_path, settings):
    settings.DATA, settings.SCANNER = tmp_path / "data", ""
    folder = tmp_path / "站" / "通知公告"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "表.xlsx").write_bytes(office.workbook())
    tags = '<meta name="ArticleTitle" content="关于养护的通知"><meta name="PubDate" content="2019-05-07 09:30">'
    text = f"<html><head>{tags}</head><body><p>见<a href='files/%E8%A1%A8.xlsx'>表</a></p></body></html>"
    (folder / "2019-05-06 旧题.html").write_text(text, "utf-8")
    found = looking.look_through(folder.parent, county.xin, AT)
    assert (found.good, found.held, found.files) == (1, 0, 1)
    [row] = brought_in(found, county)
    assert row.live.title == "关于养护的通知" and [one["name"] for one in row.live.attachments] == ["表.xlsx"]
    assert row.case.status == "published"


def test_pictures_written_into_the_text_become_files(county, tmp_path, site):
    said = f'<p>前</p><img src="{PICTURE}"><img src="{PICTURE}"><img src="/none.png"><p>后</p>'
    [row] = brought_in(look(tmp_path, county, [page(1, 正文=said)]), county)
    assert [one["name"] for one in row.live.attachments] == ["图1.png"]  # the same picture twice is one file
    assert row.live.html.count("（见附件：图1.png）") == 2 and "（图片缺失）" in row.live.html


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF-1.4\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n%%EOF", "脚本"),
        ("a.pdf", samples.png(), "内容却是"),
        ("a.docx", samples.docx(**{"word/vbaProject.bin": "x"}), "宏"),
        ("a.png", samples.png() + samples.zipped({"a.html": "x"}), "夹带"),
        ("a.zip", samples.zipped({"../../etc/passwd": "x"}), "越界"),
    ],
)
def test_a_file_that_hides_something_is_refused_with_its_row(county, tmp_path, site, name, content, says):
    (site / name).write_bytes(content)
    found = look(tmp_path, county, [page(1, 正文=f'<a href="/{name}">附件</a>'), page(2)], site)
    assert (found.good, found.bad) == (1, 1) and says in found.faults[0][2]
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    "path", ["../secret.pdf", "/../secret.pdf", "%2e%2e/secret.pdf", "link.pdf", "file:///etc/hosts"]
)
def test_nothing_outside_the_folder_is_ever_read(county, tmp_path, site, path):
    (tmp_path / "secret.pdf").write_bytes(samples.pdf("Secret"))
    (site / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    found = look(tmp_path, county, [page(1, 正文=f'<a href="{path}">附件</a>'), page(2, 附件=path)], site)
    assert (found.good, found.files, found.bad) == (1, 0, 1)
    assert not StoredFile.objects.exists()


def test_without_a_folder_no_file_is_read_and_links_stay(county, tmp_path, site):
    found = look(tmp_path, county, [page(1, 正文=LINKED)])
    assert found.files == 0
    [row] = brought_in(found, county)
    assert 'href="/upload/2019/a1.pdf"' in row.live.html


def test_a_private_number_inside_a_file_keeps_its_page_a_draft(county, tmp_path, site):
    (site / "名单.csv").write_text(f"姓名,证件\n张三,{IDENTITY}\n", "utf-8")
    found = look(tmp_path, county, [page(1, 附件="名单.csv")], site)
    assert (found.good, found.held) == (1, 1) and IDENTITY not in str(found.stopped)
    [row] = brought_in(found, county)
    assert row.case.status == "draft" and door.shown(f"disclosure:{row.pk}") is None
    assert [one["name"] for one in row.draft.attachments] == ["名单.csv"]


@pytest.mark.provision("TZ-x")
def test_pinyin_noise_and_traditional_characters_are_cleaned_on_the_way_and_the_original_stays(county, tmp_path, site):
    noisy = "<p>行政權(quán)力公開(kāi)透明運(yùn)行工作，要進(jìn)一步規(guī)范。</p>"
    found = look(tmp_path, county, [page(1, 正文=noisy), page(2)])
    assert found.noisy == 1 and "注音" in found.says
    first = brought_in(found, county)[0]
    assert first.live.html == "<p>行政权力公开透明运行工作，要进一步规范。</p>"
    assert [(one.case_id, one.text) for one in Original.objects.all()] == [(first.pk, noisy)]
    again = look(tmp_path, county, [page(1, 正文=noisy), page(2)])
    assert (again.good, again.known) == (0, 2)


@pytest.mark.provision("BW-6.1.6")
def test_an_old_address_leads_for_ever_to_where_the_page_and_its_file_stand_now(
    county, tmp_path, site, client, publish
):
    old = "http://www.old.gov.cn/zwgk/2019/t20190507_12.html"
    rows = [
        page(1, 正文=LINKED, 原网址=old),
        page(2, 原网址="/index.php?id=7&m=c"),
        page(3, 原网址="/x.html", 原公开时间=""),
    ]
    first, second, third = brought_in(look(tmp_path, county, rows, site), county)
    for asked, row in (("/zwgk/2019/t20190507_12.html", first), ("/index.php?id=7&m=c", second)):
        answer = client.get(asked)
        assert (answer.status_code, answer["Location"]) == (301, url_of(door.shown(f"disclosure:{row.pk}")))
    answer = client.get("/upload/2019/a1.pdf")
    assert answer.status_code == 301 and client.get(answer["Location"]).status_code == 200
    assert client.get("/x.html").status_code == client.get("/index.php?id=8").status_code == 404
    publish(third)
    assert client.get("/x.html").status_code == 301
    door.withdraw([f"disclosure:{first.pk}"], at=AT, reason="更正")
    assert client.get(client.get("/zwgk/2019/t20190507_12.html")["Location"]).status_code == 410
    assert client.get("/upload/2019/a1.pdf").status_code == 404


def test_an_old_address_never_leads_away_and_takes_no_place_of_ours(county, tmp_path, client):
    [row] = brought_in(look(tmp_path, county, [page(1, 原网址="//evil.example/staff/")]), county)
    assert moved.place_of("/staff/") == url_of(door.shown(f"disclosure:{row.pk}"))
    assert client.get("/staff/")["Location"].startswith("/staff/accounts/")
    assert [moved.as_path(one) for one in ("javascript:x", "", "/", "/a%0ab", "http://[", "/" + "x" * 600)] == [""] * 6


def test_the_command_takes_the_folder_of_the_files(county, tmp_path, site, capsys):
    path = lines(tmp_path / "旧站.jsonl", [page(1, 正文=LINKED)])
    asked = Namespace(what=str(path), by="xin", dry_run=True, bad=None, files=str(site))
    assert command.run(asked) == 0 and "附件和图片 2 个" in capsys.readouterr().out
    asked.files = str(site / "none")
    assert command.run(asked) == 2 and "没有文件夹" in capsys.readouterr().err


def test_what_was_agreed_to_names_the_files(county, tmp_path, site):
    found = look(tmp_path, county, [page(1, 附件="upload/2019/a1.pdf")], site)
    row = json.loads(looking.path_of(found.sha256).read_text("utf-8"))
    assert [name for _, name in row["files"]] == ["a1.pdf"] and store.intact(row["files"][0][0])
