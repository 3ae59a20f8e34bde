"""Words inside attachments are found by two characters, said to be there, and gone with the record."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.files import store
from gongkai.files.models import Reading
from gongkai.publication import attached, door
from gongkai.publication.records import Attachment
from gongkai.search import index
from gongkai.search.models import PublicText
from tests.files import office, samples
from tests.publication.samples import AT, document

pytestmark = pytest.mark.django_db
TITLE = "关于第1号事项的公告"


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA, settings.SCANNER = tmp_path, ""


def kept(content, name):
    row = store.keep(content, name=name, at=AT, by=None)
    return Attachment(name, row.size, row.media_type, row.sha256)


def show(*files, number=1, **changes):
    return door.show(document(number, attachments=tuple(kept(content, name) for name, content in files), **changes), AT)


def ask(client, query):
    return client.get("/search/", {"q": query}).content.decode()


def titles(said):
    return [re.sub("<[^>]+>", "", one) for one in re.findall(r'<li><h3><a href="/[cdu]/[^"]+">(.*?)</a>', said)]


def rows(book, sheet):
    sheet.append([1, "石桥村", "低保"])
    book.create_sheet("底稿").append(["龙王庙"])
    book["底稿"].sheet_state = "hidden"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("名单.xlsx", office.workbook(rows), "石桥"),
        ("通知.docx", office.paper("沿河绕行", "夜间封闭"), "绕行"),
        ("notice.pdf", office.pdf(office.line("Bridge closed")), "closed"),
        ("公告.ofd", samples.ofd("停水两天"), "停水"),
        ("数据.csv", "村,户数\n石桥村,30\n".encode("gb18030"), "户数"),
        ("说明.txt", "请从北门进入".encode(), "北门"),
    ],
)
def test_two_characters_inside_a_file_find_its_record_and_say_so(client, name, content, word):
    show((name, content))
    show(number=2)
    said = ask(client, word)
    assert titles(said) == [TITLE]
    file = re.search(r'附件《<a href="(/f/[^"]+)">([^<]+)</a>》', said)
    assert file[2] == name and client.get(file[1]).status_code == 200 and f"<mark>{word}</mark>" in said


def test_what_is_hidden_in_a_file_is_not_found(client):
    show(("名单.xlsx", office.workbook(rows)), ("通知.docx", office.paper("正文", comment="内部意见", deleted="旧稿")))
    for word in ("龙王庙", "底稿", "内部意见", "旧稿"):
        assert titles(ask(client, word)) == [], word


def test_words_of_the_page_are_shown_as_its_own(client):
    show(("通知.docx", office.paper("农村公路")))
    said = ask(client, "农村公路")
    assert titles(said) == [TITLE] and "附件《" not in said


def test_one_word_in_the_page_and_one_in_a_file(client):
    show(("甲.docx", office.paper("沿河绕行")), ("乙.docx", office.paper("夜间封闭")))
    said = ask(client, "农村 封闭")
    assert titles(said) == [TITLE] and re.search("附件《<a [^>]+>乙.docx</a>》", said)


def test_taken_back_nothing_of_the_file_is_left(client):
    row = show(("通知.docx", office.paper("沿河绕行")))
    door.withdraw([row.key], at=AT, reason="有误")
    assert titles(ask(client, "绕行")) == []
    assert not PublicText.objects.filter(folded__contains="绕行").exists()
    assert index.find("public", "绕行").count == 0


def test_a_new_edition_without_the_file_no_longer_holds_its_words(client):
    show(("通知.docx", office.paper("沿河绕行")))
    show(("通知.docx", office.paper("夜间封闭")))
    assert titles(ask(client, "绕行")) == [] and titles(ask(client, "封闭")) == [TITLE]


def test_a_file_on_no_record_that_is_out_is_not_found(client):
    store.keep(office.paper("沿河绕行"), name="草稿.docx", at=AT, by=None)
    show()
    assert titles(ask(client, "绕行")) == []


def test_a_file_published_before_it_was_read_is_found_once_the_schedule_has_read_it(client, sweep):
    file = kept(office.paper("沿河绕行"), "通知.docx")
    Reading.objects.all().delete()
    door.show_many([document(number, attachments=(file,)) for number in (1, 2)], at=AT)
    door.withdraw(["disclosure:2"], at=AT, reason="有误")
    assert titles(ask(client, "绕行")) == []
    sweep(AT)
    assert titles(ask(client, "绕行")) == [TITLE]


def test_only_so_much_of_a_file_and_of_a_record_is_searched(monkeypatch, client):
    monkeypatch.setattr(attached, "MOST_A_FILE", 6)
    monkeypatch.setattr(attached, "MOST_A_ROW", 10)
    show(("a.txt", "一二三四五六七".encode()), ("b.txt", "甲乙丙丁戊己".encode()))
    held = PublicText.objects.get().folded
    assert "五六" in held and "七" not in held and "丙丁" in held and "戊" not in held


def test_records_without_files_ask_for_none():
    with CaptureQueriesContext(connection) as asked:
        door.show_many([document(number) for number in range(1, 30)], at=AT)
    assert not [one for one in asked.captured_queries if Reading._meta.db_table in one["sql"]]
