"""The steps by which a request is taken in, whatever way it comes (条例-29, 条例-31, 条例-45)."""

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.foi import confirming
from gongkai.foi.models import Request
from gongkai.foi.vocabulary import CONFIRMED, Channel

OFFICERS = frozenset({Role.PROPOSER, Role.OFFICE})
READERS = OFFICERS | {Role.REVIEWER}  # who may look at sealed words, each look being kept
STATES = {"arrived": "待确认", "received": "待登记", "registered": "办理中"}
CONFIRMATION = {Channel.LETTER: "foi.letter_confirmation"}


def limits_of(cases) -> dict[int, list]:
    known, keys = shelf.here(), [case.pk for case in cases]
    channels = dict(Request.objects.filter(case__in=keys).values_list("case_id", "channel"))
    return {key: [known[name] for name in _names(channels[key]) if name in known] for key in keys}


def _names(channel: str) -> list[str]:
    found = ["foi.reply", "foi.registration"]
    return [*found, CONFIRMATION.get(Channel(channel), "foi.confirmation")] if channel in CONFIRMED else found


STEPS = table(
    Step("file", "received", "网上提交申请", (), "received", frozenset(), ("条例-29", "条例-31"), follows=True),
    Step("receive", "received", "收到申请", (), "received", OFFICERS, ("条例-29", "条例-31")),
    Step("arrive", "arrived", "收到来件", (), "arrived", OFFICERS, ("条例-31",)),
    Step(
        "confirm", "confirmed", "与申请人确认", ("arrived",), "received", OFFICERS, ("条例-31",), asks=True,
        then=confirming.keep_day,
    ),
    Step("register", "registered", "登记", ("received",), "registered", OFFICERS, ("条例-45",)),
    Step("note", "noted", "记办理情况", ("registered",), None, OFFICERS, ("条例-45",), says_why=True),
    Step(
        "erase_proof", "proof_erased", "清除身份证明", tuple(STATES), None, frozenset(), ("个人信息保护法-19",),
        follows=True,
    ),
)  # fmt: skip

KIND = register(
    Kind(
        "request", "公开申请", STEPS, STATES, path=("register", "note"), detours=("confirm",), limits_of=limits_of,
        url="foi:record", settled=frozenset(),
    )
)  # fmt: skip
