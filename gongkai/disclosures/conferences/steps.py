"""The steps of a press conference (DY-F2.9): planned, reported to the government, held, the entry agreed to; and of the
duty to hold them regularly (BW-7.5), which the office lays on a unit."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.disclosures.conferences import duties, holding

WRITERS, LEADERS = frozenset({Role.PROPOSER, Role.OFFICE}), frozenset({Role.REVIEWER, Role.LEADING_GROUP})
OFFICE, CITE = frozenset({Role.OFFICE}), ("DY-F2.9",)

KIND = register(
    Kind(
        "conference", "新闻发布会",
        table(
            Step("plan", "planned", "拟举行发布会", (), "planned", WRITERS, CITE),
            Step("report", "reported", "报告县政府", ("planned",), "reported", WRITERS, CITE, asks=True,
                 checks=(holding.has_come,), then=holding.reported),
            Step("hold", "held", "登记举行情况", ("planned", "reported", "returned"), "held", WRITERS, CITE, asks=True,
                 checks=(holding.has_come,), then=holding.held),
            Step("tell", "told", "登记公开的实录", ("held", "returned", "accepted"), None, WRITERS, ("BW-7.5",),
                 asks=True, then=holding.told),
            Step("accept", "accepted", "核定", ("held",), "accepted", LEADERS, CITE, not_by=("hold",)),
            Step("return", "sent_back", "退回", ("held",), "returned", LEADERS, CITE, says_why=True),
            Step("drop", "dropped", "不再举行", ("planned", "reported", "returned"), "dropped", WRITERS, CITE,
                 says_why=True),
        ),
        {
            "planned": "拟举行", "reported": "已报告县政府", "held": "已举行，待核定", "returned": "退回补正",
            "accepted": "已举行", "dropped": "不再举行",
        },
        path=("report", "hold", "accept"), url="disclosures:conference",
    )
)  # fmt: skip

DUTY = register(
    Kind(
        "conference_duty", "定期举行发布会",
        table(
            Step("oblige", "obliged", "列入", (), "obliged", OFFICE, ("BW-7.5",)),
            Step("discharge", "discharged", "不再列入", ("obliged",), "discharged", OFFICE, ("BW-7.5",), asks=True,
                 says_why=True, checks=(duties.names_a_last_day,), then=duties.discharged),
        ),
        {"obliged": "应定期举行", "discharged": "不再列入"}, url="disclosures:conference-duty",
    )
)  # fmt: skip
