"""The steps of a line of the three lists (BW-10): problem, measure with post and day, agreed to, mended, settled."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.findings import judging
from gongkai.plans.mending import putting

OFFICE, UNIT, LEADERS = (frozenset({role}) for role in (Role.OFFICE, Role.PROPOSER, Role.REVIEWER))
CITE = ("BW-10",)

KIND = register(
    Kind(
        "plan_mend", "三单事项",
        table(
            Step("list", "problem_listed", "列入问题清单", (), "listed", OFFICE | UNIT, CITE, then=judging.tell),
            Step("measure", "measure_set", "填写措施和责任", ("listed", "back"), "measured", UNIT, CITE, asks=True,
                 checks=(putting.is_whole,), then=putting.measured),
            Step("agree", "measure_agreed", "同意措施", ("measured",), "mending", OFFICE, CITE, binds=True,
                 then=judging.tell),
            Step("send_back", "measure_returned", "退回重写措施", ("measured",), "back", OFFICE, CITE, says_why=True,
                 then=judging.tell),
            Step("report", "mending_reported", "报告整改结果", ("mending",), "reported", LEADERS, CITE, asks=True,
                 not_by=("measure",), checks=(putting.says_result,), then=putting.done),
            Step("accept", "mending_accepted", "核实已整改", ("reported",), "mended", OFFICE, CITE),
            Step("refuse", "mending_returned", "整改不到位，退回", ("reported",), "mending", OFFICE, CITE,
                 says_why=True, restarts=True, then=judging.tell),
        ),
        {
            "listed": "待写措施", "back": "退回重写", "measured": "待同意", "mending": "整改中", "reported": "待核实",
            "mended": "已整改",
        },
        path=("measure", "agree", "report", "accept"), due_role={putting.LIMIT: Role.REVIEWER},
        limits_of=putting.limits_of, url="plans:mend",
    )
)  # fmt: skip
