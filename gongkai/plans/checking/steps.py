"""The steps of a check (SQ-6.6): set with the plan, the ledger looked through, concluded by another hand."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.plans.checking import looking
from gongkai.plans.models import CheckSort

OFFICE = frozenset({Role.OFFICE})
CITE = ("SQ-6.6",)


def _kind(sort: CheckSort, past: str) -> Kind:
    return register(
        Kind(
            f"plan_{sort.value}", sort.label,
            table(
                Step("plan", "check_planned", "安排检查", (), "planned", frozenset(), CITE, follows=True),
                Step("look", "ledger_looked_at", "填写检查意见", ("planned",), None, OFFICE, CITE, asks=True),
                Step("conclude", past, "核定检查结果", ("planned",), "concluded", OFFICE, CITE, needs=("look",),
                     not_by=("look",), binds=True, checks=(looking.is_whole,), then=looking.concluded),
            ),
            {"planned": "待检查", "concluded": "已检查"},
            path=("look", "conclude"), unhurried=frozenset({"look", "conclude"}),
            recalls={f"plans.{sort.value}": "look"}, due_role={f"plans.{sort.value}": Role.OFFICE},
            limits_of=looking.limits_of, url="plans:check",
        )
    )  # fmt: skip


INSPECTION = _kind(CheckSort.INSPECTION, "inspected")
ACCEPTANCE = _kind(CheckSort.ACCEPTANCE, "accepted")
