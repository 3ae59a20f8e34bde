"""The steps of a piece of evidence: kept, replaced by a newer version, given up while nothing relies on it."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.evidence import keeping, using

KEEPERS = frozenset({Role.PROPOSER, Role.OFFICE, Role.ASSESSOR, Role.THIRD_PARTY})
CITE = ("DY-F2.6",)

KIND = register(
    Kind(
        "evidence", "佐证材料",
        table(
            Step("keep", "evidence_kept", "收存材料", (), "kept", KEEPERS, CITE),
            Step(
                "renew", "evidence_renewed", "换新版本", ("kept",), None, KEEPERS, CITE, asks=True,
                checks=(keeping.by_its_keepers, keeping.is_there),
            ),
            Step(
                "withdraw", "evidence_withdrawn", "停用材料", ("kept",), "withdrawn", KEEPERS, CITE, says_why=True,
                checks=(keeping.by_its_keepers, using.is_unused),
            ),
        ),
        {"kept": "在用", "withdrawn": "已停用"},
        url="evidence:item", settled=frozenset(),
    )
)  # fmt: skip
