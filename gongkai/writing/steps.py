"""误报: a word known to be harmless is remembered by a named person and can be revoked (features A11)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table

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
