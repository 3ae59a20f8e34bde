"""The steps of a pattern: entered, changed, taken out of use."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.opinion.patterns import keeping

OFFICE, CITE = frozenset({Role.OFFICE}), ("BW-8.4",)

KIND = register(
    Kind(
        keeping.KIND, "回应模板",
        table(
            Step("enter", "pattern_entered", "登记模板", (), "used", OFFICE, CITE),
            Step("change", "pattern_changed", "修改模板", ("used",), None, OFFICE, CITE, asks=True,
                 checks=(keeping.says_something_new,), then=keeping.revised),
            Step("end", "pattern_ended", "停用", ("used",), "ended", OFFICE, CITE, says_why=True, then=keeping.ended),
        ),
        {"used": "在用", "ended": "已停用"},
        url="opinion:pattern",
    )
)  # fmt: skip
