"""The steps of a document that is to be given in part: found, cut, looked at by another, given (条例-37)."""

from gongkai.acts.steps import Kind, Step, register, table
from gongkai.foi.roles import HEADS, NOBODY, OFFICERS, SECRECY
from gongkai.foi.severing import gates

STATES = {"marking": "遮盖中", "made": "待核对", "checked": "可以提供", "dropped": "不提供"}
CHECKERS = SECRECY | HEADS
CITE = ("条例-37",)

STEPS = table(
    Step("add", "material_added", "加入材料", (), "marking", OFFICERS, CITE),
    Step(
        "make", "copy_made", "生成提供件", ("marking",), "made", OFFICERS, CITE, binds=True, asks=True,
        checks=(gates.is_open, gates.is_copied),
    ),
    Step(
        "check", "copy_checked", "核对通过", ("made",), "checked", CHECKERS, ("条例-17", "条例-37"), needs=("make",),
        not_by=("make",), binds=True, checks=(gates.is_open,),
    ),
    Step("send_back", "copy_sent_back", "退回重做", ("made",), "marking", CHECKERS, CITE, says_why=True),
    Step(
        "resume", "marking_resumed", "改遮盖", ("made", "checked", "dropped"), "marking", OFFICERS, CITE,
        checks=(gates.is_open,),
    ),
    Step(
        "drop", "material_dropped", "不提供", ("marking", "made", "checked"), "dropped", OFFICERS, CITE, says_why=True,
        checks=(gates.is_open,),
    ),
    Step(
        "erase", "material_erased", "清除材料", tuple(STATES), None, NOBODY, ("个人信息保护法-19",), follows=True,
    ),
)  # fmt: skip

KIND = register(
    Kind(
        "severing", "区分处理", STEPS, STATES, path=("make", "check"), url="foi:material", settled=frozenset(),
    )
)  # fmt: skip
