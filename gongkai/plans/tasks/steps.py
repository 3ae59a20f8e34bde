"""The steps of a task (SQ-6.6, BW-5.2): issued, told of, changed with a word from above, reported done, accepted."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.plans import seeing
from gongkai.plans.models import ON_ITS_WAY
from gongkai.plans.tasks import telling

TELLERS, LEADERS, OFFICE = (frozenset({role}) for role in (Role.PROPOSER, Role.REVIEWER, Role.OFFICE))
APPROVERS = frozenset({Role.OFFICE, Role.LEADING_GROUP})
ASKERS = TELLERS | LEADERS | OFFICE
CITE = ("SQ-6.6", "BW-5.2")

KIND = register(
    Kind(
        "plan_task", "工作要点任务",
        table(
            Step("issue", "task_issued", "下达任务", (), "open", frozenset(), CITE, follows=True),
            Step("tell", "task_told", "填报进展", ON_ITS_WAY, None, TELLERS, CITE, asks=True, afar=True,
                 checks=(telling.is_theirs,)),
            Step("confirm", "task_confirmed", "核对进展", ON_ITS_WAY, None, LEADERS, CITE, binds=True, afar=True,
                 not_by=("tell",), checks=(telling.leads_it, telling.is_told), then=telling.confirmed),
            Step("report", "task_reported", "报告完成", ("open",), "reported", LEADERS, (*CITE, "BW-5.5"), binds=True,
                 afar=True, not_by=("tell",), checks=(telling.leads_it, telling.is_proved), then=telling.confirmed),
            Step("accept", "task_accepted", "验收", ("reported",), "accepted", OFFICE, ("SQ-6.6", "BW-5.5")),
            Step("send_back", "task_returned", "验收不通过，退回", ("reported",), "open", OFFICE, ("SQ-6.6",),
                 says_why=True, restarts=True),
            Step("ask_change", "change_asked", "提出调整", ("open",), "changing", ASKERS, ("SQ-6.6",), asks=True,
                 says_why=True, checks=(telling.asks_for_change,), then=telling.change_asked),
            Step("agree_change", "task_moved", "同意调整", ("changing",), "open", APPROVERS, ("SQ-6.6",),
                 not_by=("ask_change",), then=telling.change_agreed),
            Step("refuse_change", "change_refused", "不同意调整", ("changing",), "open", APPROVERS, ("SQ-6.6",),
                 not_by=("ask_change",), says_why=True, then=telling.change_refused),
            Step("end", "task_ended", "终止任务", ON_ITS_WAY, "ended", frozenset({Role.LEADING_GROUP}), ("SQ-6.6",),
                 says_why=True),
            Step("pursue", "task_pursued", "追究责任", (*ON_ITS_WAY, "reported", "carried"), None,
                 frozenset({Role.LEADING_GROUP}), ("SQ-6.6", "TZ-6.3"), says_why=True, asks=True),
            Step("carry", "task_carried", "结转下年", (*ON_ITS_WAY, "reported"), "carried", frozenset(), CITE,
                 follows=True),
        ),
        {
            "open": "办理中", "changing": "待批准调整", "reported": "完成待验收", "accepted": "已验收",
            "carried": "已结转", "ended": "已终止",
        },
        path=("tell", "report", "accept"), detours=("agree_change",), unhurried=frozenset({"tell", "report"}),
        recalls={"plans.task": "tell"}, limits_of=telling.limits_of, url="plans:task", shared=seeing.led_with_others,
    )
)  # fmt: skip
