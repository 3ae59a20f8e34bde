"""What three hundred people of the demonstration ask for in a year, and what comes of each; drawn by seed."""

from dataclasses import dataclass, field
from datetime import date

from gongkai import shelf
from gongkai.demo import hours
from gongkai.demo.dice import Dice
from gongkai.demo.hours import later
from gongkai.foi.models import Request
from gongkai.look.words import riqi

SEED, MANY = "公开申请-2025", 300
FIRST, LAST = date(2025, 1, 2), date(2026, 1, 9)
BODIES = {
    "国土局": 9, "住建局": 8, "房管局": 6, "规划局": 6, "人社局": 6, "交运局": 5, "教育局": 5, "民政局": 5, "财政局": 5,
    "环保局": 4, "执法局": 4, "发改局": 4, "农业局": 4, "卫计局": 3, "水务局": 3, "工商质监局": 3, "扶贫移民局": 3,
    "审计局": 1, "林业局": 2, "旅游局": 1, "蓬莱镇": 4, "隆盛镇": 3, "回马镇": 3, "天保镇": 2, "河边镇": 2,
    "卓筒井镇": 2,
}  # fmt: skip
CHANNELS = {"online": 60, "counter": 14, "signed": 14, "letter": 5, "fax": 2, "mail": 5}
WHO = {"person": 78, "business": 12, "law": 4, "charity": 2, "research": 2, "other": 2}
ENDS = {
    "opened": 84, "opened_already": 34, "partly": 16, "not_held": 36, "not_ours": 26, "needs_making": 9,
    "third_party": 10, "process": 11, "internal": 6, "enforcement_file": 5, "inquiry": 6, "state_secret": 2,
    "law_forbidden": 2, "three_security": 1, "petition": 12, "repeated": 6, "published_work": 2, "excessive": 3,
    "reissue": 3, "unclear": 6, "no_correction": 7, "no_payment": 2, "withdrawn": 9, "other": 2,
}  # fmt: skip
WANTED = (
    "{year}年{unit}“三公”经费支出明细", "{year}年政府采购合同和验收材料", "{year}年信访件办理情况统计",
    "{year}年本单位聘用人员的招聘公告和录用结果", "{year}年项目资金分配表", "{year}年行政处罚案件数量和罚没收入",
    "{year}年群众安置补偿标准和发放名册的公开部分", "{year}年对口帮扶资金使用情况", "{year}年公共设施维修合同",
    "{year}年专项资金绩效评价报告", "{year}年行政许可办理件数和平均用时", "{year}年工程招标的评标结果",
    "{year}年惠民补贴发放标准", "{year}年重点项目的批复文件", "{year}年安全检查结果", "{year}年会议费和培训费支出",
)  # fmt: skip
SURNAMES, GIVEN = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张",
    ("小河", "大川", "春梅", "建国", "秀英", "明", "丽华", "志强", "芳", "永平"),
)
FIRMS = ("建筑工程", "货运", "商贸", "物业服务", "农业开发", "电子科技")
COLLECT = "到本机关政务公开窗口领取，也可以按您选的方式寄送"
CORRECTED, EXTENDED, LATE = 0.1, 0.09, 0.02


@dataclass
class Story:
    """One request: its way in, its end, and the days on the way."""

    unit: str
    channel: str
    said: dict
    end: str
    came: date
    received: date
    corrects: bool = False
    extends: bool = False
    late: bool = False
    starts: date = date.min  # from when the limit runs that counts
    row: Request | None = field(default=None, repr=False)

    @property
    def request(self) -> Request:
        assert self.row
        return self.row


def stories() -> list[Story]:
    dice, days = Dice(SEED), hours.workdays(FIRST, LAST)
    ends = [end for end, many in ENDS.items() for _ in range(many)]
    drawn = []
    for end in dice.some(ends, len(ends)):
        unit = dice.weighed(list(BODIES), list(BODIES.values()))
        channel = dice.weighed(list(CHANNELS), list(CHANNELS.values()))
        came = dice.pick(days)
        confirmed = channel in ("letter", "fax", "mail")
        received = later(came, 1) if channel in ("fax", "mail") else came
        story = Story(unit, channel, _said(dice, unit, end, came, channel), end, came, received if confirmed else came)
        easy = end in ("opened", "opened_already", "not_held", "not_ours", "process")
        story.corrects = easy and dice.chance(CORRECTED)
        story.late = easy and not story.corrects and dice.chance(LATE)
        story.extends = easy and not (story.corrects or story.late) and dice.chance(EXTENDED)
        drawn.append(story)
    return sorted(drawn, key=lambda one: one.came)[:MANY]


def _said(dice: Dice, unit: str, end: str, came: date, channel: str) -> dict:
    who = dice.weighed(list(WHO), list(WHO.values()))
    plain = end in ("opened", "opened_already", "not_held", "not_ours", "withdrawn", "unclear", "no_correction")
    sample = shelf.replies().outcomes[end].sample["described"] if end != "withdrawn" else ""
    wanted = dice.pick(WANTED).format(unit=unit, year=came.year - dice.number(1, 3)) if plain else sample
    name = f"{dice.pick(SURNAMES)}{dice.pick(GIVEN)}"
    route = (
        dice.weighed(("mail", "post", "pickup"), (5, 4, 2))
        if channel in ("online", "mail")
        else dice.pick(("post", "pickup"))
    )
    return {
        "described": wanted, "applicant": who, "form": "electronic" if route == "mail" else "paper", "route": route,
        "oral": False, "phone": f"1000000{dice.number(1000, 9999)}", "email": f"demo{dice.number(1, 9999)}@example.com",
        "address": f"大英县蓬莱镇河边路{dice.number(1, 300)}号（虚构）", **_named(dice, who, name),
    }  # fmt: skip


def _named(dice: Dice, who: str, name: str) -> dict:
    if who == "person":
        paper_no = f"51092319{dice.number(60, 99)}0101{dice.number(1000, 9999)}"
        return {"name": name, "paper": "identity", "paper_no": paper_no, "agent": ""}
    firm = {"law": "律师事务所", "charity": "公益服务中心", "research": "公共管理研究所"}
    title = firm.get(who) or f"{dice.pick(FIRMS)}有限公司"
    paper_no = f"91510923MA{dice.number(10_000_000, 99_999_999)}"
    return {"name": f"{name[0]}氏{title}（虚构）", "paper": "credit", "paper_no": paper_no, "agent": name}


def found_of(one: Story) -> dict[str, str]:
    """What the catalogue's own example found, on a day before this one."""
    outcome = shelf.replies().outcomes[one.end]
    dates = {name for name, ask in outcome.asks.items() if ask.kind == "date"}
    before = riqi(later(one.received, -40))
    found = {name: before if name in dates else outcome.sample.get(name, "") for name in outcome.asks}
    return found | {"how": COLLECT} if one.end == "partly" else found
