"""The steps of what is kept in revisions: each round goes 提出, 保密审查, 审核, 公布, by hands apart (TZ-4, DY-4)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.revisions import gates, writing
from gongkai.revisions.models import of_cases

EDITORS = frozenset({Role.PROPOSER})
OPENERS = EDITORS | {Role.OFFICE}  # the office opens what a unit owes
SECRECY = frozenset({Role.SECRECY})
REVIEWERS = frozenset({Role.REVIEWER})
PUBLISHERS = frozenset({Role.PUBLISHER})
TAKE_BACK = frozenset({Role.PUBLISHER, Role.REVIEWER, Role.OFFICE})

STATES = {
    "draft": "拟稿", "returned": "退回修改", "proposed": "待保密审查", "cleared": "待审核", "approved": "待公布",
    "published": "已公布", "withdrawn": "已撤回",
}  # fmt: skip
REVIEWED = ("proposed", "cleared", "approved")
WORKING = (*writing.EDITABLE, *REVIEWED)
READ = (gates.is_read_by_another,)


def known(
    name: str, label: str, cite: tuple[str, ...], *, is_complete: Callable, find: Callable[[Any], gates.Found],
    publish: Callable[[Any, datetime], None], withdraw: Callable[[Any, datetime], None], to_publish: tuple = (),
    more: tuple[Step, ...] = (), **how,
) -> Kind:  # fmt: skip
    """Makes known the kind of cases of a room. ``cite``: why such things are kept. ``is_complete`` is the room's check
    before 提出, ``find`` what the checks say of its words; ``publish`` and ``withdraw`` show one of them and take it
    back; ``to_publish``: checks made once more before 公布; ``more``: steps besides; ``how`` as in ``Kind``.
    """
    steps = table(
        Step("form", "formed", "建立", (), "draft", OPENERS, cite, restarts=True),
        Step("change", "changed", "变动", ("published", "withdrawn"), "draft", EDITORS, cite, restarts=True,
             then=writing.start_revision),
        Step("override", "overridden", "说明检查疑点", writing.EDITABLE, None, EDITORS, ("BW-6.1.5",), binds=True,
             says_why=True),
        Step("propose", "proposed", "提出公布", writing.EDITABLE, "proposed", EDITORS, ("TZ-4.1",), binds=True,
             checks=(is_complete, gates.holds_no_private_words(find))),
        Step("clear", "cleared", "保密审查通过", ("proposed",), "cleared", SECRECY, ("DY-4", "BW-6.1.4"),
             needs=("propose",), not_by=("propose", "override"), binds=True, checks=READ),
        Step("approve", "approved", "审核通过", ("cleared",), "approved", REVIEWERS, ("TZ-4.2", "DY-4"),
             needs=("propose", "clear"), not_by=("propose", "override", "clear"), binds=True, checks=READ),
        Step("return", "returned", "退回", REVIEWED, "returned", SECRECY | REVIEWERS | PUBLISHERS, ("TZ-4.2",),
             says_why=True),
        Step("revise", "revised", "撤回送审", REVIEWED, "draft", EDITORS, ("TZ-4.1",)),
        Step("publish", "published", "公布", ("approved",), "published", PUBLISHERS, ("TZ-4.3", "DY-4"),
             needs=("propose", "clear", "approve"), not_by=("propose", "override", "approve"), binds=True,
             checks=(*READ, *to_publish), then=_goes_out(publish)),
        *more,
        Step("withdraw", "withdrawn", "撤回公布", ("published", *WORKING), "withdrawn", TAKE_BACK, ("TZ-6.3",),
             says_why=True, checks=(gates.is_public,), then=_goes_back(withdraw)),
    )  # fmt: skip
    path, settled = ("propose", "clear", "approve", "publish"), frozenset({"published"})
    return register(Kind(name, label, steps, STATES, path=path, settled=settled, **how))


def _goes_out(publish: Callable[[Any, datetime], None]) -> Callable:
    """The draft becomes what the public reads, within the transaction of the step (TZ-4.3)."""

    def then(cases, takes, acts) -> None:
        for kept, act in zip(of_cases(cases), acts, strict=True):
            revision = kept.draft
            revision.published = act.at
            revision.save(update_fields=["published"])
            kept.live, kept.draft, kept.published = revision, None, act.at
            kept.save(update_fields=["live", "draft", "published"])
            publish(kept, act.at)

    return then


def _goes_back(withdraw: Callable[[Any, datetime], None]) -> Callable:
    """Gone from the public at once; a tombstone stays (TZ-6.3)."""

    def then(cases, takes, acts) -> None:
        for kept, act in zip(of_cases(cases), acts, strict=True):
            withdraw(kept, act.at)
            kept.live = None
            kept.save()

    return then
