"""The steps of a unit's ways in for complaints (KF-6.2): entered, agreed to and public, amended, ended."""

from gongkai.acts.steps import Kind, Step, after, register, table
from gongkai.hotline.lines import keeping, showing
from gongkai.hotline.roles import HEADS, OFFICE, WRITERS

CITE = ("KF-6.2", "KF-T1.14", "TZ-5.3")

KIND = register(
    Kind(
        "complaint_line", "投诉渠道",
        table(
            Step("enter", "line_entered", "登记投诉渠道", (), "drafted", WRITERS, CITE),
            Step("amend", "line_amended", "修改投诉渠道", ("drafted", "standing"), "drafted", WRITERS, CITE,
                 asks=True),
            Step("accept", "line_agreed", "核定并公布", ("drafted",), "standing", HEADS, CITE,
                 not_by=("enter", "amend"), binds=True, checks=(keeping.has_a_way, showing.has_a_column),
                 tells=keeping.ways, then=after(keeping.agreed, showing.show)),
            Step("end", "line_ended", "停用", ("standing", "drafted"), "ended", OFFICE, CITE, says_why=True,
                 then=after(keeping.ended, showing.show)),
        ),
        {"drafted": "待核定", "standing": "已公布", "ended": "已停用"},
        path=("accept",), url="hotline:line", settled=frozenset({"standing", "ended"}),
    )
)  # fmt: skip
