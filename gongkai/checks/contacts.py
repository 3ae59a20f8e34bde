"""Where a person can be found: mail, home, vehicle; travel papers. Letters and digits are ASCII here."""

import re
from collections.abc import Iterator

from gongkai.checks.finding import Level
from gongkai.checks.people import FILE_WORDS, LOOK_BACK, Hit

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24})(?![\w-])", re.ASCII)
NO_MAIL = re.compile(r"(?:.+\.)?gov\.cn|.*\.(?:png|jpe?g|gif|svg|webp|css|js)", re.IGNORECASE)
"""Domains of government, and the names of pictures for fine screens (logo@2x.png)."""

PLACE = r"(?P<place>[\u4e00-\u9fff0-9A-Za-z()（）·—-]{4,60})"
HOME = re.compile(
    r"(?P<label>家庭(?:住址|地址)|户籍(?:所在地|地址|地)?|居住(?:地址|地)|现住(?:址|地)?|住址|常住地址?|家住|住所地?"
    r"|住(?![建房院宿所户宅保培]))"
    r"[:：为在是于\s\u3000|]{0,4}" + PLACE
)
HOUSE = re.compile(
    r"[0-9一二三四五六七八九十百零〇]+(?:号|室|组|社|栋|幢|座|单元|楼|户|弄|门)|(?:路|街|巷|村|小区|花园|苑)"
)
TOWN = re.compile(
    r".*?(?:街道(?!办)|街道办事处|镇|乡(?!村)|苏木)|.*?(?:[^小社园校]区|县|旗|市)(?!.*(?:县|旗|街道|镇|乡))"
)
BEFORE_BARE = "，,、;；（( \t\n\u3000\u2029"
"""住 alone speaks of a home only where a clause begins."""
SEAT = re.compile(r"公司|企业|法定代表人|信用代码|经营者|个体工商户|单位|事务所|合作社")
"""What stands before the 住所 of a body, which is public (民法典 63)."""
SEAT_WITHIN = 80

LETTERED = re.compile("[A-Za-z] ?(?:\\d[ -]?){7}")  # stands in every passport and permit, and in few texts
PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?:[EGDSPK]\d{8}|(?:E[A-HJ-NP-Z]|DE|SE|PE|KJ|MA)\d{7})(?![0-9A-Za-z])", re.I)
CUT_PASSPORT = re.compile(r"(?:护照|passport)[^0-9A-Z]{0,10}(?P<number>[EGDSPK][A-Z]?(?:[ -]?\d){7,8})(?!\d)", re.I)
PASSPORT_WORDS = re.compile("护照|passport|通行证|证件|证号", re.IGNORECASE)
PERMIT = re.compile(r"(?<![0-9A-Za-z])[HMhm](?:\d{10}|\d{8})(?![0-9A-Za-z])")
TAIWAN = re.compile(r"(?:台胞证|台湾居民来往大陆通行证)[^0-9\n]{0,10}(?P<number>\d{8})(?!\d)")
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•.\s-]{0,2}"
    r"(?P<body>[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领])(?![0-9A-Za-z])"
)
PLATE_BODY = re.compile(
    r"(?=(?:[A-Z]?\d){3})[A-Z0-9]{5}|\d{5}|[A-Z0-9]{4}[挂学警港澳领]|[A-HJK][A-Z0-9]\d{4}|\d{5}[A-HJK]"
)
"""Five signs, at most two of them letters; six for new energy, a letter first or last (GA 36-2018)."""


def mail_hits(text: str) -> Iterator[Hit]:
    """Mail addresses; those of government domains are public."""
    for found in MAIL.finditer(text) if "@" in text else ():
        level: Level | None = None if NO_MAIL.fullmatch(found[1]) else "warn"
        yield Hit("mail", level, *found.span(), found[0].casefold(), 1, len(re.findall(r"\w", found[1])))


def home_hits(text: str) -> Iterator[Hit]:
    """A home told more closely than its township or street office, after a word such as 住址 or 户籍地."""
    for found in HOME.finditer(text) if "住" in text or "户籍" in text or "家庭" in text else ():
        before = text[max(0, found.start() - SEAT_WITHIN) : found.start()]
        if found["label"].startswith("住所") and SEAT.search(before):
            continue
        if found["label"] == "住" and before[-1:] not in BEFORE_BARE:
            continue
        place = found["place"] if re.search("[(（]", found["place"]) else re.split("[)）]", found["place"])[0]
        if hit := home_hit(place, found.start("place")):
            yield hit


def home_hit(place: str, start: int) -> Hit | None:
    """The home that a place tells, its township left readable; None where it is no closer than that."""
    town = TOWN.match(place)
    rest = place[town.end() :] if town else place
    if not HOUSE.search(rest):
        return None
    readable = len(re.findall(r"\w", place)) - len(re.findall(r"\w", rest))
    return Hit("home", "block", start, start + len(place), place, readable)


def paper_hits(text: str) -> Iterator[Hit]:
    """Passports and the travel permits of 港澳台 residents."""
    if LETTERED.search(text):
        named = PASSPORT_WORDS.search(text) is not None
        for found in PASSPORT.finditer(text):
            if named or not _is_file_number(text, found):
                yield Hit("passport", "block", *found.span(), found[0].upper(), 2, 3)
        for found in CUT_PASSPORT.finditer(text) if named else ():
            yield Hit("passport", "block", *found.span("number"), _bare(found["number"]), 2, 3)
        for found in PERMIT.finditer(text):
            yield Hit("permit", "warn", *found.span(), found[0].upper(), 2, 3)
    for found in TAIWAN.finditer(text) if "台" in text else ():
        yield Hit("permit", "warn", *found.span("number"), found["number"], 2, 2)


def plate_hits(text: str) -> Iterator[Hit]:
    """Plates of vehicles."""
    for found in PLATE.finditer(text):
        body = found["body"]
        if PLATE_BODY.fullmatch(body) and sum(map(str.isdigit, body)) >= 3:
            yield Hit("plate", "warn", *found.span(), found[0][:2] + body, 2, 2)


def _is_file_number(text: str, found: re.Match[str]) -> bool:
    """A year after the letter, or a word such as 编号 before it: a contract's or a file's number."""
    before = text[max(0, found.start() - LOOK_BACK) : found.start()]
    year = re.search(r"\d{4}", found[0])
    return FILE_WORDS.search(before) is not None or (year is not None and "1990" <= year[0] <= "2050")


def _bare(number: str) -> str:
    return re.sub(r"[ -]", "", number).upper()
