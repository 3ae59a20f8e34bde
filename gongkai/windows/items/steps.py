"""The steps of an item: entered from a list, at a window or outside on a ground, its guide kept current (KF-2.1)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, after, register, table
from gongkai.windows.items import entering, guides

UNIT, OFFICE, LEADER = (frozenset({role}) for role in (Role.PROPOSER, Role.OFFICE, Role.REVIEWER))
SETS, GUIDE, ONLINE = ("KF-2.1", "KF-T2.2"), ("KF-5.1", "KF-T2.2", "KF-T3.6"), ("KF-T1.8", "KF-4.2.1")
STANDING = ("outside", "inside", "exempt")

KIND = register(
    Kind(
        "service_item", "办事事项",
        table(
            Step("enter", "item_entered", "列为办事事项", (), "outside", UNIT | OFFICE, SETS),
            Step("admit", "item_admitted", "进驻窗口", ("outside", "exempt"), "inside", OFFICE, SETS, asks=True,
                 checks=(entering.names_a_window,), then=entering.admitted),
            Step("exempt", "item_exempted", "认定不进窗口", ("outside", "inside"), "exempt", OFFICE, SETS, asks=True,
                 says_why=True, checks=(entering.names_a_ground,), then=entering.left),
            Step("leave", "item_left", "撤出窗口", ("inside",), "outside", OFFICE, SETS, says_why=True,
                 then=entering.left),
            Step("online", "item_online", "登记在线环节和时限", STANDING, None, UNIT | OFFICE, ONLINE, asks=True,
                 checks=(entering.promises_no_more,), then=entering.set_online),
            Step("guide", "guide_written", "编写办事指南", STANDING, None, UNIT, GUIDE, asks=True),
            Step("agree", "updated", "核定并公布指南", STANDING, None, LEADER, GUIDE, not_by=("guide",), binds=True,
                 needs=("guide",), checks=(guides.is_whole,), then=guides.show),
            Step("change", "changed", "登记内容变化", STANDING, None, UNIT | OFFICE, ("KF-T2.2",), says_why=True,
                 restarts=True),
            Step("end", "item_ended", "取消事项", STANDING, "ended", OFFICE, ("KF-4.3",), says_why=True,
                 then=after(entering.left, guides.hide)),
        ),
        {"outside": "没有进窗口", "inside": "在窗口办理", "exempt": "依据规定不进窗口", "ended": "已取消"},
        limits_of=entering.limits_of, recalls={entering.LIMIT: "guide"}, url="windows:item",
    )
)  # fmt: skip
