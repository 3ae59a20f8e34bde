"""The example rulebooks (all invented): every figure below was worked on paper from the sentences of the table."""

import tomllib
from fractions import Fraction

import pytest

from gongkai import shelf
from gongkai.law import scoring
from gongkai.law.facts.files import read_facts
from gongkai.law.lint import lint
from gongkai.law.results import Results
from gongkai.law.rulebook import load

FOLDER = shelf.SHIPPED / "examples"
FACTS = {
    "yundu-2025": "yundu-2025-facts.xlsx",
    "lingchuan-2025": "lingchuan-2025-facts",
    "yuwan-2025-q4": "yuwan-2025-q4-facts.yaml",
}
NA, FAILED = "不适用", "失格"


@pytest.fixture(scope="module")
def scored() -> dict[str, Results]:
    return {name: _scored(name) for name in FACTS}


def _scored(name: str) -> Results:
    book = load(FOLDER / name / f"{name}.yaml", shelf=shelf)
    return scoring.compile(book).score(read_facts(book, FOLDER / name / FACTS[name]))


YUNDU = [
    ("望潮县", "org.lead", "5.3"),  # one meeting of two: 2; plan of 6 May: 60% of 3; two people of three: 1.5
    ("望潮县", "org", "8.3"),  # and one course 1.5, ledger 1.5
    # Quarters: 6+6+4 = 16; 7+4.5+(2+4+2)/3 = 14 1/6; the third not checked; 8+3+(4+3)/2 = 14.5. August never checked.
    ("望潮县", "open.check", "134/9"),
    ("望潮县", "open.key", "4.716"),  # late: 2; 3 of 7 = 42.9% of 4: 1.716; 85%: three times 5 points short: 1
    ("望潮县", "open.explain", "6.6"),  # 88.9%: 6.1 below 95, seven started: 6 - 1.4; two forms: 2
    ("望潮县", "foi.time", "6"),  # 3 March + 15 workdays = 24 March; 22 September + 15 = 17 October, replied 22 October
    ("望潮县", "third", "11.2"),  # 50% of 6; 76%: 70% of 6; one silent, one slow: 1; 7×30%+10×30%+6×40% = 7.5 of 10: 3
    ("望潮县", "poll", "8.6"),  # 86.5%: 3.5 points at 0.4
    ("望潮县", "bonus", "0"),  # criticised once, and below 80
    ("望潮县", "total", "64.3"),  # 66.3 less 2 for the criticism
    ("鹤汀县", "open.budget", "3.2"),  # no projects: their 4 points move here; 40% of 8
    ("鹤汀县", "open.rate", NA),  # nothing to explain: counts as full
    ("鹤汀县", "foi", NA),  # its one request is of last year: counts as full
    ("鹤汀县", "bonus.praise", "3"),  # 1 + 2 + 0.5, at most 3
    ("鹤汀县", "bonus", "5"),  # 3 + 2 + 1.5, at most 5
    ("鹤汀县", "total", "100.2"),  # 95.2 + 5
    ("石埠县", "foi.time", "9"),  # corrected 10 June, day 15 is 1 July; that of 24 December is not due yet
    ("石埠县", "foi.right", "0"),  # 2 + 4
    ("石埠县", "total", "94.75"),  # 94 + half of 1.5
    ("柳湾区", "total", "96"),  # 100, no bonus after a criticism, less 4
    ("白苇市", "base", "55"),
    ("白苇市", "total", "55"),
    ("丹梯县", "total", "40"),
    ("云墩县", "total", FAILED),
    ("禾川区", "poll", "0"),  # 58%
    ("禾川区", "total", "90"),
    ("市财政局", "total", "100.75"),  # 4 of the best 8: half of 1.5
    ("市民政局", "total", "98"),
    ("市教育局", "foi.right", "4"),
    ("市卫生健康委", "open.check", "15"),  # a grave slip in each quarter
    ("市交通运输局", "open.budget", "4.5"),  # 5 points moved to 4: half of 9
    ("市住房城乡建设局", "third", "16.886"),  # 66.7% of 8, 40% of 7, 5, and 7×30%+8×30%+7.5×40% = 7.5 of 10: 3.75
    ("市住房城乡建设局", "total", "90.22"),  # 2 of 3 projects: 66.7% of 5
    ("市人力资源社会保障局", "total", "95.8"),  # 89.5%: 0.2; criticised twice: 4
    ("市市场监管局", "org", "5.5"),  # 4 + 0 + 1.5 + 0 + 0
    ("市文化旅游局", "open.check", "53/3"),  # February without a post: 14 + (4+0+4)/3, and three times 18
    ("市文化旅游局", "total", "98.67"),  # 100 - 1/3 - 3 + 1.5 + 0.5
    ("市林业局", "third.ask", "0"),  # 5 - 4 - 2
    ("市林业局", "total", "85"),  # 100 - 9 - 5 - 2, and 1 for what it shared
]
LINGCHUAN = [
    ("东陵市林业局", "task.info", "132"),  # 65 above 200: six times 2
    ("东陵市林业局", "view.four", "181"),  # 20 + 72 + 51 + 38
    ("东陵市林业局", "view", "180.8"),  # 181 × 80% + 180 × 20%
    ("东陵市林业局", "bonus", "50"),  # 25 + 10 + 20, at most 50
    ("东陵市林业局", "total", "1044.96"),  # 992.8 × 70% + 300 + 50
    ("西垣市林业局", "task.paper", "30"),  # 3 of 8
    ("西垣市林业局", "task.growth", "30"),  # 170 of 180 = 94.4%
    ("西垣市林业局", "work", "885.8"),
    ("西垣市林业局", "total", "920.06"),
    ("南屿市林业局", "task.info", "446/3"),  # no papers: 80/3 more each; 120 + 80/3 + 2
    ("南屿市林业局", "task.growth", "208/3"),  # 105%: 80% of 86 2/3
    ("南屿市林业局", "task", "258"),  # and 60% of 66 2/3
    ("南屿市林业局", "total", "957.16"),
    ("北渚市林业局", "list.share", "124.46"),  # 8 of 9 = 88.9% of 100 + 40
    ("北渚市林业局", "list.late", "48"),
    ("北渚市林业局", "total", "967.28"),  # 953.26 × 70% + 300 = 967.282
    ("中埠市林业局", "quality", "167"),  # D1 10, D2 15, D3 3, D9 5, each once at its dearest
    ("中埠市林业局", "total", "973.46"),
    ("上洲市林业局", "quality", "0"),  # 150 + 50 + 10
    ("上洲市林业局", "bonus", "0"),  # quality below 80%
    ("上洲市林业局", "minus.grave", "-80"),  # twice 20, doubled: it happened last year too
    ("上洲市林业局", "minus.late", "-6"),  # ten workdays from 3 November end on the 17th; sent on the 20th
    ("上洲市林业局", "total", "760.56"),
    ("下浦市林业局", "minus", "-100"),  # 80 + 30 (25 days), at most 100
    ("下浦市林业局", "total", "886.56"),
    ("左溪市林业局", "carrier.media", "20"),  # no site: 50 points here, two channels
    ("左溪市林业局", "carrier.archive", "0"),  # no proof
    ("左溪市林业局", "total", "930.56"),
    ("右垣市林业局", "view.four", "133.2"),  # 20 + 48.2 + 45 + 20
    ("右垣市林业局", "view.poll", "140"),  # 2 and 10 trimmed
    ("右垣市林业局", "total", "954.19"),
    ("远岫州林业局", "daily", "772"),  # (370+260+250) × 40% + (400+0+300) × 60%
    ("远岫州林业局", "total", "918.16"),
    ("林业规划院", "daily", NA),
    ("林业规划院", "total", "980.8"),  # work alone, told on 1000
    ("湿地保护中心", "task", "288"),  # new: 80% of 60
    ("种苗管理站", "list.share", "112"),  # 4 of 5 of 140
    ("种苗管理站", "total", "912.8"),
    ("林业调查队", "total", "500"),
]
YUWAN = [
    ("榆湾县", "own", "94"),  # 100 - 2 - 5 + 1
    ("榆湾县", "towns", "51"),  # (110 + 55 + 30 + 20 + 101 - 10) ÷ 6
    ("榆湾县", "final", "76.8"),  # 56.4 + 20.4
    ("县教育局", "final", "101"),
    ("县民政局", "final", "0"),  # exactly 5% out of reach
    ("县水利局", "base", "80"),  # 13 of words, 7 of privacy all gone
    ("县水利局", "final", "83"),  # 80 is enough for the bonus: six data sets
    ("县林业局", "final", "30"),  # six blank columns
    ("县交通运输局", "talk.reply", NA),  # its one message is of September: full
    ("县交通运输局", "final", "89"),
    ("县医疗保障局", "fresh.columns", "0"),  # seven columns of 31 October: 61 days; that of 1 November just 60
    ("县医疗保障局", "final", "81"),
    ("槐荫镇", "bonus.features", "4"),  # 2 + 2 + 1, at most 4
    ("槐荫镇", "final", "110"),
    ("柳堤镇", "reach", "10.2"),  # 6 - 5; 8 - 0.9 - 0.4 - 0.5; half of 6
    ("柳堤镇", "fresh.home", "5"),  # seven workdays since 22 December: two too many at 1.5
    ("柳堤镇", "fresh", "15"),  # 5; 12 - 2 - 4; a note of October last year: 4
    ("柳堤镇", "text", "13.3"),  # 13 - 1.2 - 1 - 3; 2; 3.5
    ("柳堤镇", "talk.reply", "6"),  # 9 October + 15 workdays = 29 October; the second a day late, the third open
    ("柳堤镇", "media.posts", "3"),  # 5 and 1; the closed one does not count
    ("柳堤镇", "final", "55"),
    ("枣坪乡", "final", "30"),
    ("桑园镇", "serious", "-80"),  # 20 × 1 + 25 × 2 + 10
    ("桑园镇", "final", "20"),
    ("竹溪镇", "media", NA),  # closed and announced: full
    ("竹溪镇", "final", "101"),
    ("梨花乡", "final", "-10"),  # 100 - 30 × 3 - 20
]
CASES = [
    (name, *case)
    for name, cases in (("yundu-2025", YUNDU), ("lingchuan-2025", LINGCHUAN), ("yuwan-2025-q4", YUWAN))
    for case in cases
]


@pytest.mark.parametrize(("name", "unit", "indicator", "expected"), CASES)
def test_every_figure_is_what_the_sentences_give(
    scored: dict[str, Results], name: str, unit: str, indicator: str, expected: str
) -> None:
    found = scored[name].sheet(unit).node(indicator)
    assert found.state == expected if expected in (NA, FAILED) else found.score == Fraction(expected)


GRADES = {
    "yundu-2025": {
        "鹤汀县": "优秀",
        "禾川区": "优秀",  # two of eight; those between fall out by themselves:
        "石埠县": "良好",  # 9 of 15 is below 80%
        "柳湾区": "良好",  # criticised by the province: one grade down
        "云墩县": "不合格",
        "市财政局": "优秀",
        "市文化旅游局": "优秀",
        "市民政局": "优秀",  # the third place of ten, decided between two of 98
        "市教育局": "良好",
        "市林业局": "良好",
    },
    "lingchuan-2025": {"中埠市林业局": "优秀", "湿地保护中心": "良好", "上洲市林业局": "合格", "林业调查队": "不合格"},
    "yuwan-2025-q4": {"榆湾县": "合格", "桑园镇": "不合格", "县水利局": "合格", "竹溪镇": "优良"},
}


@pytest.mark.parametrize("name", GRADES)
def test_grades_follow_quota_needs_and_decisions(scored: dict[str, Results], name: str) -> None:
    found = scored[name].grades()
    assert {unit: found[unit] for unit in GRADES[name]} == GRADES[name]


def test_a_tie_at_the_end_of_a_list_is_decided(scored: dict[str, Results]) -> None:
    results = scored["yundu-2025"]
    praised = {one["title"]: one for one in results.plain()["lists"]}["通报表扬"]  # 30% of 8 and of 10: two and three
    assert praised["units"] == ["鹤汀县", "柳湾区", "市财政局", "市文化旅游局", "市民政局"] and not praised["held"]


@pytest.mark.parametrize("name", FACTS)
def test_an_example_can_be_started_from(name: str) -> None:
    assert [one for one in lint(load(FOLDER / name / f"{name}.yaml", shelf=shelf)) if not one.accepted] == []
    assert "虚构" in (FOLDER / name / "README.md").read_text()


def test_every_file_of_an_example_is_shipped() -> None:
    package = FOLDER.parents[1]
    settings = tomllib.loads((package.parent / "pyproject.toml").read_text())
    patterns = settings["tool"]["setuptools"]["package-data"]["gongkai"]
    shipped = {file for pattern in patterns for file in package.glob(pattern)}
    assert {file for file in FOLDER.rglob("*") if file.is_file()} - shipped == set()
