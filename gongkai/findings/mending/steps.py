"""The steps of a rectification (BW-19): ordered, received, measures, report, re-check; late, the leaders' matter."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.findings import judging
from gongkai.findings.mending import checking, items

OFFICE, LEADERS = frozenset({Role.OFFICE}), frozenset({Role.LEADING_GROUP})
WRITER, LEADER = frozenset({Role.PROPOSER}), frozenset({Role.REVIEWER})
CITE = ("BW-19",)
OPEN = items.OPEN

KIND = register(
    Kind(
        "rectification", "整改",
        table(
            Step("order", "mend_ordered", "责成整改", (), "ordered", OFFICE, CITE, then=judging.tell),
            Step("receive", "result_received", "签收考核结果", ("ordered",), "mending", WRITER | LEADER, CITE),
            Step(
                "deliver", "result_received", "登记送达", ("ordered",), "mending", OFFICE, CITE, says_why=True,
                then=judging.tell,
            ),
            Step("measure", "measured", "填写整改情况", OPEN, None, WRITER, CITE, asks=True),
            Step(
                "report", "mend_reported", "签报整改结果", OPEN, "reported", LEADER, CITE, not_by=("measure",),
                needs=("measure",), binds=True, checks=(items.all_measured,),
            ),
            Step(
                "accept", "mended", "复查通过", ("reported",), "mended", OFFICE, CITE, not_by=("order",),
                needs=("report",), then=checking.accepted,
            ),
            Step(
                "send_back", "mend_returned", "复查不通过，退回", ("reported",), "returned", OFFICE, CITE,
                not_by=("order",), needs=("report",), says_why=True, asks=True, checks=(checking.names_what_failed,),
                then=checking.sent_back,
            ),
            Step(
                "escalate", "mend_overdue", "逾期未整改，报领导小组", ("mending", "returned"), "late", frozenset(),
                CITE, follows=True, then=checking.escalated,
            ),
            Step(
                "pursue", "pursued", "追究责任", ("late",), "pursued", LEADERS, ("BW-19", "TZ-6.3"), says_why=True,
                then=judging.tell,
            ),
            Step(
                "cancel", "mend_cancelled", "撤销整改", ("ordered", *OPEN), "cancelled", OFFICE | LEADERS, CITE,
                says_why=True, then=judging.tell,
            ),
        ),
        {
            "ordered": "待签收", "mending": "整改中", "returned": "退回再整改", "late": "逾期未整改",
            "pursued": "已追究，仍须整改", "reported": "待复查", "mended": "已整改", "cancelled": "已撤销",
        },
        path=("receive", "measure", "report", "accept"), instead={"receive": "deliver", "accept": "send_back"},
        detours=("pursue",), limits_of=checking.limits_of, url="findings:mending",
    )
)  # fmt: skip
