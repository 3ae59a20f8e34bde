"""Where a person can be found (mail, home, vehicle), travel papers, and numbers known by the word before them."""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.checks.finding import Level
from gongkai.checks.people import Hit
from gongkai.checks.runs import ascii_digits

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24})(?![\w-])", re.ASCII)
OFFICIAL_MAIL = re.compile(r"(?:.+\.)?gov\.cn", re.IGNORECASE)

HOME = re.compile(
    r"(?:家庭(?:住址|地址)|户籍(?:所在地|地址|地)?|居住(?:地址|地)|现住(?:址|地)?|住址|常住地址?|家住|住所地?)"
    r"[:：为在是\s\u3000|]{0,4}"
    r"(?P<place>[\u4e00-\u9fff0-9０-９A-Za-z()（）·—-]{4,60})"
)
HOUSE = re.compile(
    r"[0-9０-９一二三四五六七八九十百零〇]+(?:号|室|组|社|栋|幢|座|单元|楼|户|弄|门)|(?:路|街|巷|村|小区|花园|苑)"
)
TOWN = re.compile(
    r".*?(?:街道(?!办)|街道办事处|镇|乡(?!村)|苏木)|.*?(?:[^小社园校]区|县|旗|市)(?!.*(?:县|旗|街道|镇|乡))"
)

LETTERED = re.compile("[A-Za-z\u017f\u212a]\\d{7}")  # stands in every passport and permit, and in few texts
PASSPORT = re.compile(
    r"(?<![0-9A-Za-z])(?:[EGDSPK]\d{8}|(?:E[A-HJ-NP-Z]|DE|SE|PE|KJ|MA)\d{7})(?![0-9A-Za-z])", re.IGNORECASE
)
PASSPORT_WORDS = re.compile("护照|passport|通行证|证件|证号", re.IGNORECASE)
PERMIT = re.compile(r"(?<![0-9A-Za-z])[HMhm](?:\d{10}|\d{8})(?![0-9A-Za-z])")
TAIWAN = re.compile(r"(?:台胞证|台湾居民来往大陆通行证)[^0-9\n]{0,10}(?P<number>\d{8})(?!\d)")
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\s]?"
    r"(?=[A-HJ-NP-Z]{0,2}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警](?![0-9A-Za-z])"
)
LABELLED = re.compile(
    r"(?P<label>银行[账帐][号户]|[账帐]号|[账帐]户|卡号|社会?保障?(?:卡)?号码?|学籍号|病历号|住院号|残疾人?证号?)"
    r"[^0-9０-９A-Za-z\n。;；]{0,12}(?P<number>[A-Za-z]?[0-9０-９](?:[ -]?[0-9０-９]){7,24})(?![0-9])"
)


def mail_hits(text: str) -> Iterator[Hit]:
    """Mail addresses; those of government domains are public."""
    for found in MAIL.finditer(text) if "@" in text else ():
        level: Level | None = None if OFFICIAL_MAIL.fullmatch(found[1]) else "warn"
        yield Hit("mail", level, *found.span(), found[0].casefold(), 1, len(re.findall(r"\w", found[1])))


def home_hits(text: str) -> Iterator[Hit]:
    """A home told more closely than its township or street office, after a word such as 住址 or 户籍地."""
    for found in HOME.finditer(text) if "住" in text or "户籍" in text or "家庭" in text else ():
        place = found["place"]
        town = TOWN.match(place)
        rest = place[town.end() :] if town else place
        if HOUSE.search(rest):
            end = found.start("place") + len(place)
            yield Hit(
                "home",
                "block",
                found.start("place"),
                end,
                place,
                len(re.findall(r"\w", place)) - len(re.findall(r"\w", rest)),
            )


def paper_hits(text: str) -> Iterator[Hit]:
    """Passports and the travel permits of 港澳台 residents."""
    lettered = LETTERED.search(text) is not None
    for found in PASSPORT.finditer(text) if lettered else ():
        named = PASSPORT_WORDS.search(text[max(0, found.start() - 16) : found.start()])
        if named or not _is_date(found[0][-8:]):
            yield Hit("passport", "block", *found.span(), found[0].upper(), 2, 3)
    for found in PERMIT.finditer(text) if lettered else ():
        yield Hit("permit", "warn", *found.span(), found[0].upper(), 2, 3)
    for found in TAIWAN.finditer(text) if "台" in text else ():
        yield Hit("permit", "warn", *found.span("number"), found["number"], 2, 2)


def labelled_hits(text: str) -> Iterator[Hit]:
    """Plates, and numbers whose own word says what they are."""
    for found in PLATE.finditer(text):
        yield Hit("plate", "warn", *found.span(), found[0], 2, 2)
    for found in LABELLED.finditer(text) if "号" in text or "户" in text else ():
        kind = "account" if found["label"][-2] in "账帐卡" else "personal_number"
        yield Hit(kind, "warn", *found.span("number"), ascii_digits(found["number"]), 3, 3)


def _is_date(digits: str) -> bool:
    """Whether eight digits are a day of our time: P20250101 is a file's name, not a passport."""
    try:
        return 1990 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2050
    except ValueError:
        return False
