"""The steps of a call for progress, and of what one unit sends in upon it (SQ-6.6)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.plans.calling import asking

OFFICE, LEADERS = frozenset({Role.OFFICE}), frozenset({Role.REVIEWER})
CITE = ("SQ-6.6",)

CALL = register(
    Kind(
        "plan_call", "要求报送进展",
        table(
            Step("ask", "progress_called", "要求报送进展", (), "open", OFFICE, CITE),
            Step("close", "progress_call_closed", "结束收取", ("open",), "closed", OFFICE, CITE, then=asking.close),
        ),
        {"open": "收取中", "closed": "已结束"},
        url="plans:call",
    )
)  # fmt: skip

RETURN = register(
    Kind(
        "plan_return", "进展报送",
        table(
            Step("ask", "progress_asked", "要求报送进展", (), "asked", OFFICE, CITE, follows=True),
            Step("send", "progress_sent", "核对并报送", ("asked",), "sent", LEADERS, CITE, checks=(asking.is_whole,),
                 then=asking.confirm_told),
            Step("lapse", "progress_lapsed", "没有报送", ("asked",), "lapsed", OFFICE, CITE, follows=True),
        ),
        {"asked": "待报送", "sent": "已报送", "lapsed": "没有报送"},
        path=("send",), due_role={asking.LIMIT: Role.REVIEWER}, limits_of=asking.limits_of, url="plans:return",
    )
)  # fmt: skip
