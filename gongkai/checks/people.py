"""Numbers that name a person or an account, told from those that are public: 身份证, 手机, 银行卡, credit codes."""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

from gongkai.checks.finding import Level
from gongkai.checks.numbers import (
    PROVINCES,
    holds_body_code,
    is_card_number,
    is_credit_code,
    is_identity_number,
    is_old_identity_number,
)
from gongkai.checks.runs import Number, boxed, numbers

PHONE = re.compile(r"(?:86|0086|0)?(1[3-9]\d{9})")
PHONE_CUTS = {(11,), (3, 4, 4), (3, 8), (7, 4), (13,), (15,), (12,)}
CARD_CUTS: set[tuple[int, ...]] = {(6, rest) for rest in range(10, 14)} | {(4, 4, 4, rest) for rest in range(4, 8)}
CARD_CUTS |= {(4, 4, 4, 4, rest) for rest in range(1, 4)} | {(6, 8, 4)}
CARD_WORDS = re.compile("卡号|[账帐][号户]|银行|开户|收款|汇款|存折")
CODE = re.compile("(?<![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]{18}(?![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])")
CODE_LABEL = re.compile(r"信用代码(?:[(（][^)）]{0,12}[)）])?[^0-9A-Za-z]{0,6}$")
PHONE_WORDS = re.compile(r"(?:手机|电话|联系方式|微信|热线|号码)[^0-9\n]{0,12}$")
DOTTED = re.compile(r"(1[3-9]\d)([.·•_/])(\d{4})\2(\d{4})(?![0-9])")
FILE_WORDS = re.compile(
    r"(?:编号|流水号|单号|案号|批号|条码|序列号|合同号|图号|编码|许可证号?|证书号?|发票号码?|机号|表号|准考证号|登记号|代码)"
    r"(?:[(（][^)）]{0,8}[)）])?[:：\s]{0,3}$"
)
"""Words right before a number that say whose it is: a paper's or a thing's."""
DISABLED = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[Xx][1-7][1-4](?:[Bb]\d)?(?![0-9A-Za-z])")
"""A certificate of disability: its holder's citizen number, a kind and a grade; with X, which ends every other run."""
GLUED_LEFT = re.compile(r"[0-9][A-Za-z]+$|[¥￥$]\s?$")
LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch that a detector claims; `front` and `back` signs stay readable. `level` None: public, leave it."""

    kind: str
    level: Level | None
    start: int
    end: int
    word: str
    front: int = 0
    back: int = 0


def code_hits(text: str) -> Iterator[Hit]:
    """Unified social credit codes: public, and nothing inside them is looked at again."""
    for found in CODE.finditer(text):
        code = unicodedata.normalize("NFKC", found[0]).upper()
        labelled = CODE_LABEL.search(text[max(0, found.start() - LOOK_BACK) : found.start()]) is not None
        if _is_public_code(code) or (labelled and not is_identity_number(code)):
            yield Hit("credit_code", None, *found.span(), code)


def number_hits(text: str, allowed: Container[str]) -> Iterator[Hit]:
    """Identity numbers, mobile phones and bank cards among the runs of digits; `allowed` phones are public."""
    for number in numbers(text):
        hit = _identity(number) or _phone(number, text, allowed) or _card(number, text)
        if hit:
            yield hit
    for number in boxed(text):
        if is_identity_number(number.digits):
            yield Hit("identity", "block", number.start, number.end, number.digits, 6, 4)
    for found in DISABLED.finditer(text) if "残" in text else ():
        if is_identity_number(found[0][:18].upper()):
            yield Hit("identity", "block", *found.span(), found[0][:18].upper(), 6, len(found[0]) - 14)
    for found in DOTTED.finditer(text):
        if text[found.start() - 1 : found.start()].isdigit():
            continue
        phone = found[1] + found[3] + found[4]
        yield Hit("mobile", None if phone in allowed else "block", *found.span(), phone, 3, 4)


def _is_public_code(code: str) -> bool:
    """Some citizen and card numbers also pass as credit codes; the body code inside has a check sign and decides."""
    return is_credit_code(code) and (holds_body_code(code) or not (is_identity_number(code) or is_card_number(code)))


def _identity(number: Number) -> Hit | None:
    span = (number.start, number.end, number.digits)
    if _is_public_code(number.digits):
        return Hit("credit_code", None, *span)
    if is_identity_number(number.digits):
        return Hit("identity", "block", *span, 6, 4)
    if _is_certificate_of_disability(number):
        return Hit("identity", "block", number.start, number.end, number.digits[:18], 6, 6)
    if is_old_identity_number(number.digits) and number.cuts in ((15,), (6, 6, 3)):
        return Hit("old_identity", "warn", *span, 6, 3)
    return None


def _is_certificate_of_disability(number: Number) -> bool:
    """Twenty digits: a citizen number, then a kind (1 to 7) and a grade (1 to 4) of disability."""
    digits = number.digits
    if len(digits) != 20 or number.cuts not in ((20,), (18, 2), (18, 1, 1)):
        return False
    return is_identity_number(digits[:18]) and digits[18] in "1234567" and digits[19] in "1234"


def _phone(number: Number, text: str, allowed: Container[str]) -> Hit | None:
    found = PHONE.fullmatch(number.digits)
    spelt = number.alone and set(number.cuts) == {1}
    if not found:
        return None
    before = text[max(0, number.start - LOOK_BACK) : number.start]
    usual = number.one_line and (number.cuts in PHONE_CUTS or spelt)
    if not usual and not (number.alone and PHONE_WORDS.search(before)):
        return None
    if FILE_WORDS.search(before):
        return None
    front = len(number.digits) - len(found[1]) + 3
    level: Level | None = None if found[1] in allowed else "warn" if _is_amount(number, text) else "block"
    return Hit("mobile", level, number.start, number.end, found[1], front, 4)


def _card(number: Number, text: str) -> Hit | None:
    whole = len(number.cuts) == 1 or (number.alone and set(number.cuts) == {1})
    if not number.one_line or not (whole or number.cuts in CARD_CUTS) or not is_card_number(number.digits):
        return None
    before = text[max(0, number.start - LOOK_BACK) : number.start]
    named = CARD_WORDS.search(before)
    filed = FILE_WORDS.search(before) or not number.digits.startswith("62")
    if not named and filed and _is_dated_code(number.digits):
        return None
    sure = (number.digits.startswith("62") or named) and not _is_amount(number, text)
    return Hit("bank_card", "block" if sure else "warn", number.start, number.end, number.digits, 4, 4)


def _is_dated_code(digits: str) -> bool:
    """An area, then a year of ours: how projects and contracts are numbered."""
    return digits[:2] in PROVINCES and "2000" <= digits[6:10] <= "2039"


def _is_amount(number: Number, text: str) -> bool:
    """Whether it reads as money, a decimal or part of a machine's code rather than as a number of its own."""
    after = text[number.end : number.end + 2]
    glued = after[:1].isascii() and after[:1].isalpha()
    money = after[:1] == "元" and after != "元旦"
    decimal = after[:1] in (".", "．") and after[1:].isdigit()
    return glued or money or decimal or GLUED_LEFT.search(text[max(0, number.start - 8) : number.start]) is not None
