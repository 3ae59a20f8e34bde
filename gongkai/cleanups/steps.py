"""The steps of a clean-up and of a unit's part in it: planned, judged, checked, approved, announced."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.cleanups import announcing, judging

OFFICE, LEADERS = frozenset({Role.OFFICE}), frozenset({Role.LEADING_GROUP})
PROPOSERS, REVIEWERS = frozenset({Role.PROPOSER}), frozenset({Role.REVIEWER})
CITE = ("BW-6.1.7", "SQ-6.3")

CLEANUP = register(
    Kind(
        "cleanup", "文件清理",
        table(
            Step("plan", "planned", "开始清理", (), "judging", OFFICE, CITE),
            Step("approve", "approved", "批准清理结果", ("judging",), "approved", LEADERS, CITE,
                 checks=(announcing.all_parts_agreed,)),
            Step("announce", "announced", "公布清理结果", ("approved",), "announced", OFFICE, CITE,
                 needs=("approve",), not_by=("approve",), checks=(announcing.all_parts_agreed,),
                 then=announcing.announce),
            Step("cancel", "cancelled", "取消清理", ("judging", "approved"), "cancelled", OFFICE, says_why=True),
        ),
        {"judging": "各单位清理中", "approved": "待公布", "announced": "已公布", "cancelled": "已取消"},
        path=("approve", "announce"), url="cleanups:record", settled=frozenset({"judging", "approved", "announced"}),
    )
)  # fmt: skip

PART = register(
    Kind(
        "cleanup_part", "文件清理",
        table(
            Step("assign", "assigned", "交单位清理", (), "judging", OFFICE, CITE),
            Step("submit", "submitted", "报送清理意见", ("judging", "returned"), "submitted", PROPOSERS, CITE,
                 binds=True, checks=(judging.still_runs, judging.all_judged)),
            Step("agree", "agreed", "审核清理意见", ("submitted",), "agreed", REVIEWERS, CITE, needs=("submit",),
                 not_by=("submit",), binds=True, checks=(judging.still_runs,)),
            Step("return", "returned", "退回清理意见", ("submitted", "agreed"), "returned", REVIEWERS | OFFICE, CITE,
                 says_why=True, checks=(judging.still_runs,)),
        ),
        {"judging": "待清理", "returned": "退回修改", "submitted": "待审核", "agreed": "已审核"},
        path=("submit", "agree"), url="cleanups:part",
    )
)  # fmt: skip
