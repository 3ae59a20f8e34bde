"""The steps of a hard question (TZ-6.2): put by whoever has it, solved by the openness office."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.organisation.questions import solving

WRITERS, OFFICE = frozenset({Role.PROPOSER, Role.REVIEWER, Role.OFFICE}), frozenset({Role.OFFICE})
CITE = ("TZ-6.2",)

KIND = register(
    Kind(
        "hard_question", "疑难问题",
        table(
            Step("put", "question_put", "提出疑难问题", (), "put", WRITERS, CITE),
            Step("solve", "question_solved", "答复并上架", ("put",), "solved", OFFICE, CITE, asks=True,
                 checks=(solving.is_nobodys,), then=solving.solved),
            Step("revise", "question_revised", "修改答复", ("solved",), None, OFFICE, CITE, asks=True,
                 checks=(solving.is_nobodys,), then=solving.solved),
            Step("retire", "question_retired", "下架", ("solved",), "retired", OFFICE, CITE, says_why=True),
            Step("drop", "question_dropped", "不再提出", ("put",), "dropped", WRITERS, CITE, says_why=True),
        ),
        {"put": "待答复", "solved": "已解决", "retired": "已下架", "dropped": "已撤回"},
        path=("solve",), url="organisation:question",
    )
)  # fmt: skip
