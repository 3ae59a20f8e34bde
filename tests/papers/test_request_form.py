"""政府信息公开申请表 as a Word file: every line of the form, no purpose, the same bytes for whoever asks."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from gongkai.papers import docx, request_form, word


def test_word_reads_every_line_of_the_form_in_a_table():
    pytest.importorskip("mammoth")
    said = docx.read(request_form.docx())["html"]
    assert said.count("<tr>") == len(request_form.ROWS) == 9
    for name, hint in request_form.ROWS:
        assert name in said and hint.split("  ")[0] in said
    assert not any(word in said for word in ("用途：", "申请理由", "身份证号码：")) and "不用说明理由和用途" in said


def test_it_is_a_whole_package_and_the_same_bytes_each_time():
    content = request_form.docx()
    assert content == request_form.docx()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        members = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    assert list(members) == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    assert members["_rels/.rels"][0].attrib["Target"] == "word/document.xml"


@pytest.mark.django_db
def test_the_page_of_how_to_apply_leads_to_it(client):
    answer = client.get("/t/apply/form.docx")
    assert answer.status_code == 200 and answer["Content-Type"] == word.MEDIA
    assert answer.content == request_form.docx()
    assert client.get("/t/apply/form.docx", headers={"If-None-Match": answer["ETag"]}).status_code == 304
