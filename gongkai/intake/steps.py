"""The steps of an intake: the same four hands as for one disclosure, on a file as a whole (DY-4, BW-6.1.6)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table

WRITERS, SECRECY = frozenset({Role.PROPOSER}), frozenset({Role.SECRECY})
REVIEWERS, PUBLISHERS = frozenset({Role.REVIEWER}), frozenset({Role.PUBLISHER})

KIND = register(
    Kind(
        "intake", "接收旧信息",
        table(
            Step("propose", "proposed", "提出接收", (), "proposed", WRITERS, ("BW-6.1.6",), binds=True),
            Step(
                "clear", "cleared", "保密审查通过", ("proposed",), "cleared", SECRECY, ("DY-4",),
                needs=("propose",), not_by=("propose",), binds=True,
            ),
            Step(
                "approve", "approved", "审核通过", ("cleared",), "approved", REVIEWERS, ("DY-4",),
                needs=("propose", "clear"), not_by=("propose", "clear"), binds=True,
            ),
            Step(
                "agree", "agreed", "同意整批公开", ("approved",), "agreed", PUBLISHERS, ("DY-4",),
                needs=("propose", "clear", "approve"), not_by=("propose", "approve"), binds=True,
            ),
            Step("finish", "finished", "接收完毕", ("agreed",), "finished", frozenset(), follows=True),
            Step(
                "drop", "dropped", "不接收", ("proposed", "cleared", "approved"), "dropped",
                WRITERS | SECRECY | REVIEWERS | PUBLISHERS, ("DY-4",), says_why=True,
            ),
        ),
        {
            "proposed": "待保密审查", "cleared": "待审核", "approved": "待同意公开", "agreed": "正在接收",
            "finished": "已接收", "dropped": "不接收",
        },
        path=("propose", "clear", "approve", "agree", "finish"),
        unhurried=frozenset({"finish"}),
        url="intake:intake",
        settled=frozenset({"finished"}),
    )
)  # fmt: skip

HANDS = {"propose": "propose", "clear": "clear", "approve": "approve", "publish": "agree"}
"""Whose hand takes a step of each record: who took this step of the intake."""
