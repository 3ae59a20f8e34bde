"""The steps by which letters become final, hung on those of a request; and the settings of a unit's letters."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.acts.steps import Kind, Step, after, register, table
from gongkai.foi.handling.steps import OPEN
from gongkai.foi.letters import issuing
from gongkai.foi.roles import NOBODY, OFFICERS

CITE = ("条例-45",)
LETTERS = (
    Step("issue_letter", "letter_issued", "文书编号", (*OPEN, "answered"), None, NOBODY, CITE, follows=True),
    Step(
        "void_letter", "letter_voided", "文书作废", (*OPEN, "answered"), None, NOBODY, CITE, follows=True,
        says_why=True,
    ),
)  # fmt: skip

LETTERHEAD = register(
    Kind(
        "letterhead", "文书设置",
        table(
            Step("write", "written", "填写文书设置", (), "standing", OFFICERS, CITE),
            Step("amend", "amended", "更正文书设置", ("standing",), None, OFFICERS, CITE),
        ),
        {"standing": "在用"},
    )
)  # fmt: skip


def hung(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps of a request with what is done to its letters: read over when proposed, final when approved."""
    for step in steps:
        if step.name in ("propose_decision", "propose_refusal"):
            yield replace(step, checks=(*step.checks, issuing.is_read_over))
        elif step.name == "approve" and step.then:
            yield replace(step, then=after(step.then, issuing.with_decision))
        else:
            yield step
    yield from LETTERS
