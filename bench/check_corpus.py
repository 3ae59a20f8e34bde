# ruff: noqa: E501 (rows of words, a line each)
"""The corpus of ``bench/checks.py``: invented documents with one thing planted or one look-alike in each, by seed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from bench import check_words as w

WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789XABCDEFGHJKLMNPQRSTUVWYZ"}
OPEN, SHUT = "\ue000", "\ue001"  # stand around the planted words until their place is known


@dataclass(frozen=True, slots=True)
class Case:
    """One document. `kinds`: what may be reported at start … end (empty: nothing may be); `way`: how it is written."""

    check: str
    kind: str
    way: str
    source: str
    html: bool
    start: int
    end: int
    kinds: frozenset[str] = frozenset()


Maker = Callable[[Random], str]


def around(text: str) -> str:
    return f"{OPEN}{text}{SHUT}"


def case(check: str, kind: str, way: str, marked: str, html: bool, *kinds: str) -> Case:
    start, end = marked.index(OPEN), marked.rindex(SHUT) - 1
    source = marked.replace(OPEN, "").replace(SHUT, "")
    return Case(check, kind, way, source, html, start, end, frozenset(kinds))


# How a number is written. Text and page have ways of their own.


def _grouped(sign: str) -> Callable[[str], str]:
    def cut(number: str) -> str:
        if len(number) == 18:
            return sign.join((number[:6], number[6:14], number[14:]))
        if len(number) == 11:
            return sign.join((number[:3], number[3:7], number[7:]))
        if len(number) == 15:
            return sign.join((number[:6], number[6:12], number[12:]))
        return sign.join(number[i : i + 4] for i in range(0, len(number), 4))

    return cut


TEXT_WAYS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "full width": lambda number: number.translate(WIDE),
    "blanks": _grouped(" "),
    "wide blanks": _grouped("　"),
    "dashes": _grouped("-"),
    "long dashes": _grouped("—"),
    "dashes among blanks": _grouped(" - "),
    "middle dots": _grouped("·"),
}
SPELT = {"digit by digit": " ".join}
LINE_WAYS = {
    "broken line": lambda number: number[:10] + "\n" + number[10:],
    "broken and indented": lambda number: number[:6] + "\n    " + number[6:],
}
PAGE_WAYS: dict[str, Callable[[str], str]] = {
    "in <b>": lambda number: f"{number[:3]}<b>{number[3:7]}</b>{number[7:]}",
    "in spans": lambda number: "".join(
        f'<span style="mso-spacerun:yes">{part}</span>' for part in (number[:5], number[5:])
    ),
    "entities": lambda number: "".join(f"&#{ord(sign)};" for sign in number),
    "&nbsp;": _grouped("&nbsp;"),
    "soft hyphen": lambda number: f"{number[:4]}&shy;{number[4:]}",
    "a comment inside": lambda number: f"{number[:8]}<!-- x -->{number[8:]}",
}
PAGE_LINE_WAYS = {
    "<br> inside": lambda number: f"{number[:6]}<br/>{number[6:]}",
    "a cell a digit": lambda number: "</td>\n<td>".join(number),
}


# Documents: each takes (dice, words before the number, the number as written) and gives the text.


def list_row(dice: Random, label: str, number: str) -> str:
    rows = [
        f"{i}、{w.name(dice)}，{dice.choice(w.TOWNS)}{dice.choice(w.VILLAGES)}，补贴{dice.randint(200, 9000)}.00元"
        for i in (1, 2, 3)
    ]
    rows[dice.randrange(3)] += f"，{label}{number}"
    head = f"{dice.choice(w.COUNTIES)}2026年耕地地力保护补贴发放公示\n现予公示，时间为2026年3月1日至2026年3月7日。\n"
    return head + "\n".join(rows) + "\n监督电话：0825-7822222"


def penalty(dice: Random, label: str, number: str) -> str:
    return (
        f"行政处罚决定书\n云市监处罚〔2026〕{dice.randint(1, 400)}号\n当事人：{w.name(dice)}，男，汉族，{label}{number}。\n"
        f"经查，当事人于2026年1月{dice.randint(1, 28)}日销售货值{dice.randint(100, 99999)}.50元，依据《行政处罚法》第二十八条，决定罚款5000元。"
    )


def reply(dice: Random, label: str, number: str) -> str:
    return (
        f"关于信访事项的答复意见\n青信复〔2026〕{dice.randint(1, 90)}号\n{w.name(dice)}同志（{label}{number}）：您于2026年2月3日反映的问题收悉。"
        f"经核查，该路段长1200米，投资13860.25万元，计划2026年10月完工。联系单位：{dice.choice(w.OFFICES)}，电话0825—7822345。"
    )


def award(dice: Random, label: str, number: str) -> str:
    return (
        f"中标结果公告\n项目编号：5198012026{w.digits(dice, 6)}\n中标人：{dice.choice(w.COMPANIES)}，统一社会信用代码{w.credit_code(dice)}，"
        f"中标价12345678.90元。\n项目负责人：{w.name(dice)}，{label}{number}\n公告期限自2026-03-01 09:00至2026-03-04 17:30。"
    )


def notice(dice: Random, label: str, number: str) -> str:
    return (
        f"关于开展培训的通知\n各乡镇人民政府：\n请于2026年4月12日前报名，报名人{w.name(dice)}，{label}{number}。\n"
        f"地点在县政府二楼会议室，电话0825-7822000。\n{dice.choice(w.OFFICES)}\n2026年4月1日"
    )


def bare_line(dice: Random, label: str, number: str) -> str:
    return f"{w.name(dice)}\t{number}\t{dice.choice(w.TOWNS)}\t2026-03-{dice.randint(10, 28)}"


def paragraph(dice: Random, label: str, number: str) -> str:
    return f'<div class="TRS_Editor"><p style="text-indent:2em">{w.name(dice)}，{label}{number}，经审核符合条件。</p>\n<p>2026年3月5日</p></div>'


def near_cell(dice: Random, label: str, number: str) -> str:
    word = label.rstrip("：:")
    return f"<table border=1><tr><td>姓名</td><td>{w.name(dice)}</td><td>{word}</td>\n<td>{number}</td></tr></table>"


def column(head: str, dice: Random, number: str, extra: str = "备注") -> str:
    """A register of six, the number in one row; the others' cells are empty."""
    row = dice.randrange(6)
    lines = [f"<tr><th>序号</th><th>姓名</th><th>{head}</th><th>金额（元）</th><th>{extra}</th></tr>"]
    for i in range(6):
        cell = number if i == row else ""
        lines.append(
            f"<tr><td>{i + 1}</td><td>{w.name(dice)}</td><td>{cell}</td><td>{dice.randint(100, 9000)}.00</td><td></td></tr>"
        )
    return "<table>" + "\n".join(lines) + "</table>"


TEXTS = (list_row, penalty, reply, award, notice)
PAGES = (paragraph, near_cell)


@dataclass(frozen=True, slots=True)
class Planted:
    """What is planted: how often, by whom made, after which words, and which findings name it rightly."""

    kind: str
    count: int
    make: Maker
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    ways: tuple[str, ...] = ("plain",)
    heads: tuple[str, ...] = ()


CUT = ("plain", "plain", "plain", "full width", "blanks", "wide blanks", "dashes", "long dashes", "dashes among blanks")
CUT_PAGES = (*PAGE_WAYS, "plain", "plain")
PRIVATE = (
    Planted("identity", 420, w.identity, ("身份证号：", "身份证号码", "公民身份号码", "证号", ""), ("identity",),
            (*CUT, *CUT_PAGES, *SPELT, *LINE_WAYS, *PAGE_LINE_WAYS), ("身份证号码", "证件号码")),
    Planted("mistyped identity", 40, w.mistyped_identity, ("身份证号：", "公民身份号码：", "身份证号码"), ("suspect_identity",)),
    Planted("old identity", 60, w.old_identity, ("身份证号：", "证号", ""), ("old_identity", "identity"), ("plain", "full width", "blanks", "in <b>")),
    Planted("mobile", 380, w.mobile, ("联系电话：", "手机：", "电话", "联系方式：", ""), ("mobile",),
            (*CUT, "middle dots", *CUT_PAGES, *SPELT), ("联系电话", "手机号")),
    Planted("bank card", 180, w.card, ("卡号：", "银行卡号", "一卡通账号：", ""), ("bank_card",), (*CUT, *CUT_PAGES), ("银行卡号", "社保卡账号")),
    Planted("account of a person", 100, lambda dice: "88" + w.digits(dice, dice.choice((9, 13, 15, 17))),
            ("银行账号：", "账号：", "存折账号", "一折通账号："), ("account", "bank_card"), ("plain", "plain", "full width", "blanks"), ("银行账号", "一卡通账号", "账号")),
    Planted("passport", 70, w.passport, ("护照号：", "护照", "护照号码："),
            ("passport",), ("plain", "plain", "full width", "blanks"), ("护照号码",)),
    Planted("permit", 40, lambda dice: dice.choice("HM") + w.digits(dice, 8), ("港澳居民来往内地通行证：", "通行证号码"), ("permit",), ("plain", "full width")),
    Planted("plate", 90, w.plate, ("驾驶的小型轿车车牌号", "车牌号：", "驾驶", "号牌"), ("plate",), ("plain", "plain", "full width", "plate dot", "plate blank"), ("车牌号",)),
    Planted("mail", 60, lambda dice: f"{dice.choice(('zhang', 'li.na', 'wxm_'))}{w.digits(dice, 4)}@{dice.choice(('qq.com', '163.com', 'example.com'))}",
            ("邮箱：", "电子邮箱", ""), ("mail",), ("plain", "plain", "full width at")),
    Planted("home", 140, w.home, ("住址：", "家庭住址：", "户籍地：", "住", "现住"), ("home",), ("plain", "plain", "in spans"), ("家庭住址", "住址")),
    Planted("personal number", 60, lambda dice: w.digits(dice, dice.choice((9, 12, 19))), ("社会保障号码：", "学籍号：", "住院号", "残疾证号："),
            ("personal_number", "identity"), ("plain", "full width"), ("残疾证号", "学籍号")),
    Planted("birthday", 50, lambda dice: f"{dice.randint(1935, 2018)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日", ("出生日期：", "生于", "出生日期"),
            ("birthday",), ("plain",), ("出生日期",)),
    Planted("illness", 30, lambda dice: dice.choice(("尿毒症", "肢体残疾", "精神二级", "因病")), (), ("health",), ("plain",), ("病种", "残疾类别", "致困原因")),
    Planted("masked too little", 60, lambda dice: dice.choice((_thin_identity, _thin_mobile))(dice), ("身份证号：", "联系电话：", ""), ("thin_mask",)),
)  # fmt: skip


def _thin_identity(dice: Random) -> str:
    number = w.identity(dice)
    return dice.choice((number[:17] + "*", number[:15] + "**" + number[17:], number[:12] + "**" + number[14:]))


def _thin_mobile(dice: Random) -> str:
    number = w.mobile(dice)
    return dice.choice((number[:10] + "*", number[:4] + "**" + number[6:]))


WAYS = TEXT_WAYS | SPELT | LINE_WAYS | PAGE_WAYS | PAGE_LINE_WAYS | {
    "plate dot": lambda number: number[:2] + "·" + number[2:],
    "plate blank": lambda number: number[:2] + " " + number[2:],
    "full width at": lambda number: number.replace("@", "＠"),
}  # fmt: skip


def private(dice: Random) -> Iterator[Case]:
    """Personal data planted, one a document."""
    for planted in PRIVATE:
        for _ in range(planted.count):
            way = dice.choice(planted.ways)
            number = around(WAYS[way](planted.make(dice)))
            yield _document(dice, planted, way, number)


def _document(dice: Random, planted: Planted, way: str, number: str) -> Case:
    label = dice.choice(planted.labels or ("",))
    if way == "a cell a digit":
        return case(
            "privacy",
            planted.kind,
            way,
            f"<table><tr><td>证号</td><td>{number}</td></tr></table>",
            True,
            *planted.kinds,
        )
    if not planted.labels or (planted.heads and way not in LINE_WAYS and dice.random() < 0.2):
        marked = column(dice.choice(planted.heads), dice, number)
        return case("privacy", planted.kind, f"column, {way}", marked, True, *planted.kinds)
    if way in PAGE_WAYS | PAGE_LINE_WAYS or dice.random() < 0.25:
        marked = dice.choice(PAGES if label else PAGES[:1])(dice, label, number)
        return case("privacy", planted.kind, way, marked, True, *planted.kinds)
    shape = dice.choice((*TEXTS, bare_line) if "" in planted.labels and way == "plain" else TEXTS)
    return case("privacy", planted.kind, way, shape(dice, label, number), False, *planted.kinds)
