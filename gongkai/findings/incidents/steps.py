"""The steps of an incident: reported with evidence, confirmed or dismissed by another hand, concluded (TZ-6.3)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.findings import judging
from gongkai.findings.incidents import reporting

OFFICE = frozenset({Role.OFFICE})
REPORTERS = frozenset({Role.OFFICE, Role.PROPOSER, Role.SECRECY, Role.REVIEWER})
DECIDERS = frozenset({Role.OFFICE, Role.LEADING_GROUP})
CITE = ("TZ-6.3",)

KIND = register(
    Kind(
        "incident", "事件",
        table(
            Step("report", "incident_reported", "登记事件", (), "reported", REPORTERS, CITE),
            Step("withdraw", "incident_reported", "撤回公开", (), "reported", frozenset(), CITE, follows=True),
            Step(
                "add", "evidence_added", "补充证据", ("reported", "confirmed"), None, REPORTERS, CITE, asks=True,
                checks=(reporting.brings_a_file,), then=reporting.evidence_added,
            ),
            Step(
                "confirm", "incident_confirmed", "认定事件", ("reported",), "confirmed", OFFICE, CITE,
                not_by=("report", "withdraw"), checks=(reporting.is_shown,), then=judging.tell,
            ),
            Step(
                "dismiss", "incident_dismissed", "不予认定", ("reported", "confirmed"), "dismissed", OFFICE, CITE,
                says_why=True, not_by=("report",), then=judging.tell,
            ),
            Step(
                "conclude", "incident_concluded", "登记处理结果", ("confirmed",), "concluded", DECIDERS, CITE,
                says_why=True, asks=True, checks=(reporting.says_what_followed,), then=reporting.concluded,
            ),
        ),
        {"reported": "待认定", "confirmed": "已认定", "dismissed": "不予认定", "concluded": "已处理"},
        path=("confirm", "conclude"), instead={"confirm": "dismiss"}, url="findings:incident",
        settled=frozenset({"confirmed", "concluded"}),
    )
)  # fmt: skip
