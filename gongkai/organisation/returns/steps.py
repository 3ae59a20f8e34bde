"""The steps of a call of the office, and of what one unit sends in upon it (DY-F3, KF-T1.3)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.organisation.returns import asking, reading

OFFICE, UNIT, LEADER = (frozenset({role}) for role in (Role.OFFICE, Role.PROPOSER, Role.REVIEWER))
CITE = ("DY-F3", "KF-T1.3")

CALL = register(
    Kind(
        "call", "要求报送",
        table(
            Step("ask", "called", "要求报送", (), "open", OFFICE, CITE),
            Step("close", "call_closed", "结束收取", ("open",), "closed", OFFICE, CITE, then=asking.close),
        ),
        {"open": "收取中", "closed": "已结束"},
        url="organisation:call",
    )
)  # fmt: skip

RETURN = register(
    Kind(
        "return", "报送",
        table(
            Step("ask", "return_asked", "要求报送", (), "asked", OFFICE, CITE, follows=True),
            Step("fill", "return_filled", "填写", ("asked", "back", "filled"), "filled", UNIT, CITE, asks=True,
                 checks=(asking.is_whole,)),
            Step("renew", "return_renewed", "更新", ("accepted",), "filled", UNIT, CITE, asks=True,
                 checks=(asking.is_whole,)),
            Step("stamp", "return_sent", "核对盖章，报送", ("filled",), "returned", LEADER, CITE,
                 not_by=("fill", "renew"), binds=True),
            Step("correct", "return_corrected", "退回修改", ("filled",), "back", LEADER, CITE, says_why=True),
            Step("accept", "return_accepted", "收下", ("returned",), "accepted", OFFICE, CITE),
            Step("send_back", "return_sent_back", "退回重报", ("returned", "accepted"), "back", OFFICE, CITE,
                 says_why=True),
            Step("lapse", "return_lapsed", "没有报送", asking.WAITING, "lapsed", OFFICE, CITE, follows=True),
        ),
        {
            "asked": "待填写", "filled": "待核对盖章", "back": "退回修改", "returned": "已报送", "accepted": "已收下",
            "lapsed": "未报送",
        },
        path=("fill", "stamp", "accept"), limits_of=asking.limits_of, url="organisation:return",
        sealed={reading.PEOPLE: "联络员"},
    )
)  # fmt: skip
