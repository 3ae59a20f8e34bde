"""The steps of a reader's report: received by the site, passed on where another unit owns it, answered (TZ-4.4)."""

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.corrections import answering

ANSWER = frozenset({Role.PROPOSER, Role.PUBLISHER, Role.OFFICE})
OFFICE = frozenset({Role.OFFICE})
WORDS = "words"
STATES = {"received": "待答复", "answered": "已答复"}
LIMITS = ("participation.error_report", "foi.dead_channel")


def limits_of(cases) -> dict[int, list]:
    known = shelf.here()
    some = [known[name] for name in LIMITS if name in known]
    return {case.pk: some for case in cases}


STEPS = table(
    Step("report", "error_reported", "读者纠错", (), "received", frozenset(), ("TZ-4.4",), follows=True),
    Step(
        "report_channel", "channel_reported", "受理渠道不通", (), "received", frozenset(), ("条例-28", "BW-6.2.2"),
        follows=True,
    ),
    Step(
        "pass_on", "passed_on", "转办", ("received",), None, OFFICE, ("TZ-4.4",), says_why=True,
        checks=(answering.names_a_unit,), then=answering.pass_on,
    ),
    Step(
        "answer", "answered", "答复", ("received",), "answered", ANSWER, ("TZ-4.4", "国办发〔2017〕47号"),
        says_why=True, checks=(answering.says_what_came_of_it,), then=answering.settle,
    ),
    Step("erase_reader", "report_erased", "清除读者信息", ("answered",), None, frozenset(), ("个人信息保护法-19",),
         follows=True),
)  # fmt: skip

KIND = register(
    Kind(
        "correction", "读者纠错", STEPS, STATES, path=("answer",), limits_of=limits_of, url="corrections:record",
        settled=frozenset({"answered"}), due_role={"foi.dead_channel": Role.OFFICE},
        sealed={WORDS: "读者说的和联系方式"},
    )
)  # fmt: skip
