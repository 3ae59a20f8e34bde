"""What the demonstration's documents say: whole sentences, sums that are right, nothing that the checks would stop."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from gongkai.checks import privacy, secrecy
from gongkai.demo.county import bodies, body
from gongkai.demo.texts import library
from gongkai.demo.texts.writing import Order, write
from gongkai.disclosures.vocabulary import OTHER_KINDS, PAPER_KINDS, SUBJECTS
from gongkai.papers import clean

EXTRA = {"interpreted": "关于印发〈大英县养路办法〉的通知", "valid_from": "2025年9月1日", "years": "5"}
REGISTER = (("工作动态", 5), ("公告公示", 3))
# A department, a park, a community, a township and a very small office: every way a unit can speak.
SPEAKERS = ("交运局", "工业集中发展区", "城东社区", "蓬莱镇", "台办", "大英县人民政府")


def orders():
    """Every genre of every column, by every kind of speaker, on days of different seasons."""
    for place, (topic, column) in enumerate(library.columns().items()):
        for genre in dict.fromkeys(column["genres"]):
            for name in SPEAKERS:
                day = date(2025, 1 + (place + len(name)) % 12, 13)
                yield Order(body(name), topic, genre, day, 2, f"{name}/{topic}/{genre}", EXTRA, REGISTER)


@pytest.fixture(scope="module")
def texts():
    return [(order, write(order)) for order in orders()]


class _Tables(HTMLParser):
    """Cells of every table, row by row: read apart from the code that wrote them."""

    def __init__(self, html):
        super().__init__()
        self.tables, self.open = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.open = True

    def handle_endtag(self, tag):
        self.open = self.open and tag not in ("td", "th")

    def handle_data(self, data):
        if self.open:
            self.tables[-1][-1][-1] += data


def tenths(cell: str) -> int:
    """A figure in tenths, so that sums are exact."""
    whole, _, part = cell.partition(".")
    return int(whole) * 10 + int(part or 0)


def test_every_slot_is_filled_and_no_sentence_is_broken(texts):
    for order, text in texts:
        said = text.title + text.html + text.summary + text.keywords
        assert not re.search(r"[{}]|None|，，|。。|；。|、。|，。", said), (order.genre, said)


def test_texts_are_as_long_as_such_papers_are(texts):
    lengths = {(order.genre, order.body.name): len(re.sub("<[^>]+>", "", text.html)) for order, text in texts}
    short = {key: length for key, length in lengths.items() if length < 250}
    long = {key: length for key, length in lengths.items() if length > 1200}
    assert not short
    assert not long
    assert sum(length >= 300 for length in lengths.values()) > 0.97 * len(lengths)


def test_fields_are_terms_of_the_vocabulary(texts):
    for _, text in texts:
        assert text.kind in (*PAPER_KINDS, *OTHER_KINDS)
        assert text.subject in SUBJECTS
        assert len(text.title) <= 100
        assert len(text.summary) <= 122
        assert len(text.keywords) <= 120


def test_a_total_is_the_sum_of_its_column(texts):
    checked = 0
    for order, text in texts:
        for table in _Tables(text.html).tables:
            if table[-1][0] != "合计":
                continue
            for place, total in enumerate(table[-1]):
                if re.fullmatch(r"\d+(\.\d)?", total):
                    column = [row[place] for row in table[1:-1]]
                    assert sum(map(tenths, column)) == tenths(total), (order.genre, column, total)
                    checked += 1
    assert checked > 200


def test_totals_are_told_as_the_table_has_them(texts):
    for order, text in texts:
        if order.genre == "benefit":
            (table,) = _Tables(text.html).tables
            households, people, money = table[-1][1:]
            assert f"合计{households}户、{people}人，发放资金{money}元" in text.html


def test_shares_of_a_budget_add_up_to_a_hundred(texts):
    shares = [
        [row[2] for row in table[1:-1]]
        for order, text in texts
        if order.genre in ("budget", "final_accounts")
        for table in _Tables(text.html).tables
    ]
    assert shares
    for column in shares:
        assert sum(tenths(share.rstrip("%")) for share in column) == 1000


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        (r"检查\w*?(\d+)家次，未发现问题(\d+)家次，发现问题(\d+)家次", lambda a, b, c: a == b + c),
        (r"发现问题(\d+)个，其中当场改正(\d+)个，责令限期改正(\d+)个", lambda a, b, c: a == b + c),
        (r"共发现问题(\d+)个。其中，责任不落实(\d+)个，台账不规范(\d+)个，其他问题(\d+)个", lambda a, *p: a == sum(p)),
        (r"(\d+)个问题已整改(\d+)个，其余(\d+)个", lambda a, b, c: a == b + c),
        (r"(\d+)项年度任务中，已完成(\d+)项，正在推进(\d+)项", lambda a, b, c: a == b + c),
        (r"总面积(\d+)亩，其中耕地(\d+)亩，其他农用地及建设用地(\d+)亩", lambda a, b, c: a == b + c),
        (r"抽测机动车尾气(\d+)辆，不合格(\d+)辆，督促维修复检(\d+)辆", lambda a, b, c: a > b >= c),
    ],
)  # fmt: skip
def test_numbers_of_one_sentence_fit_each_other(told, holds):
    air = Order(body("环保局"), "yaowen", "news", date(2025, 5, 6), 1, "")
    some = [order for order in orders() if order.body.name in ("交运局", "蓬莱镇") and order.genre in _WITH_PARTS]
    found = []
    for order in (*some, air):
        for seed in range(60):
            wording = write(replace(order, seed=f"{order.seed}/{seed}"))
            found += [tuple(map(int, match)) for match in re.findall(told, wording.html)]
    assert found
    assert all(holds(*numbers) for numbers in found), [numbers for numbers in found if not holds(*numbers)][:3]


_WITH_PARTS = ("check_results", "inspection", "circular", "news_return", "major", "land_take")


def test_the_checks_find_nothing_in_them(texts):
    for order, text in texts:
        found = [*privacy.find_in_html(text.html), *secrecy.find_in_html(text.html), *privacy.find(text.title)]
        assert not found, (order.genre, [finding.message for finding in found])


def test_they_are_clean_already(texts):
    assert all(clean.html(text.html) == text.html for _, text in texts)


def test_firms_have_codes_that_are_known_as_public():
    from gongkai.checks.numbers import is_credit_code

    order = Order(body("交运局"), "xuke", "licence_list", date(2025, 6, 3), 1, "firms")
    codes = re.findall(r"91510923\w{10}", write(order).html)
    assert len(codes) >= 4
    assert all(is_credit_code(code) for code in codes)


def test_units_have_codes_that_are_known_as_public():
    from gongkai.checks.numbers import holds_body_code, is_credit_code

    codes = [one.organ_code for one in bodies()]
    assert len(set(codes)) == 64
    assert all(is_credit_code(code) and holds_body_code(code) for code in codes)


def test_one_order_gives_one_text_and_another_seed_another():
    order = Order(body("交运局"), "yaowen", "news", date(2025, 3, 4), 1, "a")
    assert write(order) == write(order)
    assert write(order) != write(Order(body("交运局"), "yaowen", "news", date(2025, 3, 4), 1, "b"))


def test_a_slot_that_cannot_be_read_is_refused():
    from gongkai.demo.texts.grammar import compiled

    with pytest.raises(ValueError, match="读不懂"):
        compiled("检查{3-}家")


def test_a_word_that_nobody_gave_is_refused():
    from gongkai.demo.dice import Dice
    from gongkai.demo.texts.grammar import Pen, compiled

    with pytest.raises(KeyError):
        Pen(Dice("x"), date(2025, 1, 2), {}).write(compiled("{nobody}"))
