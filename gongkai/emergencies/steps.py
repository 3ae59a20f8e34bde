"""The steps of an emergency (条例-20.12, BW-8.3): the office starts it on an order and releases, a leader agrees.

It cannot wait for two signatures: one person starts and releases and names who ordered it; the leading group is told
at once and agrees afterwards. Whoever started it cannot be the one who agrees.
"""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.emergencies import running

OFFICE, LEADERS = frozenset({Role.OFFICE}), frozenset({Role.LEADING_GROUP})
STATES = {"running": "正在发布", "ended": "已结束"}

KIND = register(
    Kind(
        "emergency", "突发事件",
        table(
            Step(
                "start", "emergency_started", "启动应急发布", (), "running", OFFICE, ("条例-20.12", "BW-8.3"),
                says_why=True, then=running.started,
            ),
            Step(
                "release", "emergency_released", "发布一条", ("running",), None, OFFICE, ("BW-8.3",), asks=True,
                checks=(running.says_something,), then=running.released,
            ),
            Step(
                "retract", "release_retracted", "撤回一条", ("running", "ended"), None, OFFICE | LEADERS,
                ("条例-17",), asks=True, says_why=True, checks=(running.names_a_release,), then=running.retracted,
            ),
            Step(
                "agree", "emergency_agreed", "补办同意", ("running", "ended"), None, LEADERS, ("BW-8.3",),
                not_by=("start",),
            ),
            Step(
                "end", "emergency_ended", "结束应急发布", ("running",), "ended", OFFICE | LEADERS, ("BW-8.3",),
                says_why=True, then=running.ended,
            ),
        ),
        STATES,
        path=("agree",),
        url="emergencies:record",
    )
)  # fmt: skip
