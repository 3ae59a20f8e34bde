"""The read-only interface keeps to its description; who harvests misses nothing and deletes what is withdrawn."""

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from gongkai.publication import door
from gongkai.publication.models import Site
from tests.publication.samples import AT, column, document, full_document, of_every_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    def asked(path, status=200, **headers):
        answer = client.get(f"/api/v1/{path}", headers=headers)
        assert answer.status_code == status, answer.content.decode()
        return answer.json() if answer.content else None

    return asked


@pytest.fixture
def described(ask):
    Site.objects.create(name="试县人民政府", domain="www.shixian.gov.cn")
    return ask("openapi.json")


def every(ask, path):
    """All items of a list, page after page."""
    found = []
    while path:
        page = ask(path)
        found += page["items"]
        path = (page["next"] or "").removeprefix("/api/v1/")
    return found


@pytest.mark.provision("KF-3.4")
def test_the_description_is_sound_and_every_answer_keeps_to_it(ask, described):
    validate(described)
    door.show_many([*of_every_kind(), *(document(n) for n in range(2, 9))], at=AT)
    door.withdraw(["disclosure:5"], at=AT, reason="有误")
    at = {key: door.shown(key).address for key in ("disclosure:1", "register:1", "entry:1", "result:1", "text:guide")}
    asked = {"/api/v1/documents": ["documents?limit=3"], "/api/v1/search": ["search?q=养护"]}
    asked["/api/v1/documents/{id}"] = [f"documents/{address}" for address in at.values()]
    asked["/api/v1/lists/{id}/rows"] = [f"lists/{at['register:1']}/rows?limit=2"]
    assert set(asked) < set(described["paths"])
    for path, operation in described["paths"].items():
        schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": described["components"]})
        for one in asked.get(path, [path.removeprefix("/api/v1/")]):
            said = ask(one)
            assert list(validator.iter_errors(said)) == [], one
            assert said.get("items", [1])


def test_pages_of_a_list_meet_every_item_once_while_new_ones_come(ask):
    door.show_many([document(n) for n in range(1, 31)], at=AT)
    first = ask("documents?limit=10")
    door.show(document(40), AT)
    rest = every(ask, first["next"].removeprefix("/api/v1/"))
    titles = [one["title"] for one in first["items"] + rest]
    assert titles == [f"关于第{n}号事项的公告" for n in range(30, 0, -1)]


def test_a_list_is_cut_by_column_unit_kind_and_days(ask):
    door.show_many([*of_every_kind(), document(2, column="zcwj"), document(3, unit="swj")], at=AT)
    assert [one["title"] for one in ask("documents?column=zcwj")["items"]] == ["关于第2号事项的公告"]
    assert [one["title"] for one in ask("documents?unit=swj")["items"]] == ["关于第3号事项的公告"]
    assert {one["kind"] for one in ask("documents?kind=entry")["items"]} == {"entry"}
    assert [one["published"][:10] for one in ask("documents?from=2023-04-21&until=2023-04-21")["items"]] == [
        "2023-04-21"
    ]


@pytest.mark.provision("KF-3.4")
def test_who_harvests_ends_with_what_is_out_and_deletes_what_was_withdrawn(ask):
    door.show_many([document(n) for n in range(1, 26)], at=AT)
    copy = {one["id"]: one for one in every(ask, "changes?limit=7")}
    turn = max(one["turn"] for one in copy.values())
    assert ask(f"changes?after={turn}")["items"] == []
    door.withdraw(["disclosure:3", "disclosure:4"], at=AT, reason="含有个人信息")
    door.show_many([document(5, html="<p>改后</p>"), document(30)], at=AT)
    fresh = every(ask, f"changes?after={turn}&limit=2")
    assert len(fresh) == 4
    for one in fresh:
        copy.pop(one["id"], None) if "withdrawn" in one else copy.update({one["id"]: one})
    assert [one["reason"] for one in fresh if "withdrawn" in one] == ["含有个人信息"] * 2
    whole = {one["id"]: one for one in every(ask, "changes?limit=100") if "withdrawn" not in one}
    assert copy == whole and len(copy) == 24


def test_a_turn_that_has_not_come_is_refused_so_that_nobody_waits_for_it(ask):
    door.show(document(1), AT)
    assert "重新取" in ask("changes?after=99", 400)["error"]["message"]


def test_a_withdrawn_item_is_answered_with_its_tombstone(ask):
    row = door.show(full_document("密语"), AT)
    door.withdraw([row.key], at=AT, reason="有误")
    said = ask(f"documents/{row.address}", 410)
    assert (said["id"], said["reason"]) == (row.address, "有误") and "密语" not in json.dumps(said, ensure_ascii=False)
    assert ask("search?q=密语")["items"] == [] and ask("documents")["items"] == []


def test_an_unchanged_answer_is_told_and_not_sent_again(client):
    door.show_many([column(), document(1)], at=AT)
    for path in ("documents", "columns", "changes", "search?q=养护"):
        tag = client.get(f"/api/v1/{path}").headers["ETag"]
        again = client.get(f"/api/v1/{path}", headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
    door.show(document(2), AT)
    assert client.get("/api/v1/documents", headers={"if-none-match": tag}).status_code == 200


def test_pages_of_other_sites_may_read_and_nobody_may_write(client):
    answer = client.get("/api/v1/documents", headers={"origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*" and not answer.cookies
    asked = client.options("/api/v1/documents")
    assert asked.status_code == 204 and "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]
    assert client.post("/api/v1/documents").status_code == 405


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("documents?limit=0", 400, "limit"), ("documents?limit=101", 400, "limit"),
        ("documents?after=-1", 400, "after"),
        ("documents?from=yesterday", 400, "日期"), ("documents?kind=secret", 400, "类别"),
        ("documents?colum=x", 400, "colum"), ("documents/aaaaaaaaaa", 404, "编号"), ("nothing", 404, "接口"),
        ("search?q=", 400, "字词"), ("search?q=，。", 400, "汉字"), ("search?q=%00", 400, "字"),
        ("documents?after=99999999999999999999", 400, "after"), ("lists/aaaaaaaaaa/rows", 404, "编号"),
        ("documents?from=0001-01-01", 200, ""), ("documents?column=%27%3B--", 200, ""),
        ("documents?until=9998-12-31", 200, ""), ("documents?until=9999-12-31", 400, "日期"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_answered_in_words(ask, path, status, says):
    said = ask(path, status)
    assert status == 200 or says in said["error"]["message"]
