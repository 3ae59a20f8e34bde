"""The steps of a request from the day it comes to the archive (条例-29 to 45)."""

from gongkai.acts.steps import Kind, Step, register, table
from gongkai.foi import confirming
from gongkai.foi.afterwards import steps as afterwards
from gongkai.foi.handling import limiting
from gongkai.foi.handling import steps as handling
from gongkai.foi.letters import steps as letters
from gongkai.foi.roles import NOBODY, OFFICERS
from gongkai.foi.vocabulary import Look

STATES = {"arrived": "待确认", "received": "待登记", "registered": "办理中", **handling.STATES}

STEPS = table(
    Step("file", "received", "网上提交申请", (), "received", NOBODY, ("条例-29", "条例-31"), follows=True),
    Step("receive", "received", "收到申请", (), "received", OFFICERS, ("条例-29", "条例-31")),
    Step("arrive", "arrived", "收到来件", (), "arrived", OFFICERS, ("条例-31",)),
    Step(
        "confirm", "confirmed", "与申请人确认", ("arrived",), "received", OFFICERS, ("条例-31",), asks=True,
        then=confirming.keep_day,
    ),
    Step("register", "registered", "登记", ("received",), "registered", OFFICERS, ("条例-45",)),
    Step("note", "noted", "记办理情况", handling.WAITING, None, OFFICERS, ("条例-45",), says_why=True),
    *letters.hung(handling.STEPS),
    *afterwards.STEPS,
    Step(
        "erase_proof", "proof_erased", "清除身份证明", tuple(STATES), None, NOBODY, ("个人信息保护法-19",),
        follows=True,
    ),
)  # fmt: skip

KIND = register(
    Kind(
        "request", "公开申请", STEPS, STATES, path=("register", "propose_decision", "approve", "deliver", "archive"),
        instead={"propose_decision": "propose_refusal"}, detours=("confirm", "clear", "extend"),
        limits_of=limiting.limits_of, url="foi:record", settled=frozenset(), sealed=dict(Look.choices),
    )
)  # fmt: skip
