"""The step tables of the register: the system administrator's acts on units (条例-10) and on people and their posts."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table

ADMIN = frozenset({Role.ADMIN})
READERS = ADMIN | {Role.AUDITOR}

UNIT = register(
    Kind(
        "unit", "单位",
        table(
            Step("enter", "entered", "登记单位", (), "standing", ADMIN),
            Step("adopt", "adopted", "纳入登记", (), "standing", ADMIN),
            Step("amend", "amended", "更正单位", ("standing",), None, ADMIN),
            Step("end", "ended", "撤销单位", ("standing",), "ended", ADMIN, says_why=True),
        ),
        {"standing": "在册", "ended": "已撤销"},
    )
)  # fmt: skip

SITE = register(
    Kind(
        "site", "网站",
        table(
            Step("adopt", "adopted", "纳入登记", (), "standing", ADMIN),
            Step("amend", "amended", "更正网站信息", ("standing",), None, ADMIN, ("国办发〔2017〕47号",)),
        ),
        {"standing": "在用"},
    )
)  # fmt: skip

PERSON = register(
    Kind(
        "person", "人员",
        table(
            Step("enter", "entered", "登记人员", (), "active", ADMIN),
            Step("adopt", "adopted", "纳入登记", (), "active", ADMIN),
            Step("rename", "renamed", "更正姓名", ("active",), None, ADMIN),
            Step("appoint", "appointed", "任岗", ("active",), None, ADMIN),
            Step("relieve", "relieved", "离岗", ("active", "stopped"), None, ADMIN),
            Step("mail", "mail_written", "登记工作邮箱", ("active",), None, ADMIN),
            Step("reset", "reset", "重设密码", ("active",), None, ADMIN),
            Step("stop", "stopped", "停用账号", ("active",), "stopped", ADMIN, says_why=True),
            Step("resume", "resumed", "启用账号", ("stopped",), "active", ADMIN),
        ),
        {"active": "启用", "stopped": "已停用"},
    )
)  # fmt: skip
