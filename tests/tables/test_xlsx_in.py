"""XLSX in: every value exact, in its place, of its kind."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import tables
from tests.tables.files import rewritten, rows, xlsx

MORNING = datetime.fromisoformat("2025-03-01T08:30")


def only(content: bytes) -> tables.Sheet:
    (sheet,) = tables.read(content, name="目标.xlsx").sheets
    return sheet


def test_values_keep_their_kind():
    sheet = only(rows(["政府办", 240, 1.5, True, date(2025, 3, 1), MORNING, None, "末"]))
    values = sheet.rows[0].values
    assert values == ("政府办", 240, Decimal("1.5"), True, date(2025, 3, 1), MORNING, None, "末")
    assert [type(value) for value in values[:3]] == [str, int, Decimal]


def test_a_time_of_day_is_text():
    assert only(rows([time(8, 30)])).rows[0].values == ("08:30",)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False))
def test_a_number_typed_with_four_places_comes_back_as_it_was_typed(number):
    assert only(rows([float(number)])).rows[0].values == (number,)


def test_noise_of_binary_arithmetic_is_not_a_digit():
    content = rewritten(rows([1]), lambda name, part: part.replace(b"<v>1</v>", b"<v>0.30000000000000004</v>"))
    assert only(content).rows[0].values == (Decimal("0.3"),)


def test_a_number_of_eighteen_digits_is_refused_because_its_end_is_lost():
    with pytest.raises(tables.TableRefused, match="第2行B列：数字超过15位"):
        only(rows(["姓名", "证号"], ["甲", 510923199001011234]))
    with pytest.raises(tables.TableRefused, match="第1行A列"):
        only(rows([1_000_000_000_000_000]))
    assert only(rows([999_999_999_999_999])).rows[0].values == (999_999_999_999_999,)


def test_a_percentage_reads_as_it_is_printed():
    def fill(book):
        for number, (value, code) in enumerate([(0.875, "0.0%"), (0, "0%"), (1, "0.00%"), (0.875, '0.0"%"')], 1):
            book.active.cell(number, 1, value).number_format = code

    assert [row[0] for row in only(xlsx(fill)).rows] == ["87.5%", "0%", "100%", Decimal("0.875")]


def test_a_failed_formula_is_no_empty_cell():
    def error(name, part):
        return part.replace(b'<c r="A1" t="n"><v>7</v></c>', b'<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>')

    assert only(rewritten(rows([7, 8]), error)).rows[0].values == ("#DIV/0!", 8)


def test_a_formula_is_read_by_its_kept_value_and_never_computed():
    def fill(book):
        book.active.append(["=1+1", 5])

    assert only(xlsx(fill)).rows[0].values == ("#公式未计算", 5)
    kept = rewritten(
        xlsx(fill), lambda name, part: part.replace(b"<v></v>", b"<v>3</v>").replace(b"<v />", b"<v>3</v>")
    )
    assert only(kept).rows[0].values == (3, 5)


def test_a_sheet_tells_where_its_formulas_stood():
    assert only(rows(["合计", "=1+2", 3], ["", "", "=A1"])).formulas == {(1, 1), (2, 2)}
    assert only(rows(["合计", 3])).formulas == frozenset()


def test_a_formula_whose_answer_is_no_text_is_empty():
    def blank(name, part):
        return part.replace(b'<c r="A1" t="n"><v>7</v></c>', b'<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>')

    assert only(rewritten(rows([7, 8]), blank)).rows[0].values == (None, 8)


def test_blanks_around_text_go_and_blanks_alone_are_nothing():
    assert only(rows(["\u3000政府办 ", " \u3000", "末"])).rows[0].values == ("政府办", None, "末")


def test_a_place_is_named_as_the_spreadsheet_shows_it():
    def fill(book):
        book.active.title = "附件1"
        book.active["AB7"] = "此处"

    row = only(xlsx(fill)).rows[6]
    assert row.cell(27).address == "第7行AB列"
    assert str(row.cell(27).refuse("应为数字。")) == "目标.xlsx，表“附件1”，第7行AB列：应为数字。"


def test_merged_cells_are_filled_only_where_asked():
    def fill(book):
        book.active["A1"] = "商务局"
        book.active["B3"] = 1
        book.active.merge_cells("A1:A3")

    sheet = only(xlsx(fill))
    assert [row[0] for row in sheet.rows] == ["商务局", None, None]
    assert [row[0] for row in sheet.filled().rows] == ["商务局"] * 3


def test_sheets_come_in_order_and_hidden_ones_are_marked():
    def fill(book):
        book.active.title = "乙"
        book.create_sheet("甲").sheet_state = "hidden"

    book = tables.read(xlsx(fill), name="两表.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("乙", False), ("甲", True)]
    with pytest.raises(tables.TableRefused, match="没有名为“丙”的工作表，现有：乙、甲"):
        book.sheet("丙")


def test_a_path_reads_like_its_bytes(tmp_path):
    path = tmp_path / "目标.xlsx"
    path.write_bytes(rows(["甲", 1]))
    assert tables.read(path) == tables.read(path.read_bytes(), name="目标.xlsx")


def test_cells_without_references_follow_each_other():
    content = rewritten(rows([7, 8], [9]), lambda name, part: _unreferenced(part) if "sheet1" in name else part)
    assert [row.values for row in only(content).rows] == [(7, 8), (9,)]


def _unreferenced(part: bytes) -> bytes:
    for place in (b"A1", b"B1", b"A2"):
        part = part.replace(b' r="' + place + b'"', b"")
    return part
