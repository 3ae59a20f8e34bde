"""The steps of a centre: entered, agreed to by another hand, looked at on site, put right (KF-2.1, KF-5.2)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.windows.centres import entering, showing

WRITERS, DECIDERS = frozenset({Role.PROPOSER, Role.OFFICE}), frozenset({Role.REVIEWER, Role.OFFICE})
OFFICE = frozenset({Role.OFFICE})
CITE = ("KF-2.1", "KF-5.2")

KIND = register(
    Kind(
        "service_centre", "服务中心",
        table(
            Step("open", "centre_entered", "登记中心", (), "entered", WRITERS, CITE),
            Step("amend", "centre_amended", "修改登记", ("entered", "running"), "entered", WRITERS, CITE, asks=True),
            Step("agree", "centre_agreed", "核定并公布", ("entered",), "running", DECIDERS, CITE,
                 not_by=("open", "amend"), binds=True, checks=(entering.is_named,), then=showing.show),
            Step("look", "centre_looked_at", "登记现场查看", ("running",), None, OFFICE, ("KF-T3.9", "KF-T3.10"),
                 asks=True),
            Step("end", "centre_ended", "撤销中心", ("running",), "ended", DECIDERS, CITE, says_why=True,
                 then=showing.end),
        ),
        {"entered": "待核定", "running": "运行", "ended": "已撤销"},
        path=("agree",), url="windows:centre",
    )
)  # fmt: skip
