"""误报 and 同义词 as cases: a word known to be harmless is remembered by a named person and can be revoked
(features A11); so are words that mean the same to those who search (条例 Art. 24)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.search import synonyms

KEEPERS = frozenset({Role.OFFICE, Role.SECRECY})

KIND = register(
    Kind(
        "false_alarm",
        "误报",
        table(
            Step("remember", "remembered", "记为误报", (), "standing", KEEPERS, ("BW-6.1.5",), says_why=True),
            Step("revoke", "revoked", "取消误报", ("standing",), "revoked", KEEPERS, ("BW-6.1.5",), says_why=True),
            Step("restore", "restored", "恢复误报", ("revoked",), "standing", KEEPERS, ("BW-6.1.5",), says_why=True),
        ),
        {"standing": "不再提示", "revoked": "已取消"},
        url="writing:alarm",
    )
)


def _offered(cases, takes, acts) -> None:
    synonyms.stand([str(case.pk) for case in cases], True)


def _not_offered(cases, takes, acts) -> None:
    synonyms.stand([str(case.pk) for case in cases], False)


FINDERS = frozenset({Role.OFFICE})
SYNONYMS = register(
    Kind(
        "synonyms",
        "同义词",
        table(
            Step("keep", "kept", "加入同义词", (), "standing", FINDERS, ("条例-24",)),
            Step(
                "end", "ended", "停用", ("standing",), "ended", FINDERS, ("条例-24",), says_why=True, then=_not_offered
            ),
            Step("resume", "resumed", "恢复使用", ("ended",), "standing", FINDERS, ("条例-24",), then=_offered),
        ),
        {"standing": "搜索时提示", "ended": "已停用"},
        url="writing:synonym",
    )
)
