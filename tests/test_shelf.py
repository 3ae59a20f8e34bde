"""The shelf: what is shipped, what is adopted here, and what is refused."""

import json
from datetime import UTC, date, datetime

import pytest

from gongkai import shelf
from gongkai.law.reading import Refused, read_file
from gongkai.shelf import (
    here,  # before any fixture puts another in its place
    reading,
    stock,
)

AT = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)
NOTICE_2027 = """
year: 2027
notice: {title: 国务院办公厅关于2027年部分节假日安排的通知, number: 试〔2026〕1号, published: 2026-11-10}
off:
  元旦: 2027-01-01..2027-01-03
  春节: 2027-02-05..2027-02-11
  清明节: 2027-04-03..2027-04-05
  劳动节: 2027-05-01..2027-05-05
  端午节: 2027-06-09
  中秋节: 2027-09-15
  国庆节: 2027-10-01..2027-10-07
work:
  春节: [2027-02-13, 2027-02-14]
"""
COUNTY = """
profile: tx
title: 棠溪县时限
document: TZ
steps: {heard: 听取汇报}
limits:
  disclosures.publish: {within: 10 workdays, after: [changed, formed], done: published, cite: TZ-2.5}
  organisation.heard: {every: each year, after: heard, cite: TZ-5.1}
"""


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    return tmp_path


def adopt(kind, name, text, **more):
    return shelf.adopt(kind, name, {f"{name}.yaml": text.encode()}, at=AT, by="县政务公开办", **more)


def test_the_next_notice_is_adopted_and_seen_at_once():
    before = shelf.calendar().add(date(2026, 12, 31), 1)
    adopt("calendar", "2027", NOTICE_2027)
    after = shelf.calendar().add(date(2026, 12, 31), 1)
    assert (before.day, before.provisional) == (date(2027, 1, 1), True)
    assert (after.day, after.provisional) == (date(2027, 1, 4), False)


def test_what_is_adopted_is_hashed_and_dated(own_data):
    adopt("calendar", "2027", NOTICE_2027)
    [line] = shelf.ledger()
    assert (line.kind, line.name, line.at, line.by) == ("calendar", "2027", "2026-11-10T01:00:00+00:00", "县政务公开办")
    assert len(line.files["2027.yaml"]) == 64
    assert json.loads((own_data / "rulebooks" / "adopted.jsonl").read_text()) == {
        "kind": "calendar",
        "name": "2027",
        "files": dict(line.files),
        "at": line.at,
        "by": line.by,
    }


def test_an_adopted_file_that_was_changed_is_refused(own_data):
    adopt("calendar", "2027", NOTICE_2027)
    path = own_data / "rulebooks" / "calendar" / "2027.yaml"
    path.write_text(path.read_text().replace("2027-06-09", "2027-06-10"))
    stock.files.cache_clear()
    reading._calendar.cache_clear()
    with pytest.raises(Refused, match="采用后被改动"):
        shelf.calendar()
    path.unlink()
    with pytest.raises(Refused, match="现在不见了"):
        shelf.calendar()


def test_a_name_set_twice_is_refused():
    adopt("calendar", "2027", NOTICE_2027)
    with pytest.raises(Refused, match="放假安排“2027”已经有了"):
        adopt("calendar", "2027", NOTICE_2027)
    with pytest.raises(Refused, match="时限表“tz”已经有了"):
        adopt("limits", "tz", COUNTY)
    assert len(shelf.ledger()) == 1


@pytest.mark.parametrize(
    ("kind", "name", "text", "says"),
    [
        ("calendar", "2028", NOTICE_2027, "里面写的是2027年"),
        ("calendar", "2027", NOTICE_2027.replace("  端午节: 2027-06-09\n", ""), "没有写“端午节”的放假安排"),
        ("calendar", "2027", NOTICE_2027.replace("2027-02-13", "2027-02-12"), "本来就上班"),
        ("calendar", "2027", "year: [", "第2行第1列：此处缺少内容，或括号没有写完"),
        ("limits", "tx", COUNTY.replace("10 workdays", "ten days"), "tx.yaml 第7行第33列：“ten days”不是期限"),
        ("documents", "tx", "TX: {title: 考核办法}", "缺少“level”"),
        ("documents", "tx", "TZ: {title: 重复, level: 县区, issuer: null, number: null, issued: null}", "登记了两次"),
        ("weather", "tx", COUNTY, "不认识“weather”"),
        ("limits", "../tx", COUNTY, "只能用小写字母"),
        ("limits", "TX", COUNTY, "只能用小写字母"),
    ],
)
def test_what_is_wrong_is_refused_in_words_and_nothing_is_written(own_data, kind, name, text, says):
    with pytest.raises(Refused, match=says):
        adopt(kind, name, text)
    assert shelf.ledger() == []
    assert not list(own_data.rglob("*.yaml"))


def test_a_place_adopts_its_own_limits_in_front_of_the_nations():
    adopt("limits", "tx", COUNTY)
    place = shelf.limits("tx")
    assert (place["disclosures.publish"].span.number, place["disclosures.publish"].statutory) == (10, False)
    assert (place["foi.reply"].span.number, place["foi.reply"].statutory) == (20, True)
    assert place["organisation.heard"].word("heard") == "听取汇报"
    assert "organisation.heard" not in shelf.limits()


def test_the_limits_here_are_those_of_the_profiles_in_order(own_data):
    (own_data / "rulebooks").mkdir()
    assert here()["disclosures.publish"].cite == ("条例-26",)
    (own_data / "rulebooks" / "here.yaml").write_text("limits: [tz, dy]\n")
    assert here()["disclosures.propose"].cite == ("TZ-4.1",)
    assert here()["disclosures.news"].cite == ("DY-3.1",)
    (own_data / "rulebooks" / "here.yaml").write_text("limits: [nowhere]\n")
    with pytest.raises(Refused, match="没有名为“nowhere”的时限表；现有：bw、dy、kf、national、sq、tz"):
        here()


def test_a_registered_document_can_be_cited():
    adopt(
        "documents",
        "tx",
        "TX: {title: 棠溪县考核办法, level: 县区, issuer: 棠溪县人民政府, number: null, issued: 2025-03-01,\n"
        "  carries_out: [条例], provisions: {TX-7: 逾期一次扣2分}}",
    )
    assert str(shelf.documents().resolve("TX-7")) == "《棠溪县考核办法》第七条：逾期一次扣2分"
    assert [document.code for document in shelf.documents().above("TX")] == ["条例"]


def test_a_rulebook_goes_on_the_shelf_with_its_annexes_when_its_check_passes():
    files = {"tx-2025.yaml": b"rulebook: tx-2025\n", "tx-2025-targets.csv": "单位,任务\n".encode()}
    shelf.adopt("assessment", "tx-2025", files, at=AT, by="办公室", check=read_file)
    assert shelf.rulebook("tx-2025").read_text() == "rulebook: tx-2025\n"
    assert (shelf.rulebook("tx-2025").parent / "tx-2025-targets.csv").exists()
    assert "tx-2025" in shelf.names("assessment")


def test_a_rulebook_that_fails_its_check_leaves_nothing_behind(own_data):
    def refuse(path):
        raise Refused("第3行写错了")

    with pytest.raises(Refused, match="第3行写错了"):
        adopt("assessment", "tx-2025", "rulebook: tx-2025", check=refuse)
    assert not list(own_data.rglob("*.yaml")) and shelf.ledger() == []


def test_a_file_dropped_in_by_hand_is_not_read_but_named(own_data):
    folder = own_data / "rulebooks" / "calendar"
    folder.mkdir(parents=True)
    (folder / "2027.yaml").write_text(NOTICE_2027)
    assert shelf.calendar().years[-1] == 2026
    assert shelf.strangers() == [folder / "2027.yaml"]
    adopt("calendar", "2027", NOTICE_2027)  # as after a crash between file and ledger
    assert shelf.calendar().years[-1] == 2027 and shelf.strangers() == []


def test_without_a_data_folder_the_shipped_law_stands_and_nothing_can_be_adopted(monkeypatch):
    monkeypatch.delenv("GONGKAI_DATA")
    assert shelf.calendar().years[-1] == 2026
    with pytest.raises(Refused, match="没有设置 GONGKAI_DATA"):
        adopt("calendar", "2027", NOTICE_2027)


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(Refused, match="没有名为“xx”的时限表；现有：bw、dy、kf、national、sq、tz"):
        shelf.limits("xx")
    with pytest.raises(Refused, match="没有名为“xx”的考核规则"):
        shelf.rulebook("xx")
