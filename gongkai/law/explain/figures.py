"""The places of a line's record by name, and how a figure of a record is said: exact where decimals end."""

import re
from fractions import Fraction

from gongkai.law.explain.records import LINE
from gongkai.law.rounding import round_fraction
from gongkai.law.scoring.reads import Read
from gongkai.law.words import decimal_text

VALUE, COND, WAIVED, EACH, EDGE, GAP, COUNT, AMOUNT, TIMES, RAW = range(len(LINE))
ASKED, DETAILS = len(LINE), len(LINE) + 1
STATES = frozenset({"待定", "不适用", "无", "失格"})
NO, UNSURE, APART, YES = "0", "1", "2", "3"
ENDLESS = re.compile(r"-?\d+/\d+%?")
COUNTED = frozenset({"count", "number", "share", "list", "set"})


def said(text: str, places: int) -> str:
    """A figure of a record for people: 24/17 is said 1.41, 700/9% is said 77.78%; all else as it stands."""
    if "/" not in text or not ENDLESS.fullmatch(text):
        return text
    return rounded(Fraction(text.rstrip("%")), places) + ("%" if text.endswith("%") else "")


def rounded(value: Fraction, places: int) -> str:
    """At most so many decimals, halves up, without noughts at the end."""
    return decimal_text(Fraction(round_fraction(value * 10**places, "half_up"), 10**places), places)


def told(read: Read, text: str, places: int) -> str:
    """A fact with what it is: 超期未更新栏目数2个, 按时解读率77.78%, 公布年度报告：否."""
    meaning = read.meaning
    if meaning.type in COUNTED and text not in STATES:
        return f"{meaning.name}{said(text, places)}{meaning.counter}"
    return f"{meaning.name}：{said(text, places)}"
