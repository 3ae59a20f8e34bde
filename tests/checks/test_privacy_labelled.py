"""What a word beside it, or the head of its column, says about a number; what is public all the same."""

import pytest

from gongkai.checks import mask, privacy

REGISTER = (
    "<table><tr><th>序号</th><th>姓名</th><th>{head}</th></tr>"
    "<tr><td>1</td><td>张三</td><td></td></tr><tr><td>2</td><td>李四</td><td>{cell}</td></tr></table>"
)


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.excerpt) for finding in privacy.find(text)]


def in_page(page: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.excerpt) for finding in privacy.find_in_html(page)]


@pytest.mark.parametrize(
    "text, kind, excerpt",
    [
        ("身份证号：110105194912310021。", "suspect_identity", "110105********0021"),
        ("身份证号码110105 19491231 0021", "suspect_identity", "110105 ******** 0021"),
        ("手机：138-001-38000", "mobile", "138-***-*8000"),
        ("联系电话：1380013\n8000", "mobile", "138**** 8000"),
        ("电话138.0013.8000", "mobile", "138.****.8000"),
        ("电话138 - 0013 - 8000", "mobile", "138 - **** - 8000"),
        ("1、张某，电话1 3 8 0 0 1 3 8 0 0 0\n2、李某", "mobile", "1 3 8 * * * * 8 0 0 0"),
        ("护照号\nE123 4567 8", "passport", "E1** **67 8"),
        ("证号110105\n    19491231002X", "identity", "110105     ********002X"),
        ("护照号：E 1234 5678", "passport", "E 1*** *678"),
        ("护照Ｅ１２３４５６７８", "passport", "Ｅ１****６７８"),
        ("车牌号川Ｊ１２３４５", "plate", "川Ｊ***４５"),
        ("驾驶川J 12345", "plate", "川J ***45"),
        ("号牌川J1234挂", "plate", "川J***4挂"),
        ("号牌川JD12345", "plate", "川J****45"),
        ("邮箱zhang＠qq.com", "mail", "z****＠qq.com"),
        ("张某（住大英县蓬莱镇江南路12号）", "home", "大英县蓬莱镇******"),
        ("出生日期：1965年3月12日", "birthday", "1965年*****"),
        ("张某，1965年3月12日出生", "birthday", "1965年*****"),
        ("学籍号：510001234567", "personal_number", "510******567"),
        ("一折通账号：88012345678901", "account", "880********901"),
        ("证号11010519491231002*", "thin_mask", "110105********002*"),
        ("电话1380013800*", "thin_mask", "138****800*"),
    ],
)
def test_found_and_how_it_is_masked(text, kind, excerpt):
    assert found(text) == [(kind, excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "受理编号：15820230012",
        "合同编号：E20230012，已备案",
        "采购编号：620123202300012344",
        "川A类标段、渝B1标段",
        "川J123456号",
        "被处罚单位：某某建筑有限公司，住所地：大英县蓬莱镇江南路12号",
        "户名：某某建筑有限公司\n账号：88012345678901",
        "账号（对公）：88012345678901",
        "1965年3月生，1990年7月参加工作",
        "证号110105********002X，电话138****8000",
        "证号1101051949****002X",
        "<img src='logo@2x.png'>",
        "2026.3.1-2026.3.10",
    ],
)
def test_what_is_public_or_masked_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "head, cell, kind, excerpt",
    [
        ("银行账号", "88012345678901", "account", "880********901"),
        ("一卡通账号（农商行）", "8801 2345 6789 01", "account", "880* **** ***9 01"),
        ("残疾证号", "510001234567", "personal_number", "510******567"),
        ("身份证号码", "110105194912310021", "suspect_identity", "110105********0021"),
        ("家庭住址", "蓬莱镇江南路12号", "home", "蓬莱镇******"),
        ("出生日期", "1965-03-12", "birthday", "1965-**-**"),
        ("护照号码", "E123 4567 8", "passport", "E1** **67 8"),
        ("病种", "尿毒症", "health", "***"),
    ],
)
def test_the_head_of_a_column_speaks_for_its_cells(head, cell, kind, excerpt):
    page = REGISTER.format(head=head, cell=cell)
    assert in_page(page) == [(kind, excerpt)]
    assert mask(page, privacy.find_in_html(page)) == REGISTER.format(head=head, cell=excerpt)
    assert found(f"序号\t姓名\t{head}\n1\t张三\t\n2\t李四\t{cell}\n") == [(kind, excerpt)]


@pytest.mark.parametrize(
    "head, cell", [("银行账号", "880****8901"), ("家庭住址", "蓬莱镇"), ("金额", "88012345678901")]
)
def test_masked_cells_and_other_columns_are_left_alone(head, cell):
    assert in_page(REGISTER.format(head=head, cell=cell)) == []


def test_the_account_of_a_company_in_its_row_is_public():
    head = "<table><tr><th>单位名称</th><th>账号</th></tr>"
    page = f"{head}<tr><td>某某运输有限公司</td><td>88012345678901</td></tr></table>"
    assert in_page(page) == []


def test_a_column_is_counted_over_spans():
    page = (
        "<table><tr><th rowspan=2>姓名</th><th colspan='2'>发放</th></tr><tr><th>金额</th><th>账号</th></tr>"
        "<tr><td>张三</td><td>88012345678902</td><td>88012345678901</td></tr></table>"
    )
    (finding,) = privacy.find_in_html(page)
    assert page[finding.start : finding.end] == "88012345678901"


def test_a_head_speaks_no_further_than_its_table():
    page = "<table><tr><th>账号</th></tr></table><table><tr><td>88012345678901</td></tr></table>"
    assert in_page(page) == []


def test_a_digit_a_cell_and_a_line_within_a_cell_hide_nothing():
    page = "<tr>" + "".join(f"<td>{sign}</td>\n" for sign in "11010519491231002X") + "</tr>"
    assert [kind for kind, _ in in_page(page)] == ["identity"]
    assert (
        "".join(mask(page, privacy.find_in_html(page)).split("</td>\n<td>")) == "<tr><td>110105********002X</td>\n</tr>"
    )
    assert in_page("<td>110105<br/>19491231002X</td>") == [("identity", "110105 ********002X")]


def test_a_card_that_passes_as_a_credit_code_by_chance_is_a_card():
    assert [kind for kind, _ in found("621013151945242864")] == ["bank_card"]
