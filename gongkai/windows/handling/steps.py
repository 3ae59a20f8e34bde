"""The steps of a case at a window, and of a partner's part in it (KF-4.2.1): 外网受理、内网办理、外网反馈."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.windows.handling import deciding, erasing, reading

NOBODY = frozenset[Role]()
CLERKS, LEADERS = frozenset({Role.PROPOSER}), frozenset({Role.REVIEWER})
CITE, PARALLEL = ("KF-4.2.1", "KF-1"), ("KF-4.2.1",)
OPEN = ("filed", "lacking", "handling")

KIND = register(
    Kind(
        "service_case", "申办件",
        table(
            Step("file", "service_filed", "网上提交", (), "filed", NOBODY, CITE, follows=True),
            Step("receive", "service_filed", "窗口收件", (), "filed", CLERKS, CITE),
            Step("ask_more", "service_more_asked", "一次性告知补正", ("filed",), "lacking", CLERKS, CITE,
                 says_why=True),
            Step("supply", "service_supplied", "申请人补正", ("lacking",), "filed", NOBODY, CITE, follows=True),
            Step("bring", "service_supplied", "窗口收到补正", ("lacking",), "filed", CLERKS, CITE),
            Step("accept", "service_accepted", "受理", ("filed",), "handling", CLERKS, CITE, then=deciding.send_parts),
            Step("refuse", "service_refused", "不予受理", ("filed",), "refused", CLERKS, CITE, says_why=True),
            Step("decide", "service_decided", "作出决定", ("handling",), "decided", LEADERS, CITE, asks=True,
                 not_by=("accept",), checks=(deciding.parts_are_in, deciding.says_what), then=deciding.decided),
            Step("answer", "service_answered", "反馈结果", ("decided",), "answered", CLERKS, CITE, says_why=True,
                 needs=("decide",)),
            Step("rate", "service_rated", "申请人评价", ("answered",), None, NOBODY, ("KF-1",), follows=True,
                 then=deciding.rated),
            Step("drop", "service_dropped", "申请人撤回", OPEN, "dropped", NOBODY, CITE, follows=True,
                 then=deciding.drop_parts),
            Step("erase", "service_erased", "清除申请人信息", tuple(erasing.ENDED), None, NOBODY,
                 ("个人信息保护法-19",), follows=True),
        ),
        {
            "filed": "待受理", "lacking": "等申请人补正", "handling": "办理中", "decided": "待反馈",
            "answered": "已反馈", "refused": "不予受理", "dropped": "已撤回",
        },
        path=("accept", "decide", "answer"), instead={"accept": "refuse"}, limits_of=deciding.limits_of,
        due_role={"windows.legal": Role.REVIEWER, "windows.promise": Role.REVIEWER}, url="windows:case",
        settled=frozenset(erasing.ENDED), sealed=reading.SEALED,
    )
)  # fmt: skip

PART = register(
    Kind(
        "service_part", "并联审批件",
        table(
            Step("send", "part_sent", "发往并联审批部门", (), "sent", NOBODY, PARALLEL, follows=True),
            Step("consent", "part_agreed", "同意", ("sent",), "agreed", CLERKS | LEADERS, PARALLEL),
            Step("object", "part_objected", "不同意", ("sent",), "objected", CLERKS | LEADERS, PARALLEL, says_why=True),
            Step("lapse", "part_lapsed", "不再办理", ("sent",), "lapsed", NOBODY, PARALLEL, follows=True),
        ),
        {"sent": "待答复", "agreed": "同意", "objected": "不同意", "lapsed": "不再办理"},
        path=("consent",), instead={"consent": "object"}, limits_of=deciding.part_limits_of, url="windows:part",
    )
)  # fmt: skip
