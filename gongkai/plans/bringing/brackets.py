"""括号里的单位: who leads a task and who takes part, as papers say it at the end of a paragraph (SQ-6.6.1).

甲处、乙处落实 · 甲处会乙处牵头落实 · 甲处等牵头落实 · 甲处会同有关部门负责落实 · 甲局牵头，乙局、丙局按职责分工负责.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

BRACKET = re.compile(r"[（(]([^（）()]{2,120})[）)]")
DUTY = re.compile(r"(?:落实|负责|牵头|配合|会同|参与|协助|责任单位|承办|组织实施|办理)")
HEAD = re.compile(r"^(牵头|责任|主办|承办|配合|会同|参与|协办)(?:单位|部门|处室|科室)[:：]")
TAIL = re.compile(
    r"(?:按(?:照)?(?:各自)?职责(?:分工)?|分工|分别|共同|具体|联合)*"
    r"(?:牵头|负责|配合|参与|协助|组织|抓好|推进|承办|办理)*(?:落实|实施|负责|配合|参与|协助|牵头|承办|办理)?$"
)
OPEN_END = re.compile(r"等(?:有关|相关|各)?(?:部门|单位|处室|科室|股室)?$")
WITH = re.compile(r"会同|会商")
LINK = re.compile(r"[、和与及]|以及")
CLAUSE = re.compile(r"[，,；;]")
JOINT_WORDS, LEAD_WORDS = ("配合", "参与", "协助", "协办", "会同单位", "会同部门"), ("牵头", "主办")
OFFICE_END = "处局办科股室委部站队镇乡厅院所社厂司"
OPENS, CLOSES = "\ue000", "\ue001"  # a known name stands as its number between them, so that a 会 in it is none


@dataclass
class Named:
    """Who is named: ``leads`` and ``joints`` as written; ``more``: an 等 says that there are others."""

    leads: list[str] = field(default_factory=list)
    joints: list[str] = field(default_factory=list)
    more: bool = False


def split(paragraph: str) -> list[tuple[str, str]]:
    """The paragraph in pieces of (words, what their bracket says); words behind the last bracket have an empty one.

    A bracket that names nobody's duty, such as （PPP） or （此件公开发布）, is part of the words.
    """
    found, start = [], 0
    for one in BRACKET.finditer(paragraph):
        if DUTY.search(one[1]) and is_duty(one[1]):
            words = paragraph[start : one.start()].strip()
            found.append((words, one[1]))
            start = one.end()
    rest = paragraph[start:].strip().lstrip("。.；; ")
    return [*found, (rest, "")] if rest or not found else found


def is_duty(inside: str) -> bool:
    """Whether a bracket says who does it: it ends in a word of duty, or opens with 责任单位："""
    return bool(HEAD.match(inside)) or TAIL.sub("", inside.rstrip("。")) != inside.rstrip("。")


def read(inside: str, known: Collection[str] = ()) -> Named:
    """Reads what a bracket says. ``known``: names of units, in which a 会 or 、 joins nothing."""
    masked, names = _masked(inside.strip().rstrip("。"), known)
    told = Named()
    for clause in filter(None, (one.strip() for one in CLAUSE.split(masked))):
        _read_clause(clause, told, names)
    told.joints = [one for one in dict.fromkeys(told.joints) if one not in told.leads]
    told.leads = list(dict.fromkeys(told.leads))
    return told


def _read_clause(clause: str, told: Named, names: list[str]) -> None:
    head = HEAD.match(clause)
    word = head[1] if head else clause
    bare = TAIL.sub("", clause[head.end() :] if head else clause)
    joint = any(one in word for one in JOINT_WORDS) or (head is not None and word == "会同")
    joint = joint or (bool(told.leads) and not any(one in word for one in LEAD_WORDS))
    left, right = _halves(bare)
    told.more |= bool(OPEN_END.search(left) or OPEN_END.search(right))
    first, second = _names(left, names), _names(right, names)
    (told.joints if joint else told.leads).extend(first)
    told.joints.extend(second)


def _halves(text: str) -> tuple[str, str]:
    """Before and behind a 会同 or 会 that stands between two offices."""
    if found := WITH.search(text):
        return text[: found.start()], text[found.end() :]
    for place, sign in enumerate(text):
        if sign == "会" and 0 < place < len(text) - 1 and text[place - 1] in OFFICE_END + CLOSES:
            return text[:place], text[place + 1 :]
    return text, ""


def _names(text: str, names: list[str]) -> list[str]:
    bare = OPEN_END.sub("", text.strip())
    found = [one.strip() for one in LINK.split(bare)]
    return [_unmasked(one, names) for one in found if one]


def _masked(text: str, known: Collection[str]) -> tuple[str, list[str]]:
    """With known names, the longest first, put out of the way: each is its number between two marks."""
    names = sorted({one for one in known if one and one in text}, key=lambda one: (-len(one), one))
    for number, name in enumerate(names):
        text = text.replace(name, f"{OPENS}{number}{CLOSES}")
    return text, names


def _unmasked(text: str, names: list[str]) -> str:
    return re.sub(f"{OPENS}(\\d+){CLOSES}", lambda found: names[int(found[1])], text)
