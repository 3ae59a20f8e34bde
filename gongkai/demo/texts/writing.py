"""Writes a text: of a genre, by a unit, on a day. The same order gives the same bytes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.demo.county import Body
from gongkai.demo.dice import Dice
from gongkai.demo.texts import library, tabulated, voice
from gongkai.demo.texts.grammar import Pen
from gongkai.demo.texts.rows import Rows

TAGS = re.compile(r"<[^>]+>")
DOUBLED = re.compile(r"([一-龥]{2,4})\1")
SUMMARY = 120  # characters of 内容概述
DRAWN = {"project": "projects", "goods": "goods", "service": "services", "permit": "permits", "penalty": "penalties"}


@dataclass(frozen=True)
class Order:
    """What is to be written. ``nth``: its number in the unit's column this year; ``extra``: further words by name."""

    body: Body
    topic: str
    genre: str
    day: date
    nth: int
    seed: str
    extra: Mapping[str, str] = field(default_factory=dict)
    register: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Wording:
    title: str
    html: str
    kind: str
    subject: str
    summary: str
    keywords: str


def write(order: Order) -> Wording:
    """The text an order asks for; its dice know the order's own seed alone."""
    genre = library.genres()[order.genre]
    own = voice.of(order.body)
    dice = Dice(order.seed)
    pen = Pen(dice, order.day, own.words)
    pen.words |= voice.about_time(order.day) | voice.about_places(own, dice)
    matter = _give_business(pen, own, order)
    pen.words |= {"nth": str(order.nth), **order.extra}
    pen.words |= {name: dice.pick(some) for name, some in genre.words}
    title = _once(pen.write(dice.pick(genre.titles)))
    rows = Rows(own, pen, _samples(own, order), order.register)
    html = _once("".join(_part(part, pen, rows) for part in genre.body))
    summary = _once(pen.write(genre.summary)) or _first_words(html)
    subject = library.subject(order.body.field)
    return Wording(title, html, genre.kind, subject, summary, f"{matter} {order.body.name}")


def matter_of(order: Order) -> str:
    """The piece of work that the text of an order is about."""
    return write(order).keywords.split()[0]


def _give_business(pen: Pen, own: voice.Voice, order: Order) -> str:
    """Hands the pen a piece of the unit's work and the words around it. Returns its name."""
    column = library.columns()[order.topic]
    business = library.fields()[pen.dice.pick(column["of"])] if "of" in column else own.business
    names = list(business["matters"])
    fitting = [name for name in column.get("matters", ()) if name in names]
    matter = order.extra.get("matter") or pen.dice.pick(fitting or names)
    said = business["matters"][matter]
    facts = pen.dice.some(said["did"], len(said["did"]))
    others = [name for name in names if name != matter] * 2 + [matter] * 2
    pen.words |= {
        "matter": matter, "matter2": others[0], "matter3": others[1],
        "why": said["why"], "law": said["law"], "next": said["next"],
        "did": facts[0], "did2": facts[1 % len(facts)], "did3": facts[2 % len(facts)],
        "risk": own.business["risk"],
    }  # fmt: skip
    for name in ("subject", "object", "fault", "ledger"):
        pen.words[name] = column.get(name, matter)
    samples = _samples(own, order)
    pen.drawn = {name: own.business_list(some) for name, some in DRAWN.items()}
    pen.drawn |= {"sample": samples, "service_fee": samples, "fee": library.words()["fees"]}
    return matter


def _samples(own: voice.Voice, order: Order) -> list[str]:
    return library.columns()[order.topic].get("samples") or own.business_list("services")


def _once(text: str) -> str:
    """A word that two slots beside each other both brought, once: 资产管理 + 管理办法."""
    return DOUBLED.sub(r"\1", text)


def _part(part, pen: Pen, rows: Rows) -> str:
    if part is None:
        day = pen.day
        return f"<p>{pen.words['full']}</p><p>{day.year}年{day.month}月{day.day}日</p>"
    if isinstance(part, tabulated.Table):
        return tabulated.written(part, rows, pen)
    if part.sometimes and pen.dice.chance(1 / 3):
        return ""
    return f"<{part.tag}>{pen.write(pen.dice.pick(part.wordings))}</{part.tag}>"


def _first_words(html: str) -> str:
    """The beginning of a text up to the end of a sentence; a line that only names the readers is passed over."""
    lines = TAGS.sub("", html[html.index("<p>") :].replace("</p>", "\n")).strip().split("\n")
    text = next((line for line in lines if len(line) > 20), lines[0])
    if len(text) <= SUMMARY:
        return text
    end = max(text.rfind(sign, 0, SUMMARY) for sign in "。；，")
    return text[: end + 1 if end > 0 else SUMMARY].rstrip("，；") + ("" if text[end] == "。" else "……")
