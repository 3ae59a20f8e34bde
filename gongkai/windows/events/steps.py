"""The steps of what is told of a window (KF-T2.1, KF-T2.3): entered with proof, confirmed by another, dealt with."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.windows.events import entering

WRITERS, OFFICE, UNIT = frozenset({Role.PROPOSER, Role.OFFICE}), frozenset({Role.OFFICE}), frozenset({Role.REVIEWER})
CITE = ("KF-T2.1", "KF-T2.3")

KIND = register(
    Kind(
        "window_event", "窗口记事",
        table(
            Step("enter", "event_entered", "登记", (), "entered", WRITERS, CITE),
            Step("add", "proof_added", "补充凭证", ("entered",), None, WRITERS, CITE, asks=True,
                 checks=(entering.brings_a_file,), then=entering.proof_added),
            Step("confirm", "breach_confirmed", "核定", ("entered",), "confirmed", OFFICE, CITE, not_by=("enter",),
                 checks=(entering.is_shown,)),
            Step("dismiss", "event_dismissed", "不予核定", ("entered", "confirmed"), "dismissed", OFFICE, CITE,
                 says_why=True, not_by=("enter",)),
            Step("deal", "breach_dealt", "登记处理情况", ("confirmed",), "dealt", UNIT, ("KF-T2.1",), says_why=True,
                 checks=(entering.is_a_fault,)),
        ),
        {"entered": "待核定", "confirmed": "已核定", "dismissed": "不予核定", "dealt": "已处理"},
        path=("confirm",), instead={"confirm": "dismiss"}, limits_of=entering.limits_of,
        due_role={entering.LIMIT: Role.REVIEWER}, recalls={entering.LIMIT: "deal"}, url="windows:event",
    )
)  # fmt: skip
