# ruff: noqa: E501 (rows of words, a line each)
"""The clean half of the corpus of ``bench/checks.py`` for personal data: what looks private and is public."""

from collections.abc import Callable, Iterator
from random import Random

from bench import check_words as w
from bench.check_corpus import PAGES, TEXTS, Case, around, case, column

Maker = Callable[[Random], str]


def _year(dice: Random) -> str:
    return str(dice.randint(2015, 2026))


def _masked_identity(dice: Random) -> str:
    number = w.identity(dice)
    return dice.choice((
        number[:6] + "********" + number[14:], number[:4] + "**********" + number[14:], number[:10] + "****" + number[14:],
        number[:6] + "XXXXXXXX" + number[14:], number[:3] + "***********" + number[14:], number[:6] + "●●●●●●●●" + number[14:],
    ))  # fmt: skip


def _masked_mobile(dice: Random) -> str:
    number = w.mobile(dice)
    return dice.choice(
        (
            f"{number[:3]}****{number[7:]}",
            f"{number[:3]}xxxx{number[7:]}",
            f"{number[:7]}****",
            f"{number[:3]} **** {number[7:]}",
        )
    )


def _masked_card(dice: Random) -> str:
    number = w.card(dice)
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"


def _statistics(dice: Random) -> str:
    return "\t".join(str(dice.randint(0, 99999)) for _ in range(8))


def _statistics_page(dice: Random) -> str:
    cells = "".join(f"<td>{dice.randint(0, 999999)}</td>" for _ in range(7))
    return around(f"<table><tr><td>合计</td>{cells}</tr></table>")


def _digit_cells(dice: Random) -> str:
    cells = "".join(f"<td>{dice.randint(0, 9)}</td>" for _ in range(18))
    return around(f"<table><tr>{cells}</tr></table>")


def _company(dice: Random) -> str:
    return dice.choice((
        f"当事人：{dice.choice(w.COMPANIES)}，法定代表人：{w.name(dice)}，住所：{around(w.home(dice))}。",
        f"被处罚单位：{dice.choice(w.COMPANIES)}\n统一社会信用代码：{w.credit_code(dice)}\n住所地：{around(w.home(dice))}\n",
        f"开户名称：{dice.choice(w.COMPANIES)}\n开户银行：云渡农商银行城关支行\n账号：{around('88' + w.digits(dice, 15))}",
        f"户名：{dice.choice(w.OFFICES)}，账号：{around(w.digits(dice, 17))}，开户行：农业银行",
        f"投标保证金账户名称：云渡县公共资源交易中心，银行账号：{around('4' + w.digits(dice, 18))}",
        f"收款单位：{dice.choice(w.COMPANIES)}；账号：{around('2' + w.digits(dice, 13))}",
    ))  # fmt: skip


LOOKS: tuple[tuple[str, int, tuple[str, ...], Maker], ...] = (
    ("credit code", 160, ("统一社会信用代码：", "代码", "统一社会信用代码（注册号）：", ""), w.credit_code),
    ("body code", 60, ("组织机构代码：", "机构代码"), w.body_code),
    ("area or division code", 60, ("行政区划代码：", "区划代码"), lambda dice: f"{w.area(dice)}{w.digits(dice, 6)}"),
    ("document number", 80, ("", "文号"), lambda dice: f"云府办发〔{_year(dice)}〕{dice.randint(1, 399)}号"),
    ("project number, 18 digits", 90, ("项目编号：", "采购编号", "合同编号："), lambda dice: w.area(dice) + _year(dice) + w.digits(dice, 8)),
    ("investment code", 50, ("项目代码：", ""), lambda dice: f"{_year(dice)[2:]}{w.digits(dice, 2)}-{w.area(dice)}-04-01-{w.digits(dice, 6)}"),
    ("file number, 11 digits", 60, ("受理编号：", "信访件编号：", "流水号", "登记编号："), lambda dice: f"1{dice.choice('56789')}{w.digits(dice, 9)}"),
    ("contract or licence with a letter", 60, ("合同编号：", "许可证编号：", "证书编号："), lambda dice: f"{dice.choice('EGDSP')}{_year(dice)}{w.digits(dice, 4)}"),
    ("land parcel", 50, ("宗地代码：", "不动产单元号："), lambda dice: f"{w.area(dice)}{w.digits(dice, 6)}GB{w.digits(dice, 5)}"),
    ("certificate of land", 40, ("不动产权证号：",), lambda dice: f"川（{_year(dice)}）云渡县不动产权第{w.digits(dice, 7)}号"),
    ("landline", 100, ("联系电话：", "电话", "传真："), lambda dice: dice.choice((f"0825-7{w.digits(dice, 6)}", f"（0825）7{w.digits(dice, 6)}", f"0825—7{w.digits(dice, 6)}", f"0825 7{w.digits(dice, 6)}"))),
    ("hotline", 50, ("咨询电话：", "热线"), lambda dice: dice.choice(("12345", "400-820-8820", "4008208820", "12328", "95598", "0825-12345"))),
    ("money", 90, ("共计", "投资", "中标价："), lambda dice: dice.choice((f"{dice.randint(1, 9999)}.{w.digits(dice, 6)}万元", f"{dice.randint(1, 99)},{w.digits(dice, 3)},{w.digits(dice, 3)}.00元", f"{w.digits(dice, 8)}.{w.digits(dice, 2)}元"))),
    ("moment", 90, ("时间：", "自"), lambda dice: dice.choice((f"{_year(dice)}-05-{dice.randint(10, 28)} 09:30:15", f"{_year(dice)}{dice.randint(10, 12)}{dice.randint(10, 28)}{w.digits(dice, 6)}", f"{_year(dice)}.03.01-{_year(dice)}.03.{dice.randint(10, 28)}", f"{_year(dice)}年10月12日至{_year(dice)}年11月1日"))),
    ("place on the globe", 40, ("坐标：",), lambda dice: f"{dice.randint(100, 110)}.{w.digits(dice, 8)},30.{w.digits(dice, 8)}"),
    ("masked identity", 120, ("身份证号：", "证号", ""), _masked_identity),
    ("masked mobile", 90, ("联系电话：", "手机", ""), _masked_mobile),
    ("masked card", 60, ("卡号：", "银行账号："), _masked_card),
    ("official mail", 50, ("邮箱：", "电子邮箱"), lambda dice: f"{dice.choice(('xxgk', 'bgs', 'zwgk'))}@{dice.choice(('yundu.gov.cn', 'mail.qingpo.gov.cn', 'YUNDU.GOV.CN'))}"),
    ("office's address", 70, ("办公地址：", "地址：", "受理地点：", "联系地址："), w.home),
    ("township only", 50, ("住址：", "户籍地："), lambda dice: f"{dice.choice(w.COUNTIES)}{dice.choice(w.TOWNS)}"),
    ("lot or class with a province's sign", 50, ("", "标段"), lambda dice: f"{dice.choice('川渝云贵')}{dice.choice('ABC')}{dice.choice(('类', '区', '标段', '座1201室'))}"),
    ("standard", 40, ("执行", ""), lambda dice: dice.choice(("GB/T 9704—2012", "GB 32100-2015", "JGJ 59-2011", "ISBN 978-7-5093-1234-5", "DB51/T 2768-2021"))),
    ("month of birth", 40, ("", "出生年月："), lambda dice: f"{dice.randint(1965, 1995)}年{dice.randint(1, 12)}月{dice.choice(('生', '出生'))}"),
    ("invoice or meter", 40, ("发票号码：", "表号", "条码："), lambda dice: w.digits(dice, dice.choice((8, 12, 13)))),
)  # fmt: skip

PAGE_LOOKS: tuple[tuple[str, int, Maker], ...] = (
    ("row of figures", 50, lambda dice: f"<p>{around(_statistics(dice))}</p>"),
    ("cells of figures", 60, _statistics_page),
    ("cells of one digit", 20, _digit_cells),
    ("address of a page", 60, lambda dice: f'<a href="{around(f"http://www.yundu.gov.cn/art/{_year(dice)}/3/1/art_{w.digits(dice, 4)}_{w.digits(dice, 7)}.html")}">查看</a>'),
    ("file of an attachment", 60, lambda dice: f'<a href="{around(f"/P0{_year(dice)}0415{w.digits(dice, 12)}.pdf")}">附件</a>'),
    ("picture for fine screens", 30, lambda dice: f'<img src="{around(f"/images/logo{dice.randint(1, 9)}@2x.png")}">'),
    ("column of codes", 50, lambda dice: column("统一社会信用代码", dice, around(w.credit_code(dice)))),
    ("column of masked numbers", 60, lambda dice: column("身份证号码", dice, around(_masked_identity(dice)))),
    ("column of project numbers", 40, lambda dice: column("项目编号", dice, around(w.area(dice) + _year(dice) + w.digits(dice, 8)))),
    ("column of companies' accounts", 30, lambda dice: f"<table><tr><th>单位名称</th><th>开户行</th><th>账号</th></tr><tr><td>{dice.choice(w.COMPANIES)}</td><td>农商行</td><td>{around('88' + w.digits(dice, 13))}</td></tr></table>"),
    ("home column of towns", 30, lambda dice: column("家庭住址", dice, around(f"{dice.choice(w.TOWNS)}"))),
)  # fmt: skip


def public(dice: Random) -> Iterator[Case]:
    """Look-alikes, one a document, in the same shapes as what is planted."""
    for kind, count, labels, make in LOOKS:
        for _ in range(count):
            html = dice.random() < 0.25
            shape = dice.choice(PAGES if html else TEXTS)
            yield case("privacy", kind, "", shape(dice, dice.choice(labels), around(make(dice))), html)
    for kind, count, make in PAGE_LOOKS:
        for _ in range(count):
            yield case("privacy", kind, "", make(dice), True)
    for _ in range(150):
        yield case("privacy", "company's domicile or account", "", _company(dice), False)
