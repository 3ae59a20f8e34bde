"""The steps of a leading group (TZ-5.1, BW-12.3): composed, agreed to; people who leave start the month to adjust."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, after, register, table
from gongkai.organisation.groups import composing, showing

WRITERS, LEADERS = frozenset({Role.PROPOSER, Role.OFFICE}), frozenset({Role.REVIEWER, Role.LEADING_GROUP})
CITE = ("TZ-5.1", "BW-12.3")

KIND = register(
    Kind(
        "leading_group", "领导小组",
        table(
            Step("set_up", "group_set_up", "登记领导小组", (), "drafted", WRITERS, CITE),
            Step("amend", "group_amended", "修改组成", ("drafted", "returned"), "drafted", WRITERS, CITE, asks=True),
            Step("accept", "group_agreed", "核定并公布", ("drafted",), "standing", LEADERS, CITE,
                 not_by=("set_up", "amend", "adjust"), binds=True, checks=(composing.has_come,),
                 then=after(composing.agreed, showing.show)),
            Step("return", "group_sent_back", "退回", ("drafted",), "returned", LEADERS, CITE, says_why=True),
            Step("change", "person_left", "登记人员变动", ("standing",), "changed", WRITERS, CITE, asks=True,
                 says_why=True, restarts=True),
            Step("adjust", "group_adjusting", "调整组成", ("changed",), "drafted", WRITERS, CITE, asks=True),
            Step("keep", "group_kept", "不用调整", ("changed",), "standing", LEADERS, CITE, not_by=("change",),
                 says_why=True),
        ),
        {"drafted": "待核定", "returned": "退回修改", "standing": "有效", "changed": "人员有变动，待调整"},
        path=("accept",), detours=("amend", "adjust"), limits_of=composing.limits_of, url="organisation:group",
    )
)  # fmt: skip
