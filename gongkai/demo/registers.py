"""The lists of the demonstration: each round opened, written, reviewed and published by its unit's four hands.

Played through the very steps that staff take; a list that stands already stays as it is.
"""

from datetime import date, datetime, timedelta
from functools import cache

import yaml

from gongkai import shelf
from gongkai.accounts.models import Post, Role
from gongkai.catalogue.models import Topic
from gongkai.demo import county, hours
from gongkai.registers import cells, drafting, showing
from gongkai.registers.drafting import Founding, Writing
from gongkai.registers.models import Line, Register

WAY = (
    ("propose", Role.PROPOSER, 10), ("clear", Role.SECRECY, 11), ("approve", Role.REVIEWER, 15),
    ("publish", Role.PUBLISHER, 16),
)  # fmt: skip
NOT_CELLS = ("firm", "decision", "withheld")


def play() -> None:
    """Every list of the file that is not there yet."""
    for told in written():
        unit, kind = told["unit"], told["type"]
        if not Register.objects.filter(unit__name=unit, type=kind).exists():
            _play(told)
    for register in showing.turning(hours.NOW):
        showing.turn(register, hours.NOW)


@cache
def written() -> list[dict]:
    """The file as it stands."""
    return yaml.load((county.HERE / "registers.yaml").read_text("utf-8"), yaml.CSafeLoader)


def _play(told: dict) -> None:
    hands = {role: Post.objects.get(unit__name=told["unit"], role=role) for _, role, _ in WAY}
    register = _open(told, hands[Role.PROPOSER])
    for number, turn in enumerate(told["rounds"]):
        _lapse(register, turn["day"])
        if number:
            register.case.take("change", by=hands[Role.PROPOSER], at=_at(turn["day"], 9))
            register.refresh_from_db()
        _write(register, turn, told.get("common", {}), hands[Role.PROPOSER])
        for step, role, hour in WAY:
            register.case.take(step, by=hands[role], at=_at(turn["day"], hour))
            if step == turn.get("reach"):
                break
        register.refresh_from_db()


def _open(told: dict, by: Post) -> Register:
    first = told["rounds"][0]["day"]
    kind = told["type"]
    founding = Founding(by.unit, kind, _topic(kind), by, _at(first, 8), first={"effective_on": first})
    return drafting.open_registers([founding])[0]


def _topic(kind: str) -> Topic:
    known = {topic.code: topic for topic in Topic.objects.filter(children=None)}
    return next(known[code] for code in shelf.register_type(kind).columns if code in known)


def _write(register: Register, turn: dict, common: dict, by: Post) -> None:
    at = _at(turn["day"], 9)
    kinds = register.kind.changes
    writings = [_writing(register, row, kind, common) for kind in kinds for row in turn.get(kind, ())]
    drafting.save_rows(register, writings, by, at)
    if turn.get("note") and register.draft:
        drafting.head(register, turn["day"], turn["note"], register.draft.head_stamp, by, at)


def _writing(register: Register, row: dict, kind: str, common: dict) -> Writing:
    """A row as the file tells it, over what the list said of it before."""
    told = {name: value for name, value in row.items() if name not in NOT_CELLS}
    if "firm" in row:
        told["code"] = county.organ_code(row["firm"], front="91")
    line = Line.objects.standing().filter(register=register, key=told["code"]).select_related("live").first()
    before = cells.all_of(line.live) if line and line.live else common
    said = before | told
    fields = register.kind.fields
    read = {name: cells.read(field, said.get(name, ""), may_lack=True) for name, field in fields.items()}
    return Writing(read, kind, row.get("decision", ""), row.get("withheld", ""), line=line)


def _lapse(register: Register, day: date) -> None:
    """Firms whose term ended before this round left on the day it ended, as the schedule would have seen to."""
    if register.turns and register.turns <= day:
        showing.turn(register, _at(register.turns, 0))
        register.refresh_from_db()


def _at(day: date, hour: int) -> datetime:
    return hours.at(day, 60 * 60 * hour) + timedelta(minutes=hour)
