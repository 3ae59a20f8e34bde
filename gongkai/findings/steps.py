"""The steps of a finding: raised by a round or noted by hand, confirmed or rejected, mended, seen again."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.findings import judging

OFFICE = frozenset({Role.OFFICE})
NOBODY: frozenset[Role] = frozenset()  # these follow from a round or a re-check
CITE = ("BW-16.6", "BW-4")

KIND = register(
    Kind(
        "finding", "问题",
        table(
            Step("raise", "raised", "考核发现", (), "candidate", NOBODY, CITE, follows=True),
            Step("note", "noted", "日常检查发现", (), "candidate", OFFICE, CITE, then=judging.tell),
            Step(
                "confirm", "confirmed", "认定问题", ("candidate",), "confirmed", OFFICE, CITE, not_by=("note",),
                then=judging.tell,
            ),
            Step(
                "reject", "rejected", "不作为问题", ("candidate", "confirmed"), "rejected", OFFICE, CITE,
                says_why=True, checks=(judging.is_not_being_mended,), then=judging.tell,
            ),
            Step(
                "mend", "mended", "核实已整改", ("confirmed",), "mended", OFFICE, ("BW-19",), says_why=True,
                not_by=("confirm",), checks=(judging.is_not_being_mended,), then=judging.tell,
            ),
            Step("pass", "mended", "复查通过", ("confirmed",), "mended", NOBODY, ("BW-19",), follows=True),
            Step(
                "relapse", "relapsed", "又出现", ("mended",), "confirmed", OFFICE, CITE, says_why=True,
                then=judging.tell,
            ),
            Step(
                "see_again", "seen_again", "再次发现", ("mended", "rejected"), "candidate", NOBODY, CITE, follows=True,
            ),
            Step(
                "see_still", "seen_again", "仍然存在", ("candidate", "confirmed"), None, NOBODY, CITE, follows=True,
            ),
        ),
        {"candidate": "待认定", "confirmed": "未整改", "rejected": "不作为问题", "mended": "已整改"},
        path=("confirm", "mend"), instead={"mend": "pass"}, url="findings:record",
        unhurried=frozenset({"confirm", "mend"}), settled=frozenset({"confirmed", "mended"}),
    )
)  # fmt: skip
