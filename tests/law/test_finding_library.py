"""问题库: the shipped one is sound, points at indicators that exist, and its faults are said where they stand."""

import pytest

from gongkai import shelf
from gongkai.law.finding_library import by_place, read_finding_library
from gongkai.law.reading import Refused, read
from gongkai.law.rulebook import load
from tests.county import moment

OWN = """
findings: ours
title: 本县问题
rewards: [DY:own.praise]
entries:
  systems: {name: 制度缺失, says: 没有制度, remedy: 制定制度, cite: [BW-12.1], at: [DY:own.systems]}
  hotline: {name: 电话无人接, says: 公布的电话无人接听, remedy: 落实值守, cite: [BW-6.2.2]}
"""


def test_the_shipped_library_stands_on_registered_articles_and_on_indicators_of_the_shipped_tables():
    path = shelf.SHIPPED / "findings" / "common.yaml"
    entries = read_finding_library(read(path.read_text("utf-8"), path.name), shelf.documents())
    books = [load(shelf.rulebook(name), shelf=shelf) for name in ("bw", "dy-2018", "kf-2013")]
    leaves = {f"{book.document}:{node.id}" for book in books for node in book.indicators.values() if node.leaf}
    places = set(by_place(entries.values()))
    assert places <= leaves
    assert leaves - places == {"KF:t2.awards"}  # bonus points alone: nothing is lost there
    assert shelf.rewards() == {"KF:t1.innovation", "KF:t2.awards", "KF:t3.innovation"} <= leaves


def test_a_places_own_library_has_its_words_and_adds_its_places(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    shelf.adopt("findings", "ours", {"ours.yaml": OWN.encode()}, at=moment("2026-01-05 09:00"), by="某")
    found = shelf.finding_library()
    assert {"DY:own.praise", "KF:t2.awards"} <= shelf.rewards()
    assert found["systems"].name == "制度缺失" and found["hotline"].at == ()
    assert {"DY:own.systems", "KF:t1.rules"} <= set(found["systems"].at)


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("cite: [BW-12.1]", "cite: [BW-99]", "BW-99"),
        ("at: [DY:own.systems]", "at: [own]", "应当写成“文件代号:指标”"),
        ("cite: [BW-6.2.2]", "cite: [BW-6.2.2], at: [DY:own.systems]", "一个指标只归一个问题"),
        ("remedy: 落实值守, ", "", "remedy"),
        ("rewards: [DY:own.praise]", "rewards: [praise]", "应当写成“文件代号:指标”"),
    ],
)
def test_faults_are_said(was, now, says):
    with pytest.raises(Refused, match=says):
        read_finding_library(read(OWN.replace(was, now), "ours.yaml"), shelf.documents())
