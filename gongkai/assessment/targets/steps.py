"""The steps of a year's targets (DY-F1): set by the office, decided upon by the leading group, amended in the open."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.assessment.targets import setting

OFFICE, LEADERS = frozenset({Role.OFFICE}), frozenset({Role.LEADING_GROUP})

KIND = register(
    Kind(
        "targets", "目标任务",
        table(
            Step("draft", "drafted", "拟定目标任务", (), "drafted", OFFICE, ("DY-F1",)),
            Step("amend", "amended", "调整目标任务", ("drafted", "issued"), "drafted", OFFICE, ("DY-F1",),
                 says_why=True, asks=True, checks=(setting.is_changed,), then=setting.amended),
            Step("issue", "issued", "下达目标任务", ("drafted",), "issued", LEADERS, ("DY-F1",),
                 not_by=("draft", "amend"), binds=True),
        ),
        {"drafted": "待审定", "issued": "已下达"},
        path=("issue",), url="assessment:target-table",
    )
)  # fmt: skip
