"""Personal data are found however they are written, public codes never are, and a mask hides exactly what was found."""

import pytest

from gongkai.checks import mask, privacy

IDENTITIES = ["11010519491231002X", "440524188001010014"]
CREDIT_CODES = ["11341702486344515H", "11441700007280420Y", "11370322004222241N"]


def found(text: str, **more) -> list[tuple[str, str]]:
    return [(finding.kind, finding.level) for finding in privacy.find(text, **more)]


@pytest.mark.parametrize("number", IDENTITIES)
def test_identity_numbers_block(number):
    assert found(f"申请人张某（{number}）") == [("identity", "block")]


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "110105—19491231—002 X",
        "110105\u300019491231\u3000002X",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        "1101051949\n1231002X",
        "11010519491231002×",
    ],
)
def test_identity_numbers_are_found_however_they_are_written(number):
    (finding,) = privacy.find(f"身份证号：{number}，住蓬莱镇")
    assert (finding.kind, finding.level, finding.start, finding.end) == ("identity", "block", 5, 5 + len(number))


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",  # check digit
        "11010519491331002X",  # month 13
        "99010519491231002X",  # no such province
        "1101051949123100",  # too short
        "111010519491231002X",  # one digit more in front
    ],
)
def test_what_is_no_identity_number_is_not_called_one(number):
    assert "identity" not in [kind for kind, _ in found(f"编号{number}。")]


def test_old_numbers_of_fifteen_digits_warn():
    assert found("证号110105491231002。") == [("old_identity", "warn")]
    assert found("编号110105491331002。") == []


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_credit_codes_are_public(code):
    for text in (code, f"统一社会信用代码：{code}。", f"代码{code.lower()}", f"甲公司（{code}）法定代表人"):
        assert found(text) == []


def test_a_mistyped_credit_code_under_its_label_is_still_no_card():
    assert found("统一社会信用代码（或组织机构代码）：621234567890123457") == []


def test_a_citizen_number_under_the_label_of_a_credit_code_is_found():
    assert found("统一社会信用代码：440524188001010014") == [("identity", "block")]


MOBILES = (
    "13800138000|１９９００１３８０００|138 0013 8000|138-0013-8000|138–0013–8000|+86 13800138000|8613800138000|"
    "013800138000|1 3 8 0 0 1 3 8 0 0 0"
)


@pytest.mark.parametrize("number", MOBILES.split("|"))
def test_mobile_numbers_block(number):
    assert found(f"联系人张三{number}。") == [("mobile", "block")]


@pytest.mark.parametrize(
    "text",
    [
        "电话0825-7822222。",
        "传真 0825 7822222",
        "编号12800138000。",
        "流水138001380001。",
        "f13800138000e7",
        "2018-04-18 13:30",
        "1350 2020 123 万元",
        "1 3 8 0 0 1 3 8 0 0 0 5",
        "总额13800138000.25",
    ],
)
def test_what_is_no_mobile_number_does_not_block(text):
    assert ("mobile", "block") not in found(text)


def test_an_offices_own_mobile_may_pass():
    assert found("值班手机138 0013 8000", allowed={"13800138000"}) == []


def test_bank_cards():
    assert found("卡6222021234567890128") == [("bank_card", "block")]
    assert found("6222 0212 3456 7890 128") == [("bank_card", "block")]
    assert found("编号6222021234567890129") == []
    assert found("编号4111111111111111。") == [("bank_card", "warn")]
    assert found("收款账号：4111111111111111。") == [("bank_card", "block")]


def test_a_card_is_as_long_as_its_prefix_allows():
    # The Luhn sums of both are right.
    assert found("编号5123000000000001。") == [("bank_card", "warn")]
    assert found("采购510923000000000002。") == []


def test_a_mistyped_identity_number_that_begins_like_a_card_is_read_to_its_end():
    assert found("证62982119500101123X。") == []


def test_accounts_papers_plates_and_mail_warn():
    assert found("账号:23191234567") == found("账号（农信社）：23191234567") == [("account", "warn")]
    assert found("开户行：县农商行，账号：23191234567") == [("account", "warn")]
    assert found("台胞证号：12345678") == [("permit", "warn")]
    assert found("往来证件H12345678") == [("permit", "warn")]
    assert found("违法车辆川J·12345、川JD12345") == [("plate", "warn"), ("plate", "warn")]
    assert found("邮箱zhangsan@qq.com、daying@daying.gov.cn、a@notgov.cn") == [("mail", "warn"), ("mail", "warn")]


def test_passports_block_and_dated_file_names_do_not():
    assert found("护照E12345678、EA1234567、g12345678") == [("passport", "block")] * 3
    assert found("附件P20250101、AE12345678、E123456789") == []


def test_a_home_is_found_and_cut_to_its_town():
    text = "李某，住址：四川省遂宁市大英县蓬莱镇江南路12号3单元，系低保户"
    (finding,) = privacy.find(text)
    assert (finding.kind, finding.level) == ("home", "block")
    assert mask(text, [finding]) == "李某，住址：四川省遂宁市大英县蓬莱镇*********，系低保户"


@pytest.mark.parametrize(
    "text", ["户籍所在地：大英县蓬莱镇", "办公地址：大英县蓬莱镇江南路12号", "住建局负责江南路12号的改造"]
)
def test_towns_and_offices_are_no_homes(text):
    assert found(text) == []


def test_masks_keep_what_practice_leaves_readable():
    text = "张三138-0013-8000,11010519491231002X，卡6222021234567890128"
    assert mask(text, privacy.find(text)) == "张三138-****-8000,110105********002X，卡6222***********0128"


def test_no_finding_carries_the_private_word():
    text = "13800138000 11010519491231002X 6222021234567890128 a.zhang@qq.com"
    findings = privacy.find(text, key=b"k")
    assert len(findings) == 4
    for finding in findings:
        assert text[finding.start : finding.end] not in repr(finding)


def test_a_digest_names_the_same_word_again_under_one_key_only():
    one, other = (privacy.find(text, key=b"k")[0].digest for text in ("13800138000", "电话 138 0013 8000"))
    assert one == other != privacy.find("13800138000", key=b"l")[0].digest
    assert privacy.find("13800138000")[0].digest == ""


def test_a_file_name_is_read_like_text():
    assert found("510923_张三13800138000_11010519491231002X.jpg") == [("mobile", "block"), ("identity", "block")]


def test_neighbours_in_a_list_are_told_apart():
    text = "13800138000 13900139000\n13700137000、11010519491231002X 440524188001010014"
    assert found(text) == [("mobile", "block")] * 3 + [("identity", "block")] * 2


def test_a_line_ends_a_telephone_number():
    assert found("编号138\n0013 8000") == found("第1380\n0138000号") == found("138\n00138000") == []


def test_money_warns_instead_of_blocking():
    assert found("共支出13800138000元") == [("mobile", "warn")]
    assert found("咨询13800138000元旦休息") == [("mobile", "block")]
