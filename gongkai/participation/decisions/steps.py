"""The steps of the catalogue and of a matter in it (重大决策条例-3, -32, BW-9.1–9.4, KF-4.1, TZ-1.1)."""

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.participation.decisions import deciding, gates, listing, showing

WRITERS, HEADS, OFFICE = frozenset({Role.PROPOSER}), frozenset({Role.REVIEWER}), frozenset({Role.OFFICE})
LEADERS, NOBODY = frozenset({Role.LEADING_GROUP}), frozenset[Role]()
LISTED, CITE = ("重大决策条例-3", "BW-9.1–9.4"), ("KF-4.1", "BW-9.1–9.4")
TOLD = ("重大决策条例-32", "KF-4.1")
LIMIT = "participation.decision"


def limits_of(cases) -> dict[int, list]:
    limit = shelf.here().get(LIMIT)
    return {case.pk: [limit] if limit else [] for case in cases}


CATALOGUE = register(
    Kind(
        "decision_catalogue", "决策事项目录",
        table(
            Step("draft", "catalogue_drafted", "拟定目录", (), "draft", OFFICE, LISTED),
            Step("consent", "catalogue_consented", "登记党委同意", ("draft",), "consented", LEADERS, LISTED, asks=True,
                 binds=True, checks=(gates.has_matters,), then=listing.consented),
            Step("return", "catalogue_returned", "退回修改", ("consented",), "draft", LEADERS | OFFICE, LISTED,
                 says_why=True),
            Step("publish", "catalogue_published", "公布目录", ("consented",), "published", OFFICE, LISTED,
                 needs=("consent",), not_by=("draft",), checks=(gates.is_clean_catalogue,), then=listing.published),
            Step("amend", "catalogue_amended", "调整目录", ("published",), "draft", OFFICE, LISTED, asks=True,
                 then=listing.amended),
        ),
        {"draft": "拟定中", "consented": "待公布", "published": "已公布"},
        path=("consent", "publish"), url="participation:catalogue",
    )
)  # fmt: skip

DECISION = register(
    Kind(
        "decision", "重大行政决策",
        table(
            Step("propose", "decision_proposed", "提出决策事项", (), "proposed", WRITERS, LISTED),
            Step("select", "decision_selected", "拟列入目录", ("proposed",), "selected", OFFICE, LISTED, asks=True,
                 checks=(gates.catalogue_is_draft,), then=listing.selected),
            Step("decline", "decision_declined", "不列入目录", ("proposed",), "declined", OFFICE, LISTED, asks=True,
                 then=listing.declined),
            Step("release", "decision_released", "退出拟列入", ("selected",), "proposed", OFFICE, LISTED,
                 says_why=True, checks=(gates.catalogue_is_draft,), then=listing.released),
            Step("list", "decision_listed", "列入目录", ("selected",), "listed", NOBODY, LISTED, follows=True),
            Step("drop", "decision_dropped", "调出目录", ("listed",), "dropped", OFFICE, LISTED, says_why=True,
                 checks=(gates.catalogue_is_draft,), then=listing.dropped),
            Step("record", "procedure_recorded", "登记程序", ("listed",), None, WRITERS, CITE, asks=True,
                 checks=(gates.is_told,), then=deciding.recorded),
            Step("update", "decision_updated", "公布进展", ("listed", "announced", "evaluated"), None, HEADS, TOLD,
                 not_by=("record", "execute", "evaluate"), binds=True, checks=(gates.is_clean,), then=showing.show),
            Step("decide", "decision_taken", "登记决策", ("listed",), "decided", WRITERS, (*CITE, "TZ-1.1"), asks=True,
                 checks=(gates.is_complete, gates.is_taken_together), then=deciding.decided),
            Step("return", "decision_returned", "退回补正", ("decided",), "listed", HEADS, CITE, says_why=True),
            Step("announce", "decision_shown", "公布决策", ("decided",), "announced", HEADS, TOLD,
                 not_by=("decide", "record"), checks=(gates.is_clean,), then=showing.show),
            Step("execute", "decision_carried_out", "登记执行情况", ("announced", "evaluated"), None, WRITERS,
                 ("BW-5.1", "KF-4.1"), asks=True, then=deciding.carried_out),
            Step("evaluate", "decision_evaluated", "登记决策后评估", ("announced",), "evaluated", WRITERS,
                 ("BW-5.1", "KF-4.1"), asks=True, then=deciding.evaluated),
            Step("archive", "decision_archived", "归档", ("announced", "evaluated"), "archived", WRITERS, CITE,
                 checks=(gates.file_is_whole,)),
            Step("recount", "recounted", "工作日历有变，重算期限", ("decided",), None, NOBODY, CITE, follows=True),
        ),
        {
            "proposed": "待列入", "selected": "拟列入", "declined": "不列入", "listed": "程序进行中",
            "dropped": "已调出", "decided": "待公布", "announced": "已公布", "evaluated": "已评估",
            "archived": "已归档",
        },
        path=("select", "list", "decide", "announce", "evaluate", "archive"), limits_of=limits_of,
        unhurried=frozenset({"decide", "evaluate", "archive"}), due_role={LIMIT: Role.REVIEWER},
        url="participation:decision",
        settled=frozenset({"listed", "dropped", "decided", "announced", "evaluated", "archived"}),
    )
)  # fmt: skip
