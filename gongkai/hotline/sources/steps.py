"""The steps of a platform's access: registered, a key given or changed, stopped."""

from gongkai.acts.steps import Kind, Step, register, table
from gongkai.hotline.roles import KEEPERS
from gongkai.hotline.sources import keys

CITE = ("KF-2.2", "国办发〔2020〕53号")

KIND = register(
    Kind(
        "plea_source", "接入来源",
        table(
            Step("register", "source_registered", "登记接入来源", (), "registered", KEEPERS, CITE),
            Step("give_key", "source_key_given", "发放接入密钥", ("registered", "running"), "running", KEEPERS, CITE,
                 asks=True),
            Step("stop", "source_stopped", "停用", ("registered", "running"), "stopped", KEEPERS, CITE, says_why=True,
                 then=keys.stopped),
        ),
        {"registered": "没有密钥", "running": "运行", "stopped": "已停用"},
        path=("give_key",), unhurried=frozenset({"give_key"}), url="hotline:source",
        settled=frozenset({"registered", "running", "stopped"}),
    )
)  # fmt: skip
