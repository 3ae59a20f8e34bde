"""Numbers and days that are known by the word before them, and numbers of which a mask hides too little."""

import re
from collections.abc import Iterator

from gongkai.checks.numbers import PROVINCES
from gongkai.checks.people import Hit
from gongkai.checks.runs import ascii_digits

BODY = re.compile(
    r"公司|[局厅委院校站所厂社店会府部行]|中心|办公室|超市|商行|协会|大队|支队|集团|企业|农场|幼儿园|财政|国库|专户|基本户|对公|公户|保证金"
)
"""Whose accounts are public: bodies, and accounts that only bodies have."""
HOLDER = re.compile(
    r"(?:户名|开户名称?|开户单位|账户名称?|帐户名称?|收款单位|收款人|单位名称|名称|单位)[:：\s\u2029]{0,6}(?P<who>[^\n\u2029，,；;。]{2,30})"
)
ONLY_BODIES = re.compile("对公|公户|保证金|基本户|专户|国库")
AROUND = 70

WORDS = r"[^0-9A-Za-z\n\u2029。;；]"
TO_NUMBER = rf"{WORDS}{{0,12}}(?:\u2029[ \t\n]{{0,8}}\u2029{WORDS}{{0,4}})?"
"""What may stand between the word and its number: some words, then the wall to the next cell of the row."""

ACCOUNT = re.compile(
    r"(?P<label>银行[账帐][号户]|[账帐]号|[账帐]户|卡号|存折号)"
    r"(?P<between>" + TO_NUMBER + r")(?P<number>[A-Za-z]?[0-9](?:[ \u3000-]?[0-9]){7,24})(?![0-9])"
)
PERSONAL = re.compile(
    r"(?:社会?保障?(?:卡)?号码?|社会保障号码?|医保(?:卡|证)?号码?|学籍号|病历号|住院号|门诊号|残疾人?证?号码?|低保证号码?|驾驶证号码?|军官证号?)"
    + TO_NUMBER
    + r"(?P<number>[A-Za-z]?[0-9](?:[ \u3000-]?[0-9]){7,24})(?![0-9])"
)
LABEL = re.compile(
    "[账帐行][账帐号户]|卡号|存折|身份|证件号|社会?保|保障|医保|学籍|病历|住院号|门诊|残疾|低保|驾驶|军官|出生|生于|生日|日生"
)
"""One look for any of these words spares most texts the rest."""
SUSPECT = re.compile(
    r"(?:身份证(?:件)?(?:号码?)?|公民身份号码|身份号码|证件号码?)"
    + TO_NUMBER
    + r"(?P<number>[1-9][0-9]{5}(?:[ -]?[0-9]){10,12}[Xx]?)(?![0-9A-Za-z*＊])"
)
DAY = r"(?:(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?|(?:19|20)\d{2}[01]\d[0-3]\d(?!\d))"
BIRTHDAY = re.compile(rf"(?:出生(?:日期|年月日|年月|时间|于)?|生日|生于)[:：于是为\s\u2029]{{0,6}}(?P<day>{DAY})")
BORN = re.compile(rf"(?P<day>{DAY})(?:出生|生(?![\u4e00-\u9fff]))")

HIDDEN = "*＊●○■□"
THIN = re.compile(
    rf"(?<![0-9{HIDDEN}])(?:(?P<identity>[1-9][0-9{HIDDEN}]{{16}}[0-9Xx{HIDDEN}])|(?P<mobile>1[3-9{HIDDEN}][0-9{HIDDEN}]{{9}}))(?![0-9A-Za-z{HIDDEN}])"
)
FEWEST = {"identity": 4, "mobile": 3}
"""So many signs at least must be hidden: with fewer, check digit and calendar leave some hundred numbers to try."""


def labelled_hits(text: str) -> Iterator[Hit]:
    """Accounts of people, numbers of cards and files about a person, mistyped identity numbers, days of birth."""
    if not LABEL.search(text):
        return
    for found in ACCOUNT.finditer(text):
        yield Hit("account", None if _is_public(text, found) else "warn", *_number(found), 3, 3)
    for found in PERSONAL.finditer(text):
        yield Hit("personal_number", "warn", *_number(found), 3, 3)
    for found in SUSPECT.finditer(text):
        if found["number"][:2] in PROVINCES:
            yield Hit("suspect_identity", "warn", *_number(found), 6, 4)
    for pattern in (BIRTHDAY, BORN) if "生" in text else ():
        for found in pattern.finditer(text):
            yield birthday_hit(found["day"], found.start("day"))


def _number(found: re.Match[str]) -> tuple[int, int, str]:
    return (*found.span("number"), ascii_digits(found["number"]))


def birthday_hit(day: str, start: int) -> Hit:
    """A whole day of birth, its year left readable."""
    return Hit("birthday", "warn", start, start + len(day), day, 5 if "年" in day else 4)


def thin_hits(text: str) -> Iterator[Hit]:
    """Identity and mobile numbers of which so few signs are hidden that the rest is soon tried out."""
    for found in THIN.finditer(text) if any(sign in text for sign in HIDDEN) else ():
        kind = found.lastgroup or ""
        word = found[0]
        hidden = sum(sign in HIDDEN for sign in word)
        if 0 < hidden < FEWEST[kind] and (kind == "mobile" or word[:2] in PROVINCES):
            front, back = (6, 4) if kind == "identity" else (3, 4)
            yield Hit("thin_mask", "block", *found.span(), word, _signs(word[:front]), _signs(word[-back:]))


def _is_public(text: str, found: re.Match[str]) -> bool:
    """Whether the account is a body's, by its own words or by the holder named around it."""
    if ONLY_BODIES.search(found["between"]) or ONLY_BODIES.search(text[max(0, found.start() - 12) : found.start()]):
        return True
    near = text[max(0, found.start() - AROUND) : found.end() + AROUND]
    return any(BODY.search(holder["who"]) for holder in HOLDER.finditer(near))


def _signs(words: str) -> int:
    return sum(map(str.isalnum, words))
