"""The steps of an account (开设、暂停、恢复、注销: asked by its unit, settled by the office) and of a comment."""

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.organisation.media import commenting, counting, keeping

UNIT, OFFICE = frozenset({Role.PROPOSER}), frozenset({Role.OFFICE})
TELLERS = frozenset({Role.PROPOSER, Role.PUBLISHER, Role.OFFICE})
FILED, SEEN = ("国办发〔2018〕123号", "SQ-6.4"), ("SQ-6.4", "国办秘函〔2019〕19号")
STANDING = ("running", "pausing", "paused", "resuming", "closing")
ANSWER_LIMIT = "organisation.media_answer"

ACCOUNT = register(
    Kind(
        "media_account", "政务新媒体账号",
        table(
            Step("register", "registered", "登记账号", (), "proposed", UNIT, FILED),
            Step("confirm", "confirmed", "核定账号", ("proposed",), "running", OFFICE, FILED, then=keeping.runs),
            Step("refuse", "refused", "不予登记", ("proposed",), "refused", OFFICE, FILED, says_why=True),
            Step("correct", "corrected", "更正登记", ("proposed", *STANDING), None, OFFICE, FILED, asks=True,
                 checks=(keeping.is_free,), then=keeping.correct),
            Step("ask_pause", "pause_asked", "申请暂停", ("running",), "pausing", UNIT, FILED, says_why=True),
            Step("pause", "paused", "同意暂停", ("pausing",), "paused", OFFICE, FILED, then=keeping.rests),
            Step("keep", "kept_running", "不同意暂停", ("pausing",), "running", OFFICE, FILED, says_why=True),
            Step("ask_resume", "resume_asked", "申请恢复", ("paused",), "resuming", UNIT, FILED, says_why=True),
            Step("resume", "resumed", "同意恢复", ("resuming",), "running", OFFICE, FILED, then=keeping.runs),
            Step("rest", "kept_paused", "不同意恢复", ("resuming",), "paused", OFFICE, FILED, says_why=True),
            Step("ask_close", "close_asked", "申请注销", ("paused",), "closing", UNIT, FILED, says_why=True),
            Step("close", "closed", "同意注销", ("closing",), "closed", OFFICE, FILED, then=keeping.ends),
            Step("hold", "kept_open", "不同意注销", ("closing",), "paused", OFFICE, FILED, says_why=True),
            Step("report", "reported", "登记活动", STANDING, None, TELLERS, SEEN, asks=True,
                 checks=(counting.are_days,), then=counting.tell),
        ),
        {
            "proposed": "待核定", "refused": "不予登记", "running": "运行", "pausing": "运行，申请暂停",
            "paused": "暂停", "resuming": "暂停，申请恢复", "closing": "暂停，申请注销", "closed": "已注销",
        },
        path=("confirm",),
        detours=("pause", "resume", "close"),
        url="organisation:account",
        settled=frozenset({*STANDING, "closed"}),
    )
)  # fmt: skip


def limits_of(cases) -> dict[int, list]:
    known = shelf.here()
    return {case.pk: [known[ANSWER_LIMIT]] if ANSWER_LIMIT in known else [] for case in cases}


COMMENT = register(
    Kind(
        "media_comment", "新媒体留言",
        table(
            Step("arrive", "asked", "收到留言", (), "waiting", TELLERS, ("SQ-6.4",)),
            Step("answer", "answered", "答复留言", ("waiting",), "answered", TELLERS, ("SQ-6.4",), says_why=True,
                 then=commenting.answered),
            Step("leave", "set_aside", "不需答复", ("waiting",), "left", TELLERS, ("SQ-6.4",), says_why=True),
        ),
        {"waiting": "待答复", "answered": "已答复", "left": "不需答复"},
        path=("answer",),
        limits_of=limits_of,
        url="organisation:comment",
        settled=frozenset({"answered", "left"}),
    )
)  # fmt: skip
