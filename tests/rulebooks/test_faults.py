"""The documents' own faults are told by the linter and acknowledged one by one; nothing else is found."""

import pytest

from gongkai import tables
from gongkai.law.lint import lint, open_findings
from tests.rulebooks.kf import BOOK as KF
from tests.rulebooks.kf import department, street, window
from tests.rulebooks.sheet import FOLDER, rulebook

BOOKS = {name: rulebook(name) for name in ("dy-2018", "kf-2013", "bw")}


def told(name):
    """(code, place) of every finding of a shipped rulebook."""
    return sorted((finding.code, finding.at) for finding in lint(BOOKS[name]))


def sentence(name, code, at):
    (found,) = [finding for finding in lint(BOOKS[name]) if (finding.code, finding.at) == (code, at)]
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_every_finding_is_acknowledged_with_a_reason_and_every_acknowledgement_is_used(name):
    assert [finding.says for finding in open_findings(lint(BOOKS[name]))] == []
    assert all(finding.accepted and finding.line > 0 for finding in lint(BOOKS[name]))


@pytest.mark.provision("KF-x")
def test_the_faults_of_kaifu_s_tables():
    assert told("kf-2013") == [
        ("document-fault", "t1.complaints"),  # whether nobody complaining earns the second 5
        ("document-fault", "t2"),  # 80 without awards
        ("full-unreachable", "t1.online"),  # 5 of 10
        ("points-never-lost", "t1.catalogue"),  # 5 of 20
        ("points-never-lost", "t1.group"),
        ("points-never-lost", "t3.group"),
        ("rows-gap", "t1.ledger"),  # late with a ledger
        ("rows-gap", "t3.foi"),
        ("rows-gap", "t3.rules"),  # systems that are not complete
    ]


@pytest.mark.provision("KF-x")
@pytest.mark.parametrize(
    "code, at, words",
    [
        ("full-unreachable", "t1.online", ("10分", "5分")),
        ("points-never-lost", "t1.catalogue", ("20分", "15分")),
        ("rows-gap", "t1.ledger", ("受理及时：否，有登记台账：是",)),
        ("rows-gap", "t3.rules", ("制度健全：否",)),
        ("rows-gap", "t3.foi", ("受理及时：否，有登记台账：是", "答复合法准确：否，受理及时：是，有登记台账：是")),
    ],
)
def test_what_is_told_of_a_fault_of_kaifu_s_names_the_numbers_or_the_case(code, at, words):
    says = sentence("kf-2013", code, at).says
    assert [word for word in words if word not in says] == [], says


@pytest.mark.provision("KF-x")
def test_kaifu_s_faults_are_loaded_as_they_stand():
    assert KF.indicators["t1.online"].points == 10 and department()["t1.online"] == 5
    assert department()["t1"] == 95  # full marks but for item 8
    assert (window()["t2"], window()["departments"]) == (80, 89)  # without awards; 95 x 60% + 80 x 40%
    assert department(foi_timely=False)["total"] == street({"foi_timely": False})["total"] == "待定"


@pytest.mark.provision("DY-x")
def test_the_faults_and_silences_of_daying_s_table():
    assert told("dy-2018") == [
        ("document-fault", "carriers.conference"),  # no points for each of the three
        ("document-fault", "info.emergency"),
        ("document-fault", "info.leak"),  # no amount for a leak
        ("document-fault", "info.news"),
        ("document-fault", "info.papers"),
        ("document-fault", "info.profile"),
        ("document-fault", "info.volume"),  # no floor for -0.3
        ("document-fault", "org.leak"),
        ("document-fault", "others"),
        ("document-fault", "others.city"),  # the union is none of the 64
        ("points-never-lost", "info.catalogue"),  # 1 + 2 of 5
        ("total-above", "total"),  # +4 past 100
        ("total-below", "total"),
    ]
    assert "104分" in sentence("dy-2018", "total-above", "total").says


@pytest.mark.provision("DY-x")
def test_the_union_leads_a_block_and_is_none_of_the_64():
    (page,) = tables.read(FOLDER / "dy-2018-targets.csv").sheets
    units = {row.values[0] for row in page.rows[1:-1]}
    leaders = {BOOKS["dy-2018"].sources[block].removeprefix("县") for block in ("office", "centre", "civil", "union")}
    assert leaders == {"政府办", "政务服务中心", "民政局", "总工会"} and leaders - units == {"总工会"}
    assert "总工会" in sentence("dy-2018", "document-fault", "others.city").accepted


@pytest.mark.provision("BW-x")
def test_the_faults_of_bowang_s_measures():
    assert told("bw") == [
        ("document-fault", ""),
        ("document-fault", "total"),
        ("document-fault", "total"),
        ("issued-missing", ""),
    ]
    reasons = "".join(finding.accepted for finding in lint(BOOKS["bw"]))
    for fault in ("没有第十七条", "第四章有两个", "五种考核方式、三项权重", "40%", "没有印发日期"):
        assert fault in reasons
