"""开放数据: portions that tell every public field, stay while nothing in them changes, and forget what is withdrawn."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest

from gongkai.publication import door, folder, pages, portions
from gongkai.publication.models import Counter
from gongkai.publication.opendata import objects, schema, words
from gongkai.publication.records import KINDS, Link
from tests.publication.samples import AT, column, document, entry, full_document, of_every_kind, register, unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


def opened(path):
    package = zipfile.ZipFile(io.BytesIO(pages.at(path).make()))
    return {name: package.read(name) for name in package.namelist()}


def lines(path):
    return [json.loads(line) for line in opened(path)["data.jsonl"].decode().splitlines()]


@pytest.mark.provision("KF-3.4")
def test_a_month_tells_all_that_was_published_in_it_as_lines_and_as_a_table():
    door.show_many([full_document("标"), document(2, published=AT - timedelta(days=60))], at=AT)
    said = lines("/data/2023-04.zip")
    assert [one["title"] for one in said] == ["县道养护办法标"]
    assert said[0]["attachments"][0]["path"].startswith("/f/0123456789abcdef/")
    assert said[0]["links"] == [
        {"kind": "related", "name": "相关信息", "title": "中国政府网标", "to": "https://www.gov.cn/"}
    ]
    inside = opened("/data/2023-04.zip")
    [row] = csv.DictReader(io.StringIO(inside["data.csv"].decode("utf-8-sig"), newline=""))
    assert (row["doc_no"], row["formed"], row["text"]) == ("试府发〔2025〕1号标", "2025-01-02", "养护正文标")
    told = {one["name"]: one["sha256"] for one in json.loads(inside["manifest.json"])["files"]}
    assert told == {name: hashlib.sha256(inside[name]).hexdigest() for name in inside if name != "manifest.json"}


def test_a_link_leads_to_what_is_out_and_names_nothing_else():
    door.show(document(1, links=(Link("amends", "disclosure:2"),)), AT)
    assert lines("/data/2023-04.zip")[0]["links"] == []
    pointed = door.show(document(2), AT)
    assert lines("/data/2023-04.zip")[0]["links"][0]["to"] == f"/d/{pointed.address}/"


def test_a_list_and_its_rows_lead_to_each_other():
    door.show_many([register(), entry()], at=AT)
    listed, row = lines("/data/2026-01.zip")
    assert listed["rows"][0]["entry"] == row["path"] and row["within"] == listed["path"]
    assert "entry:1" not in json.dumps([listed, row])


def test_a_portion_in_which_nothing_changed_is_the_same_and_is_not_made_again(monkeypatch):
    door.show_many([document(1), document(40)], at=AT)
    first = pages.at("/data/2023-04.zip").make()
    door.show(document(40, html="<p>改后</p>"), AT)
    monkeypatch.setattr(objects, "objects", None)
    assert pages.at("/data/2023-04.zip").make() == first
    with pytest.raises(TypeError):
        pages.at("/data/2023-05.zip").make()


def test_two_copies_made_apart_are_the_same_bytes(place):
    door.show_many(of_every_kind(), at=AT)
    first = pages.at("/data/2026-01.zip").make()
    portions.forget("data:2026-01")
    assert pages.at("/data/2026-01.zip").make() == first


def test_a_withdrawn_item_leaves_a_tombstone_and_no_word_on_the_disk(place, django_capture_on_commit_callbacks):
    row = door.show(full_document("密语"), AT)
    for path in ("/data/2023-04.zip", "/data/gsgg/2023.zip"):
        folder.make(folder.root())
        (folder.root() / ".lock").touch()
        folder.put(path, pages.at(path).make())
    with django_capture_on_commit_callbacks(execute=True):
        door.withdraw([row.key], at=AT, reason="有误")
    assert not list(place.rglob("*2023*"))
    [said] = lines("/data/2023-04.zip")
    assert said == {
        "id": row.address, "kind": "document", "path": f"/d/{row.address}/", "turn": row.turn + 1,
        "withdrawn": "2026-01-12T02:30:00Z", "reason": "有误",
    }  # fmt: skip
    assert all("密语".encode() not in data for data in opened("/data/gsgg/2023.zip").values())


def test_the_index_names_every_portion_with_a_version_that_turns_with_it():
    door.show_many([document(1), document(40)], at=AT)
    before = {one["path"]: one["version"] for one in json.loads(pages.at("/data/index.json").make())["portions"]}
    assert sorted(before) == ["/data/2023-04.zip", "/data/2023-05.zip", "/data/gsgg/2023.zip"]
    assert all(pages.at(path).status == 200 for path in before)
    door.show(document(40, html="<p>改后</p>"), AT)
    after = {one["path"]: one["version"] for one in json.loads(pages.at("/data/index.json").make())["portions"]}
    turned = {path for path in before if before[path] != after[path]}
    assert turned == {"/data/2023-05.zip", "/data/gsgg/2023.zip"}


def test_the_directory_tells_columns_and_units():
    door.show_many([column(), unit(), document(1)], at=AT)
    assert [one["path"] for one in lines("/data/directory.zip")] == ["/c/gsgg/", "/u/jyj/"]


def test_the_page_leads_to_every_portion_and_explains_every_field_of_the_table():
    door.show_many([column(), document(1)], at=AT)
    said = pages.at("/data/").make().decode()
    for path in ("/data/2023-04.zip", "/data/gsgg/2023.zip", "/data/directory.zip", "/data/fields.csv"):
        assert f'href="{path}"' in said
    assert all(words.FIELDS[name] in said for name in words.TABLE)


def test_what_is_not_there_has_no_portion():
    door.show(document(1), AT)
    for path in ("/data/2023-13.zip", "/data/2023-00.zip", "/data/1999-01.zip", "/data/none/2023.zip"):
        assert pages.at(path) is None


def test_every_field_that_may_go_out_has_its_words():
    found = set()
    for cls in KINDS:
        found |= set(schema.schemas()[cls.__name__]["properties"])
    assert found <= set(words.FIELDS)


def test_turns_have_no_gaps_and_no_twins():
    door.show_many([document(n) for n in range(1, 6)], at=AT)
    door.withdraw(["disclosure:2"], at=AT, reason="有误")
    door.show(document(1, html="<p>改后</p>"), AT)
    from gongkai.publication.models import Shown

    assert sorted(Shown.objects.values_list("turn", flat=True)) == [3, 4, 5, 6, 7]
    assert Counter.objects.get(name="turn").number == 7
