"""The steps of a window: set up, staffed, its people moved and their attendance told (KF-2.1, KF-T2.1)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.windows.staffing import serving

UNIT, OFFICE = frozenset({Role.PROPOSER}), frozenset({Role.OFFICE})
BOTH = UNIT | OFFICE
CITE, SETS = ("KF-T2.1",), ("KF-2.1", "KF-T3.9")
OPEN = ("open",)

KIND = register(
    Kind(
        "service_window", "窗口",
        table(
            Step("set_up", "window_set_up", "设立窗口", (), "open", BOTH, SETS),
            Step("post", "clerk_posted", "派驻人员", OPEN, None, BOTH, CITE, asks=True),
            Step("ask_move", "move_asked", "申请变动人员", OPEN, None, UNIT, CITE, asks=True, says_why=True,
                 checks=(serving.somebody_serves,)),
            Step("grant", "move_granted", "同意变动", OPEN, None, OFFICE, CITE, asks=True,
                 checks=(serving.somebody_waits,)),
            Step("deny", "move_denied", "不同意变动", OPEN, None, OFFICE, CITE, asks=True, says_why=True,
                 checks=(serving.somebody_waits,)),
            Step("move", "clerk_moved", "登记变动", OPEN, None, BOTH, CITE, asks=True,
                 checks=(serving.somebody_serves,)),
            Step("equip", "clerk_equipped", "登记配齐", OPEN, None, OFFICE, CITE, asks=True,
                 checks=(serving.somebody_lacks,)),
            Step("attend", "attendance_told", "登记考勤", OPEN, None, OFFICE, CITE, asks=True),
            Step("send_back", "clerk_sent_back", "退回人员", OPEN, None, OFFICE, CITE, asks=True, says_why=True,
                 checks=(serving.somebody_serves,)),
            Step("close", "window_closed", "撤销窗口", OPEN, "closed", OFFICE, SETS, says_why=True,
                 then=serving.closed),
        ),
        {"open": "运行", "closed": "已撤销"},
        url="windows:window",
    )
)  # fmt: skip
