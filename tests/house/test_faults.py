"""When something below breaks, readers are answered in words and nothing half done is kept."""

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper

from gongkai.corrections.models import Report


@pytest.fixture
def calm(client):
    client.raise_request_exception = False
    return client


def breaks(monkeypatch, words, only=""):
    honest = CursorWrapper.execute

    def execute(self, sql, params=None):
        if only in sql:
            raise OperationalError(words)
        return honest(self, sql, params)

    monkeypatch.setattr(CursorWrapper, "execute", execute)


@pytest.mark.parametrize(
    "path", ["/", "/c/", "/d/abcdefghij/", "/search/?q=公开", "/now.json", "/nowhere/", "/correct/", "/subscribe/"]
)
def test_without_its_database_every_public_address_answers_in_words(calm, topic, monkeypatch, path):
    breaks(monkeypatch, "unable to open database file")
    answer = calm.get(path)
    monkeypatch.undo()
    said = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert 'lang="zh-CN"' in said and "<h1>" in said and "Traceback" not in said and "database" not in said


def test_a_program_is_told_in_its_own_language(calm, topic, monkeypatch):
    breaks(monkeypatch, "unable to open database file")
    answer = calm.get("/api/v1/documents")
    monkeypatch.undo()
    assert answer.status_code == 503 and answer.json()["error"]["code"] == "unavailable"


@pytest.mark.parametrize(
    ("fault", "says"),
    [("unable to open database file", "连不上数据库"), ("database or disk is full", "磁盘已满"),
     ("database is locked", "没有排到"), ("disk I/O error", "磁盘读写不了")],
)  # fmt: skip
def test_staff_are_told_what_is_wrong_and_whom_to_tell(sign_in, topic, monkeypatch, fault, says):
    client = sign_in("xin")
    client.raise_request_exception = False
    breaks(monkeypatch, fault)
    answer = client.get("/staff/disclosures/")
    monkeypatch.undo()
    said = answer.content.decode()
    assert answer.status_code == 503 and says in said and fault not in said and "没有存下" in said


def test_a_fault_of_the_program_is_no_passing_one(calm, topic, monkeypatch):
    monkeypatch.setattr("gongkai.portal.views.pages.at", lambda path: 1 / 0)
    assert calm.get("/").status_code == 500  # and not told to come back in a minute


def test_on_a_full_disk_a_report_is_refused_in_words_and_not_half_kept(calm, topic, monkeypatch):
    breaks(monkeypatch, "database or disk is full", only="INSERT")
    answer = calm.post("/correct/", {"sort": "other", "words": "这里写错了一个字", "contact": ""})
    assert answer.status_code == 503 and "<h1>" in answer.content.decode()
    monkeypatch.undo()
    assert not Report.objects.exists()
