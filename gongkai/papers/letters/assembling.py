"""Filling a paper of the catalogue in from the case (条例-30 … 条例-42)."""

import re
from dataclasses import dataclass
from datetime import date

from gongkai.law.replies import BLANK, OPTION, Outcome, Paper, Replies
from gongkai.papers.letters.matter import SAID, Matter
from gongkai.papers.official import Annex, Official, chinese_day

LEFT_OPEN = "＿＿＿＿"  # a blank nobody has filled; a letter with one cannot be signed
ENDS = "。；，、： \n"


@dataclass(frozen=True, slots=True)
class Words:
    """What of a letter may be edited before it is signed."""

    title: str
    addressee: str
    text: str
    copied: str = ""


def assemble(replies: Replies, matter: Matter) -> Words:
    """The words of a paper. What is not known stands as ``LEFT_OPEN``. Raises ``Refused`` for a paper that is none."""
    paper = replies[matter.paper]
    said = {name: chinese(value) for name, value in _blanks(matter).items()}
    lines = [*_opening(replies, paper), *paper.letter]
    if told := replies.remedy_on(paper, matter.day):
        lines.append(told.letter)
    filled = (_filled(line, said) for line in lines)
    text = "\n".join(line for line in filled if line)
    return Words(paper.title, _addressee(paper, matter), text, matter.organ.copied)


def remedies(replies: Replies, matter: Matter) -> tuple[str, list[str]]:
    """The very sentence on remedies that a paper of that day must hold, empty where it needs none; and the others."""
    told, said = replies.remedy_on(replies[matter.paper], matter.day), _blanks(matter)
    others = [_filled(one.letter, said) for one in replies.remedies.values() if one is not told]
    return (_filled(told.letter, said) if told else ""), others


def official(replies: Replies, matter: Matter, words: Words, *, draft: bool = False) -> Official:
    """The paper as it is typeset: a letter with the seal's place left empty, or a sheet to be filled in by hand."""
    paper = replies[matter.paper]
    letter = bool(paper.letter)
    return Official(
        title=words.title, text=words.text, mark=matter.organ.name if letter else "", number=matter.letter_number,
        addressees=words.addressee, signer=matter.organ.name if letter else "", day=matter.day if letter else None,
        copied=words.copied, draft=draft, annexes=_annexes(paper, matter), enclosures=matter.files if letter else (),
        letter=letter, sealed=letter,
    )  # fmt: skip


def chinese(value: str) -> str:
    """Typed words as they go into a sentence: on one line, without a full stop of their own."""
    return " ".join(value.split()).rstrip(ENDS)


def _opening(replies: Replies, paper: Paper) -> list[str]:
    return [replies.opening] if isinstance(paper, Outcome) else []


def _addressee(paper: Paper, matter: Matter) -> str:
    if paper.to == "applicant":
        return matter.applicant or LEFT_OPEN
    return matter.found.get("whom", LEFT_OPEN) if paper.to != "file" else ""


def _blanks(matter: Matter) -> dict[str, str]:
    organ = matter.organ
    said = {
        "number": matter.number, "applicant": matter.applicant, "described": matter.described, "rule": matter.rule,
        "unit": organ.name, "office": organ.office, "phone": organ.phone, "address": organ.address,
        "review": organ.review, "court": organ.court, "files": "、".join(f"《{one}》" for one in matter.files),
        "forms": matter.forms, "letter": matter.letter, "decision": matter.decision,
    }  # fmt: skip
    said |= {name: chinese_day(day) for name, day in _days(matter).items() if day}
    third = matter.last("third_party")
    if third and third.answer:
        said["third_answer"] = f"第三方{SAID[third.answer]}"
    said |= {name: value.replace("{you}", matter.you) for name, value in matter.found.items()}
    return {"you": matter.you} | {name: value for name, value in said.items() if value}


def _days(matter: Matter) -> dict[str, date | None]:
    found: dict[str, date | None] = {"received": matter.received, "due": matter.due, "extended": matter.extended}
    if one := matter.last("correction"):
        found |= {"corrected": one.answered, "correction_sent": one.sent, "correction_until": one.until}
    if one := matter.last("fee"):
        found |= {"fee_sent": one.sent, "fee_until": one.until}
    for record, name in (("reasons", "reasons_sent"), ("third_party", "third_sent")):
        if one := matter.last(record):
            found[name] = one.sent
    return found


def _filled(line: str, said: dict[str, str]) -> str:
    """What stands in brackets is left out where a blank in it is empty."""
    kept = OPTION.sub(lambda part: part[0][1:-1] if all(one in said for one in BLANK.findall(part[0])) else "", line)
    words = BLANK.sub(lambda blank: said.get(blank[1], LEFT_OPEN), kept)
    return re.sub("。。+|，。", "。", words).replace("，，", "，")


def _annexes(paper: Paper, matter: Matter) -> tuple[Annex, ...]:
    said = {name: chinese(value) for name, value in _blanks(matter).items()}
    found = []
    if matter.withheld:
        rows = tuple((str(place), one.where, one.reason) for place, one in enumerate(matter.withheld, start=1))
        found.append(Annex("不予公开部分的位置和理由", ("序号", "位置", "不予公开的理由"), (6, 18, 36), rows))
    if paper.table:
        form = tuple((name, _filled(value, said)) for name, value in paper.table.items())
        empty = frozenset(place for place, (_, value) in enumerate(form) if not value)
        found.append(Annex(paper.table_title or paper.title, (), (14, 46), form, tall=empty))
    return tuple(found)
