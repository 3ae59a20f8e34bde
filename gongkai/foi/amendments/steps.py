"""The steps of such a wish: entered, looked into, agreed to, told (条例-41)."""

from gongkai.acts.steps import Kind, Step, register, table
from gongkai.foi.amendments import keeping
from gongkai.foi.roles import HEADS, NOBODY, OFFICERS
from gongkai.foi.vocabulary import Look

CITE = ("条例-41",)

KIND = register(
    Kind(
        "amendment", "更正本人信息",
        table(
            Step("enter", "amendment_received", "登记更正要求", (), "open", OFFICERS, CITE),
            Step("propose", "amendment_proposed", "提出处理意见", ("open",), "proposed", OFFICERS, CITE, asks=True),
            Step("approve", "amendment_approved", "核定处理意见", ("proposed",), "approved", HEADS, CITE,
                 not_by=("propose",)),
            Step("return", "amendment_returned", "退回", ("proposed", "approved"), "open", HEADS | OFFICERS, CITE,
                 says_why=True),
            Step("tell", "amendment_told", "告知申请人", ("approved",), "told", OFFICERS, CITE, asks=True,
                 needs=("approve",)),
            Step("erase", "amendment_erased", "清除申请人信息", ("told",), "erased", NOBODY, ("个人信息保护法-19",),
                 follows=True),
            Step("recount", "recounted", "工作日历有变，重算期限", ("open", "proposed", "approved"), None, NOBODY, CITE,
                 follows=True),
        ),
        {"open": "核实中", "proposed": "待核定", "approved": "待告知", "told": "已告知", "erased": "已清除"},
        path=("propose", "approve", "tell"), limits_of=keeping.limits_of, url="foi:amendment", settled=frozenset(),
        sealed={Look.APPLICANT: Look.APPLICANT.label},
    )
)  # fmt: skip
