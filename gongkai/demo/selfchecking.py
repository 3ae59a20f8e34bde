"""Units look at their own work: all but one reported for 2025, and of the trial under way some are still writing.

交运局 shows what evidence looks like: minutes used for three parts, a picture that tells its time and place, a record
of the house; and the county's website kept a page at the moment it marked it.
"""

import struct
import zlib
from datetime import date, datetime

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Take, take_many
from gongkai.assessment import rules
from gongkai.assessment.models import Campaign, SelfCheck, SelfCheckLeaf
from gongkai.assessment.selfchecks import capturing, writing
from gongkai.demo import hours
from gongkai.evidence import keeping
from gongkai.evidence.keeping import Keeping
from gongkai.evidence.models import Evidence
from gongkai.papers.official import Official
from gongkai.papers.typeset import pdf

SILENT, SHOWN = "供销社", "交运局"
LATE, WAITING = ("交运局", "粮食局", "供销社"), "住建局"  # of the trial
SUMMARY = (
    "一、全年公开政府信息{number}条，栏目由专人更新，公开前逐件保密审查。\n"
    "二、明确了分管领导、承办科室和信息员，人员变动及时调整。\n"
    "三、不足之处：部分信息公开不够及时，解读形式单一。明年按月对照目录检查一次，政策文件与解读一并报送。"
)
SAYS = {
    "org.office": "分管领导和承办科室已经明确，领导小组上、下半年各开会一次。",
    "org.staff": "信息员一名、保密审查员一名，年内没有空缺。",
    "org.systems": "按县里的制度办，与下属单位每月对接一次。",
    "carriers.portal": "按要求供稿，栏目每周看一遍，没有被退回的。",
    "carriers.conference": "重大活动、事件都登记、报告县政府。",
    "carriers.kinds": "除门户外，用了公开栏、微信公众号和便民手册。",
    "info.foi": "收到的申请都在期限内答复。",
    "info.secrecy": "公开的信息件件有审查记录。",
    "t3.group": "领导小组由镇长任组长，人员变动都发文调整。",
    "t3.rules": "制度上墙，也在公开栏公布。",
    "t3.catalogue": "信息按月发布，栏目由党政办更新。",
    "t3.services": "办事事项、流程、依据、收费和时限摆在窗口。",
    "t3.foi": "受理的申请有登记台账，都按时答复。",
    "t3.window_rules": "首问负责、限时办结、责任追究等制度都执行。",
    "total": "办事公开的内容、程序和结果都在公开栏和窗口公示。",
}
MINUTES = (
    "时间：2025年2月14日。地点：局三楼会议室。\n"
    "一、明确分管领导、承办科室和信息员\n"
    "政务公开由分管办公室的副局长负责，办公室承办，信息员调整的，七日内报县政府办。\n"
    "二、定下与下属单位的衔接办法\n"
    "公路养护段、客运站每月25日前报送应当公开的信息，办公室汇总审查。"
)


def report(campaign: Campaign, office: Post, begins: date, ends: date, summary: str = SUMMARY) -> None:
    """Every unit but one writes, its leader hands in, the office accepts."""
    rows = _rows(campaign)
    told = [one for one in rows if one.unit.name != SILENT]
    hands = {role: _hands(role) for role in (Role.PROPOSER, Role.REVIEWER)}
    counts = dict(campaign.counts.filter(fact="disclosures.published").values_list("unit", "value"))
    for one in told:
        said = summary.format(number=counts.get(one.unit_id) or 0)
        _write(one, said, hands[Role.PROPOSER][one.unit_id], _at(begins, 10))
    for one in (one for one in told if one.unit.name == SHOWN):
        show(one, hands[Role.PROPOSER], begins)
    _step("write", told, hands[Role.PROPOSER], _at(begins, 15))
    _step("hand_in", told, hands[Role.REVIEWER], _at(ends, 9))
    _step("accept", told, dict.fromkeys((one.unit_id for one in told), office), _at(ends, 16))


def begin(campaign: Campaign, day: date) -> None:
    """Most have handed in, one waits for its leader, three are still writing though their days are over."""
    some = [one for one in _rows(campaign) if one.unit.name not in LATE]
    hands = {role: _hands(role) for role in (Role.PROPOSER, Role.REVIEWER)}
    for one in some:
        _write(one, SUMMARY.format(number=40), hands[Role.PROPOSER][one.unit_id], _at(day, 10))
    _step("write", some, hands[Role.PROPOSER], _at(day, 14))
    _step("hand_in", [one for one in some if one.unit.name != WAITING], hands[Role.REVIEWER], _at(day, 16))


def show(one: SelfCheck, hands: dict[int, Post], day: date) -> None:
    """The evidence of one unit, each piece kept once and used where it proves something."""
    by, at = hands[one.unit_id], _at(day, 11)
    minutes = _paper(by, at)
    picture = _picture(by, at)
    for leaf in ("org.office", "org.staff", "org.systems"):
        writing.save_leaf(one, leaf, SAYS[leaf], [minutes], by, at)
    writing.save_leaf(one, "carriers.kinds", SAYS["carriers.kinds"], [picture], by, at)
    record = Case.objects.filter(kind="disclosure", unit=one.unit, status__in=("published", "archived")).first()
    if record is not None:
        last = Act.objects.filter(case=record).order_by("-number")[0]
        content = keeping.record(record, hours.day_of(last.effective))
        kept = keeping.keep([Keeping(one.unit, record.title, content)], by, at)
        writing.save_leaf(one, "info.secrecy", SAYS["info.secrecy"], kept, by, at)


def keep_page(campaign: Campaign, source: str, by: Post, at: datetime) -> None:
    """What the website's assessor saw of the bureau's page when it marked it."""
    item = next(item for item in rules.items(campaign) if item.source == source)
    unit = Unit.objects.get(name=SHOWN)
    capturing.capture(campaign, item, unit, f"评分时的{SHOWN}页面", f"/u/{unit.code}/", by, at, drawn=False)


def _rows(campaign: Campaign) -> list[SelfCheck]:
    return list(campaign.selfchecks.select_related("case__unit", "unit", "campaign__case"))


def _hands(role: str) -> dict[int, Post]:
    posts = Post.objects.filter(role=role).select_related("unit", "person").order_by("-pk")
    return {post.unit_id: post for post in posts}


def _write(one: SelfCheck, summary: str, by: Post, at: datetime) -> None:
    SelfCheck.objects.filter(pk=one.pk).update(summary=summary)
    known = [name for name in SAYS if name in rules.book(one.campaign).indicators]
    SelfCheckLeaf.objects.bulk_create(
        SelfCheckLeaf(selfcheck=one, indicator=name, says=SAYS[name], by=by, at=at) for name in known[:-1] or known
    )
    one.refresh_from_db()
    writing.bind(one)


def _step(name: str, rows: list[SelfCheck], hands: dict[int, Post], at: datetime) -> None:
    cases = {case.pk: case for case in Case.objects.filter(pk__in=[one.pk for one in rows]).select_related("unit")}
    take_many("selfcheck", name, [Take(cases[one.pk], hands[one.unit_id], at) for one in rows])


def _paper(by: Post, at: datetime) -> Evidence:
    made = pdf(Official(f"{SHOWN}政务公开领导小组会议记录", MINUTES, signer=by.unit.full_name, day=date(2025, 2, 14)))
    content = keeping.paper(named(made, "政务公开领导小组会议记录.pdf"), date(2025, 2, 14), by, at)
    return keeping.keep([Keeping(by.unit, "2025年政务公开领导小组会议记录", content)], by, at)[0]


def _picture(by: Post, at: datetime) -> Evidence:
    content = keeping.picture(named(_board(), "客运站公开栏.png"), "客运中心站候车厅", None, by, at)
    return keeping.keep([Keeping(by.unit, "客运中心站公开栏", content)], by, at)[0]


class named:
    """Bytes under a name, as an upload comes."""

    def __init__(self, content: bytes, name: str):
        self.name, self.size, self._content = name, len(content), content

    def chunks(self, size: int):
        yield self._content


def _board() -> bytes:
    """A drawn notice board (PNG) that says, as a camera does, when and where: 2025-11-18 10:20, 30.593, 105.252."""
    wide, high = 480, 300
    papers = [(x, y) for x in (40, 145, 250, 355) for y in (60, 180)]

    def colour(x: int, y: int) -> bytes:
        if any(left <= x < left + 85 and top <= y < top + 95 for left, top in papers):
            return b"\xf4\xf1\xe6" if (y % 12) > 2 or x % 85 < 8 else b"\x8a\x8f\x98"
        return b"\x1d\x4f\x91" if y < 40 else b"\xb9\xc4\xcf" if 8 <= x < wide - 8 and y < high - 8 else b"\x5a\x64\x70"

    lines = b"".join(b"\0" + b"".join(colour(x, y) for x in range(wide)) for y in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"eXIf", _camera()), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _camera() -> bytes:
    """The block of Exif fields: two lists behind the main one, then what does not fit into their entries."""
    field = lambda tag, kind, many, value: struct.pack(">HHI", tag, kind, many) + value
    far = lambda place: struct.pack(">I", place)
    exif, gps = 8 + 2 + 24 + 4, 8 + 2 + 24 + 4 + 2 + 12 + 4
    heap = gps + 2 + 48 + 4
    main = struct.pack(">H", 2) + field(0x8769, 4, 1, far(exif)) + field(0x8825, 4, 1, far(gps)) + bytes(4)
    taken = struct.pack(">H", 1) + field(0x9003, 2, 20, far(heap)) + bytes(4)
    where = struct.pack(">H", 4) + field(1, 2, 2, b"N\0\0\0") + field(2, 5, 3, far(heap + 20))
    where += field(3, 2, 2, b"E\0\0\0") + field(4, 5, 3, far(heap + 44)) + bytes(4)
    angles = struct.pack(">12I", 30, 1, 35, 1, 348, 10, 105, 1, 15, 1, 72, 10)
    return b"MM\0*" + far(8) + main + taken + where + b"2025:11:18 10:20:00\0" + angles


def _at(day: date, hour: int) -> datetime:
    return hours.at(day, 3600 * hour)
