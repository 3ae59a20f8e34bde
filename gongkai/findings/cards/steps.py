"""The steps of a card (KF-4.2): issued by the date alone, explained by its unit, upheld or withdrawn by the office."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.findings import judging
from gongkai.findings.cards import answering, letters

UNIT, OFFICE, NOBODY = frozenset({Role.PROPOSER, Role.REVIEWER}), frozenset({Role.OFFICE}), frozenset[Role]()
CITE = ("KF-4.2", "KF-T2.2")


def told(cases, takes, acts) -> None:
    """The unit's own people learn of it on their desk and by letter."""
    judging.tell(cases, takes, acts)
    letters.put({case.unit_id for case in cases}, acts[0].at)


KIND = register(
    Kind(
        "card", "发牌",
        table(
            Step("issue", "card_issued", "发牌", (), "issued", NOBODY, CITE, follows=True, then=told),
            Step("bring", "card_issued", "登记外来的牌", (), "issued", OFFICE, CITE, then=told),
            Step("explain", "card_explained", "说明情况", ("issued",), "explained", UNIT, CITE, says_why=True),
            Step("uphold", "card_upheld", "维持", ("explained", "issued"), "upheld", OFFICE, CITE,
                 not_by=("bring",), then=judging.tell),
            Step("withdraw", "card_withdrawn", "撤牌", ("issued", "explained", "upheld"), "withdrawn", OFFICE, CITE,
                 says_why=True, then=judging.tell),
        ),
        {"issued": "待说明", "explained": "已说明，待认定", "upheld": "维持", "withdrawn": "已撤"},
        path=("explain", "uphold"), instead={"uphold": "withdraw"}, limits_of=answering.limits_of, url="findings:card",
    )
)  # fmt: skip

MONITORING = register(
    Kind(
        "monitoring", "电子监察",
        table(
            Step("begin", "monitoring_begun", "启用", (), "on", OFFICE, CITE),
            Step("pause", "monitoring_paused", "停用", ("on",), "off", OFFICE, CITE, says_why=True),
            Step("resume", "monitoring_resumed", "恢复", ("off",), "on", OFFICE, CITE, then=answering.resumed),
        ),
        {"on": "已启用", "off": "已停用"}, url="findings:monitoring",
    )
)  # fmt: skip
