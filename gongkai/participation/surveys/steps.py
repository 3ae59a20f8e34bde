"""The steps of a questionnaire: drawn up, agreed to by a second person, open, ended, evaluated, its result public."""

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.participation.surveys import evaluating, gates, showing

OFFICE, NOBODY = frozenset({Role.OFFICE}), frozenset[Role]()
CITE = ("KF-6.1", "TZ-5.3")
LIMIT = "participation.survey_result"
LINES = "lines"


def limits_of(cases) -> dict[int, list]:
    limit = shelf.here().get(LIMIT)
    return {case.pk: [limit] if limit else [] for case in cases}


SURVEY = register(
    Kind(
        "survey", "问卷调查",
        table(
            Step("draft", "drafted", "拟定问卷", (), "draft", OFFICE, CITE),
            Step("approve", "approved", "审定问卷", ("draft",), "approved", OFFICE, CITE, not_by=("draft",), binds=True,
                 checks=(gates.is_whole, gates.is_by_another)),
            Step("return", "returned", "退回修改", ("approved",), "draft", OFFICE, CITE, says_why=True,
                 checks=(gates.nobody_is_invited,)),
            Step("open", "survey_opened", "开始调查", ("approved",), "open", OFFICE, CITE, needs=("approve",),
                 binds=True, checks=(gates.is_time, gates.reaches_somebody), then=showing.show),
            Step("invite", "invited", "印发邀请函", ("approved", "open"), None, OFFICE, CITE, asks=True,
                 checks=(gates.is_not_over,)),
            Step("close", "survey_closed", "提前结束", ("open",), "closed", OFFICE, CITE, says_why=True,
                 then=evaluating.end),
            Step("end", "survey_closed", "到期结束", ("open",), "closed", NOBODY, CITE, follows=True,
                 then=evaluating.end),
            Step("evaluate", "evaluated", "评定结果", ("closed",), "evaluated", OFFICE, CITE,
                 tells=evaluating.found, then=evaluating.tell_units),
            Step("announce", "result_published", "公布结果", ("evaluated",), "published", OFFICE, (*CITE, "条例-46"),
                 not_by=("evaluate",), checks=(evaluating.is_as_evaluated,), then=showing.show_result),
            Step("erase", "participants_erased", "清除一句话意见", ("published",), None, NOBODY, ("个人信息保护法-19",),
                 follows=True),
            Step("cancel", "cancelled", "取消", ("draft", "approved"), "cancelled", OFFICE, CITE, says_why=True),
        ),
        {
            "draft": "拟定中", "approved": "已审定", "open": "调查中", "closed": "待评定", "evaluated": "待公布",
            "published": "已公布", "cancelled": "已取消",
        },
        path=("approve", "open", "end", "evaluate", "announce"), instead={"end": "close"}, limits_of=limits_of,
        due_role={LIMIT: Role.OFFICE}, url="participation:record",
        settled=frozenset({"open", "closed", "evaluated", "published"}), sealed={LINES: "一句话意见"},
    )
)  # fmt: skip

OUTCOME = register(
    Kind(
        "survey_outcome", "评议结果",
        table(Step("tell", "told", "告知评议结果", (), "told", NOBODY, CITE, follows=True)),
        {"told": "已告知"}, url="participation:outcome",
    )
)  # fmt: skip
