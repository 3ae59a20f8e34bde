"""The steps of a self-check: written, handed in by the unit's leader, sent back or accepted by the office."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.assessment.selfchecks import asking, writing

OFFICE, LEADER, WRITER = (frozenset({role}) for role in (Role.OFFICE, Role.REVIEWER, Role.PROPOSER))
NOBODY = frozenset[Role]()
CITE = ("BW-16.1–16.3",)

KIND = register(
    Kind(
        "selfcheck", "自查",
        table(
            Step("ask", "selfcheck_asked", "请自查", (), "open", NOBODY, CITE, follows=True),
            Step(
                "write", "selfcheck_written", "送分管领导", ("open",), "written", WRITER, CITE, binds=True,
                checks=(asking.is_open, writing.has_summary, writing.is_as_read),
            ),
            Step("take_back", "selfcheck_taken_back", "取回修改", ("written",), "open", WRITER, CITE),
            Step("return", "selfcheck_returned", "退回修改", ("written",), "open", LEADER, CITE, says_why=True),
            Step(
                "hand_in", "selfcheck_handed_in", "报送自查", ("written",), "handed_in", LEADER, CITE,
                needs=("write",), not_by=("write",), binds=True, checks=(asking.is_open, writing.is_as_read),
                then=writing.pin,
            ),
            Step(
                "send_back", "selfcheck_sent_back", "退回补正", ("handed_in", "accepted", "lapsed"), "open", OFFICE,
                CITE, says_why=True, restarts=True, checks=(asking.is_open,),
            ),
            Step("accept", "selfcheck_accepted", "接收自查", ("handed_in",), "accepted", OFFICE, CITE),
            Step(
                "remind", "selfcheck_reminded", "催报", ("open", "written"), None, OFFICE, CITE,
                checks=(asking.is_open,),
            ),
            Step("lapse", "selfcheck_lapsed", "没有报送", asking.WRITING, "lapsed", NOBODY, CITE, follows=True),
        ),
        {
            "open": "自查中", "written": "待分管领导报送", "handed_in": "已报送", "accepted": "已接收",
            "lapsed": "未报送自查",
        },
        path=("write", "hand_in", "accept"), limits_of=asking.limits_of, due_role={asking.LIMIT: Role.PROPOSER},
        url="assessment:selfcheck", settled=frozenset(),
    )
)  # fmt: skip
