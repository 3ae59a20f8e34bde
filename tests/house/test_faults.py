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
    "path", ["/", "/c/", "/d/abcdefghij/", "/search/?q=公开", "/now.json", "/nowhere/", "/correct/"]
)
def test_without_its_database_every_public_address_answers_in_words(calm, topic, monkeypatch, path):
    breaks(monkeypatch, "unable to open database file")
    answer = calm.get(path)
    monkeypatch.undo()
    said = answer.content.decode()
    assert answer.status_code in (404, 500, 503)
    assert 'lang="zh-CN"' in said and "<h1>" in said and "Traceback" not in said and "database" not in said


def test_on_a_full_disk_a_report_is_refused_in_words_and_not_half_kept(calm, topic, monkeypatch):
    breaks(monkeypatch, "database or disk is full", only="INSERT")
    answer = calm.post("/correct/", {"sort": "other", "words": "这里写错了一个字", "contact": ""})
    assert answer.status_code in (500, 503) and "<h1>" in answer.content.decode()
    monkeypatch.undo()
    assert not Report.objects.exists()
