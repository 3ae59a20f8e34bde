"""The steps of a unit's answer to its draft sheet, and of an appeal against one leaf of it."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.assessment.hearings import ruling, sheets_out
from gongkai.assessment.marking import MARKERS
from gongkai.assessment.models import Ruling

OFFICE, LEADER, WRITER = (frozenset({role}) for role in (Role.OFFICE, Role.REVIEWER, Role.PROPOSER))

HEARING = register(
    Kind(
        "hearing", "征求意见",
        table(
            Step("send", "sheet_sent", "发出评分表", (), "asked", OFFICE, ("BW-4",), follows=True),
            Step(
                "send_again", "sheet_sent", "再次发出评分表", ("asked", "answered", "lapsed"), "asked", OFFICE,
                ("BW-4",), follows=True, restarts=True,
            ),
            Step(
                "answer", "sheet_answered", "答复评分表", ("asked",), "answered", LEADER, ("BW-4",), asks=True,
                checks=(sheets_out.is_open, sheets_out.says_something), then=sheets_out.answer,
            ),
            Step(
                "lapse", "sheet_lapsed", "没有答复", ("asked",), "lapsed", frozenset({Role.LEADING_GROUP}), ("BW-4",),
                follows=True,
            ),
        ),
        {"asked": "待答复", "answered": "已答复", "lapsed": "未答复"}, path=("answer",), limits_of=sheets_out.limits_of,
        due_role={sheets_out.LIMIT: Role.REVIEWER}, url="assessment:hearing", settled=frozenset(),
    )
)  # fmt: skip

APPEAL = register(
    Kind(
        "appeal", "申诉",
        table(
            Step("file", "appeal_filed", "提出申诉", (), "filed", WRITER, ("BW-4",)),
            Step("sign", "appeal_signed", "同意申诉", ("filed",), "signed", LEADER, ("BW-4",), not_by=("file",)),
            Step(
                "retract", "appeal_retracted", "撤回申诉", ("filed", "signed"), "retracted", WRITER | LEADER, ("BW-4",),
                says_why=True,
            ),
            Step(
                "uphold", "appeal_upheld", "支持申诉，重评这一项", ("signed",), "reopened", OFFICE, ("BW-4",),
                says_why=True, checks=(ruling.not_by_who_marked,), then=ruling.rule(Ruling.UPHELD),
            ),
            Step(
                "reject", "appeal_rejected", "不支持申诉", ("signed",), "settled", OFFICE, ("BW-4",), says_why=True,
                checks=(ruling.not_by_who_marked,), then=ruling.rule(Ruling.REJECTED),
            ),
            Step(
                "remark", "remarked", "重评完毕", ("reopened",), "settled", MARKERS, ("BW-4",),
                checks=(ruling.speaks_for_the_leaf,), then=ruling.recount,
            ),
        ),
        {
            "filed": "待单位领导同意", "signed": "待决定", "reopened": "重评中", "settled": "已办结",
            "retracted": "已撤回",
        },
        path=("sign", "uphold", "remark"), instead={"uphold": "reject"}, url="assessment:appeal", settled=frozenset(),
    )
)  # fmt: skip
