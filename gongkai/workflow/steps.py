"""The step tables of what surrounds a record: routes, meetings, countersigning, copies to take down."""

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.workflow import countersigning, meetings, receipts

LEADERS = frozenset({Role.OFFICE, Role.REVIEWER})
EDITORS = frozenset({Role.PROPOSER})
SECRETARIES = frozenset({Role.PROPOSER, Role.REVIEWER})
CHANNEL_KEEPERS = frozenset({Role.PROPOSER, Role.PUBLISHER})

SIGNERS = frozenset({Role.PROPOSER, Role.REVIEWER, Role.PUBLISHER})
COUNTERSIGN_LIMIT, TAKEDOWN_LIMIT = "disclosures.countersign", "disclosures.takedown"
RECEIPT_LIMIT = "disclosures.receipt"

ROUTE = register(
    Kind(
        "route", "办理流程",
        table(
            Step("set", "set", "设定流程", (), "standing", LEADERS, ("TZ-4.2",)),
            Step("hand_over", "handed_over", "席位交接", ("standing",), None, LEADERS),
            Step("end", "ended", "停用流程", ("standing",), "ended", LEADERS, says_why=True),
        ),
        {"standing": "在用", "ended": "已停用"},
        url="workflow:route",
    )
)  # fmt: skip

MEETING = register(
    Kind(
        "meeting", "集体研究",
        table(
            Step("convene", "convened", "提请会议", (), "called", SECRETARIES, ("TZ-4.2",)),
            Step(
                "minute", "minuted", "记录会议", ("called", "minuted"), "minuted", SECRETARIES, ("TZ-4.2",), asks=True,
                binds=True,
            ),
            Step(
                "confirm", "confirmed", "确认纪要", ("minuted",), "confirmed", frozenset({Role.REVIEWER}),
                ("TZ-4.2",), needs=("minute",), not_by=("minute",), binds=True,
                checks=(meetings.is_sound,), then=meetings.carry_out,
            ),
            Step("cancel", "cancelled", "取消会议", ("called", "minuted"), "cancelled", SECRETARIES, says_why=True),
        ),
        {"called": "待开会", "minuted": "待确认纪要", "confirmed": "已决定", "cancelled": "已取消"},
        path=("minute", "confirm"),
        url="disclosures:meeting",
        settled=frozenset(),
    )
)  # fmt: skip

ANSWERED = ("asked",)
BY_ANOTHER = (countersigning.is_what_was_sent, countersigning.is_another_hand)
BY_ANOTHER_UNIT = (*BY_ANOTHER, countersigning.is_another_unit)
COUNTERSIGN = register(
    Kind(
        "countersign", "会签",
        table(
            Step(
                "ask", "countersign_asked", "送会签", (), "asked", EDITORS, ("条例-11", "SQ-6.2"), afar=True,
                follows=True,
            ),
            Step(
                "agree", "countersigned", "会签同意", ANSWERED, "agreed", frozenset({Role.REVIEWER}), ("条例-11",),
                binds=True, checks=BY_ANOTHER_UNIT, then=countersigning.tell_asker,
            ),
            Step(
                "pass", "countersigned", "会签无意见", ANSWERED, "passed", frozenset({Role.REVIEWER}), ("条例-11",),
                binds=True, checks=BY_ANOTHER_UNIT, then=countersigning.tell_asker,
            ),
            Step(
                "object", "countersigned", "会签不同意", ANSWERED, "objected", frozenset({Role.REVIEWER}), ("条例-11",),
                binds=True, says_why=True, checks=BY_ANOTHER_UNIT, then=countersigning.tell_asker,
            ),
            Step(
                "settle", "countersign_settled", "协调后可以公开", ("objected",), "settled",
                frozenset({Role.OFFICE}), ("条例-11", "SQ-6.2"), binds=True, says_why=True,
                checks=BY_ANOTHER, then=countersigning.tell_asker,
            ),
            Step(
                "conclude", "countersign_settled", "逾期未答复，协调后可以公开", ("asked",), "settled",
                frozenset({Role.OFFICE}), ("条例-11", "SQ-6.2"), binds=True, says_why=True,
                checks=(*BY_ANOTHER, countersigning.has_waited), then=countersigning.tell_asker,
            ),
            Step(
                "uphold", "countersign_settled", "协调后须修改", ("objected",), "upheld", frozenset({Role.OFFICE}),
                ("条例-11", "SQ-6.2"), says_why=True, then=countersigning.tell_asker,
            ),
            Step("lapse", "countersign_lapsed", "因文件退回作废", ("asked",), "lapsed", frozenset(), follows=True),
            Step(
                "recall", "countersign_lapsed", "撤回会签", ("asked", "objected", "upheld"), "recalled", EDITORS,
                says_why=True, afar=True, checks=(countersigning.is_ones_own,),
            ),
        ),
        {
            "asked": "待答复", "agreed": "同意", "passed": "无意见", "objected": "不同意", "settled": "协调后可以公开",
            "upheld": "协调后须修改", "lapsed": "已作废", "recalled": "已撤回",
        },
        path=("agree",),
        detours=("settle",),
        due_role={COUNTERSIGN_LIMIT: Role.REVIEWER},
        limits_of=lambda cases: {case.pk: _known(COUNTERSIGN_LIMIT) for case in cases},
        url="disclosures:countersign",
        settled=frozenset(),
    )
)  # fmt: skip

TAKEDOWN = register(
    Kind(
        "takedown", "撤下",
        table(
            Step("ask", "takedown_asked", "要求撤下", (), "asked", frozenset(), ("TZ-6.3",), follows=True),
            Step(
                "take_down", "taken_down", "登记已撤下", ("asked",), "done", CHANNEL_KEEPERS, ("TZ-6.3",), says_why=True
            ),
        ),
        {"asked": "待撤下", "done": "已撤下"},
        path=("take_down",),
        due_role={TAKEDOWN_LIMIT: Role.PUBLISHER},
        limits_of=lambda cases: {case.pk: _known(TAKEDOWN_LIMIT) for case in cases},
        url="workflow:takedown",
        settled=frozenset({"done"}),
    )
)  # fmt: skip

RECEIPT = register(
    Kind(
        "receipt", "签收",
        table(
            Step("send", "receipt_asked", "送达", (), "sent", frozenset(), ("DY-5",), follows=True),
            Step(
                "sign", "receipt_signed", "签收", ("sent",), "signed", SIGNERS, ("DY-5",),
            ),
            Step(
                "remind", "receipt_reminded", "催签", ("sent",), None, CHANNEL_KEEPERS | {Role.OFFICE},
                ("DY-5",), afar=True, checks=(receipts.is_ones_own,), then=receipts.tell_addressee,
            ),
            Step("lapse", "receipt_lapsed", "因文件撤回不再签收", ("sent",), "lapsed", frozenset(), follows=True),
        ),
        {"sent": "待签收", "signed": "已签收", "lapsed": "不再签收"},
        path=("sign",),
        due_role={RECEIPT_LIMIT: Role.PROPOSER},
        limits_of=lambda cases: {case.pk: _known(RECEIPT_LIMIT) for case in cases},
        url="disclosures:receipt",
        settled=frozenset(),
    )
)  # fmt: skip


def _known(name: str) -> list:
    limits = shelf.here()
    return [limits[name]] if name in limits else []
