"""The steps of what the hotline publishes (KF-2.2): drawn up, agreed to by another, public; taken back where wrong."""

from gongkai.acts.steps import Kind, Step, register, table
from gongkai.hotline.bulletins import showing
from gongkai.hotline.roles import OFFICE

CITE = ("KF-2.2", "KF-6.2")

KIND = register(
    Kind(
        "bulletin", "热线公布",
        table(
            Step("draft", "bulletin_drafted", "拟公布", (), "drafted", OFFICE, CITE),
            Step("publish", "bulletin_out", "核定并公布", ("drafted",), "out", OFFICE, CITE, not_by=("draft",),
                 binds=True, then=showing.show),
            Step("drop", "bulletin_dropped", "不公布", ("drafted",), "dropped", OFFICE, CITE, says_why=True),
            Step("take_back", "bulletin_back", "撤回", ("out",), "back", OFFICE, CITE, says_why=True,
                 then=showing.take_back),
        ),
        {"drafted": "待核定", "out": "已公布", "dropped": "不公布", "back": "已撤回"},
        path=("publish",), url="hotline:bulletin", settled=frozenset({"out", "back"}),
    )
)  # fmt: skip
