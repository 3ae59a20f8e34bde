"""The steps of a yearly report: counted and written, agreed to by the leader, published by its day (条例-49)."""

from dataclasses import replace

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.reports import drafting, gates, showing
from gongkai.reports.models import Report

WRITERS = frozenset({Role.PROPOSER, Role.OFFICE})
LEADERS = frozenset({Role.REVIEWER, Role.LEADING_GROUP})
PUBLISHERS = frozenset({Role.PUBLISHER, Role.OFFICE})
CITE = ("条例-49", "国办公开办函〔2021〕30号")
LIMITS = {False: "reports.annual_unit", True: "reports.annual_government"}
BEGUN = "report_drafted"


def limits_of(cases) -> dict[int, list]:
    """The last day of the year after the one reported on: of a unit's report in January, of a government's in March."""
    known = shelf.here()
    rows = Report.objects.filter(pk__in=[case.pk for case in cases], imported=False)
    found: dict[int, list] = {case.pk: [] for case in cases}
    for key, year, whole in rows.values_list("pk", "year", "whole"):
        limit = known[LIMITS[whole]]
        day = gates.shelf_day(whole, year)
        found[key] = [replace(limit, windows=(), by=day, after=(BEGUN,), words={**limit.words, BEGUN: "起草"})]
    return found


OWN = gates.is_own
KIND = register(
    Kind(
        "annual_report", "年度报告",
        table(
            Step("draft", BEGUN, "起草年度报告", (), "draft", WRITERS, CITE),
            Step("bring", "report_brought", "录入往年报告", (), "kept", WRITERS, CITE),
            Step("count", "report_counted", "重新统计", ("draft", "returned"), None, WRITERS, CITE, checks=(OWN,),
                 then=drafting.count_again),
            Step("submit", "report_submitted", "送审", ("draft", "returned"), "submitted", WRITERS, CITE, binds=True,
                 checks=(OWN, gates.year_is_over, gates.agrees)),
            Step("return", "report_returned", "退回修改", ("submitted", "approved"), "returned", LEADERS, CITE,
                 says_why=True, checks=(OWN,)),
            Step("approve", "report_approved", "审定", ("submitted",), "approved", LEADERS, CITE, needs=("submit",),
                 not_by=("submit",), binds=True, checks=(OWN, gates.is_by_another)),
            Step("publish", "reported", "公布", ("approved",), "published", PUBLISHERS, (*CITE, "条例-50"),
                 needs=("approve",), binds=True, checks=(OWN,), then=showing.show),
            Step("amend", "report_amended", "更正", ("published",), "draft", WRITERS, CITE, says_why=True,
                 checks=(OWN,)),
            Step("withdraw", "report_withdrawn", "撤回", ("published",), "draft", PUBLISHERS, CITE, says_why=True,
                 checks=(OWN,), then=showing.withdraw),
            Step("show", "report_shown", "公布往年报告", ("kept",), "published", PUBLISHERS, CITE, checks=(OWN,),
                 then=showing.show),
        ),
        {
            "draft": "起草中", "returned": "退回修改", "submitted": "待审定", "approved": "待公布",
            "published": "已公布", "kept": "往年报告",
        },
        path=("submit", "approve", "publish"), limits_of=limits_of, url="reports:record",
        settled=frozenset({"submitted", "approved", "published", "kept"}),
    )
)  # fmt: skip
