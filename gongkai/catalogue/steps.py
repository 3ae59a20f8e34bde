"""The step tables of the catalogue: topics, statements, contacts, tailorings, outside catalogues."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.catalogue import statements, tailoring, telling

KEEPERS = frozenset({Role.OFFICE, Role.ADMIN})
OFFICE = frozenset({Role.OFFICE})
EDITORS = frozenset({Role.PROPOSER})
REVIEWERS = frozenset({Role.REVIEWER})

TOPIC = register(
    Kind(
        "topic", "目录事项",
        table(
            Step("enter", "entered", "新增栏目", (), "standing", KEEPERS, ("条例-12",)),
            Step("adopt", "adopted", "纳入登记", (), "standing", KEEPERS),
            Step("change", "changed", "修改栏目", ("standing",), None, KEEPERS, ("条例-12",)),
            Step("load", "loaded", "采用新版目录", ("standing", "ended"), None, KEEPERS, ("条例-12",)),
            Step("end", "ended", "停用栏目", ("standing",), "ended", KEEPERS, ("条例-12",), says_why=True),
            Step(
                "resume", "resumed", "恢复栏目", ("ended", "standing"), "standing", KEEPERS, ("条例-12",), says_why=True
            ),
        ),
        {"standing": "在用", "ended": "已停用"},
    )
)  # fmt: skip

NO_UPDATE = register(
    Kind(
        "no_update", "本期无更新",
        table(
            Step("state", "stated", "说明本期无更新", (), "stated", EDITORS, ("BW-6.1.5",)),
            Step(
                "confirm", "confirmed", "核定", ("stated",), "confirmed", REVIEWERS, ("BW-6.1.5",), not_by=("state",),
                checks=(statements.is_open,), then=telling.columns,
            ),
            Step("return", "returned", "退回", ("stated",), "returned", REVIEWERS, ("BW-6.1.5",), says_why=True),
            Step(
                "void", "voided", "作废", ("confirmed",), "void", REVIEWERS | OFFICE, ("BW-6.1.4",), says_why=True,
                then=telling.columns,
            ),
        ),
        {"stated": "待核定", "confirmed": "已核定", "returned": "已退回", "void": "已作废"},
        path=("confirm",),
        url="catalogue:statement",
        settled=frozenset({"confirmed", "void"}),
    )
)  # fmt: skip

CONTACT = register(
    Kind(
        "contact", "联系方式",
        table(
            Step("write", "written", "填写联系方式", (), "standing", EDITORS | KEEPERS, ("条例-12", "条例-20.2")),
            Step("amend", "amended", "更正联系方式", ("standing",), None, EDITORS | KEEPERS, ("条例-12",)),
        ),
        {"standing": "在用"},
    )
)  # fmt: skip

TAILORING = register(
    Kind(
        "tailoring", "乡镇目录调整",
        table(
            Step(
                "propose", "proposed", "提出调整目录", (), "proposed", EDITORS, ("国办发〔2019〕54号",), says_why=True
            ),
            Step(
                "agree", "agreed", "同意调整", ("proposed",), "agreed", OFFICE, ("国办发〔2019〕54号",),
                not_by=("propose",), then=tailoring.apply,
            ),
            Step("refuse", "refused", "不同意调整", ("proposed",), "refused", OFFICE, says_why=True),
            Step("undo", "undone", "取消调整", ("agreed",), "undone", OFFICE, says_why=True, then=tailoring.apply),
        ),
        {"proposed": "待政务公开办同意", "agreed": "已同意", "refused": "不同意", "undone": "已取消"},
        path=("agree",),
        url="catalogue:tailoring",
    )
)  # fmt: skip

OUTSIDE = register(
    Kind(
        "outside", "外部目录",
        table(
            Step("enter", "entered", "登记外部目录", (), "standing", OFFICE, ("DY-3.4",)),
            Step("map", "mapped", "修改对应栏目", ("standing",), None, OFFICE, ("DY-3.4",)),
            Step("deliver", "delivered", "登记报送", ("standing",), None, OFFICE, ("DY-3.4",)),
        ),
        {"standing": "在用"},
    )
)  # fmt: skip
