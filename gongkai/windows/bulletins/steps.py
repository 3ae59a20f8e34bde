"""The steps of a quarter's bulletin (KF-4.2, KF-1): counted, read and published by another hand."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.windows.bulletins import drawing

OFFICE = frozenset({Role.OFFICE})
CITE = ("KF-4.2", "KF-6.1")

KIND = register(
    Kind(
        "service_bulletin", "政务服务通报",
        table(
            Step("draw_up", "bulletin_drawn_up", "拟定通报", (), "drafted", OFFICE, CITE),
            Step("recount", "bulletin_counted", "重新统计", ("drafted",), None, OFFICE, CITE, then=drawing.counted),
            Step("publish", "bulletin_published", "公布", ("drafted",), "published", OFFICE, CITE, not_by=("draw_up",),
                 binds=True, then=drawing.show),
            Step("withdraw", "bulletin_withdrawn", "撤回", ("published",), "drafted", OFFICE, CITE, says_why=True,
                 then=drawing.hide),
        ),
        {"drafted": "待公布", "published": "已公布"},
        path=("publish",), url="windows:bulletin",
    )
)  # fmt: skip
