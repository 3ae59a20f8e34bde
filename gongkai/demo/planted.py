"""What the year's plan is disturbed by, and the desks as they stand: chosen by seed, or written down unit by unit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.accounts.models import Role
from gongkai.demo import hours, lives
from gongkai.demo.county import body
from gongkai.demo.dice import Dice
from gongkai.demo.stories import Move, Story

LEAK_AT = "投促局"
LEAK = "正文附带的洽谈底价属于不应公开的工作秘密事项，发现后立即撤回并按规定报告"
WITHDRAWN = (
    ("error", "附表中的金额单位有误，核对后另行公布"),
    ("error", "公示期起止时间写错，更正后重新发布"),
    ("superseded", "已由新文件替代，本件不再适用"),
    ("revoked", "原决定经复核予以撤销"),
    ("personal", "公示名单中个别项目涉及个人信息，遮盖后重新公布"),
    ("other", "根据申请单位意见暂停公示"),
)
CHANGED = ("更正联系电话", "补充附表数据", "调整公示截止时间", "更新进展情况", "补充办理依据", "更正个别文字")
WITHHELD = (
    ("on_request", "条例第十条", "内容主要供申请人查询使用，可以依申请提供"),
    ("withheld", "条例第十六条第二款", "属于讨论过程中形成的材料，不主动公开"),
    ("withheld", "条例第十六条第一款", "属于内部管理信息，不主动公开"),
    ("withheld", "条例第十五条", "涉及商业秘密，权利人不同意公开"),
)
FEEDBACK = (
    "群众来电询问办理时间，已当场答复",
    "企业反映附件不能打开，已更换文件并回复",
    "网民建议增加乡镇办理点，已转业务股室研究",
    "群众反映公示栏张贴不及时，已核实并补贴",
)
CHANNELS = ("wechat", "wechat", "weibo", "board", "screen")  # where else news and notices went out (DY-2.1)
DUTY_PHONE = "值班电话（手机）：19900001234。"
PHONE_IS_PUBLIC = "该号码是经批准对外公布的应急值班手机，不属于个人信息"
PRIVATE = "申请人身份证号码：{identity}，联系手机：{mobile}。"
OLD_IDENTITY = "51092318991231001"  # a day of birth that nobody alive has; the check digit is added
MANY = {"changed": 60, "withheld": 40, "withdrawn": 16, "answered": 60, "explained": 4, "released": 400}
ARCHIVING = 12  # units that archive at every quarter's end
QUARTERS = (date(2025, 4, 10), date(2025, 7, 10), date(2025, 10, 16))


def disturb(found: list[Story], dice: Dice) -> None:
    """Chooses stories by seed and lets something befall them; each story is chosen at most once."""
    plain = [s for s in found if s.published and len(s.moves) == 4 and not s.interprets and s.topic[:5] != "neibu"]
    explained = {id(story.interprets) for story in found if story.interprets}
    loose = [story for story in plain if id(story) not in explained and story.topic not in _FIXED]
    draw = _Draw(dice.some(loose, len(loose)))
    _leak(draw, dice)
    for story in draw.some(MANY["withheld"], lambda s: s.topic == "wenjian"):
        _withhold(story, dice)
    for story in draw.some(MANY["explained"], lambda s: s.topic in ("gonggao", "yingji")):
        _explain(story)
    for story in draw.some(MANY["withdrawn"], lambda s: s.went_out < _moment(2025, 12, 1)):
        cause, why = dice.pick(WITHDRAWN)
        _take_back(story, hours.on_later_day(dice, story.went_out, dice.number(1, 12)), cause, why)
    for story in draw.some(MANY["changed"], lambda s: s.went_out < _moment(2025, 12, 1)):
        begun = hours.on_later_day(dice, story.went_out, dice.number(3, 15))
        story.moves += lives.again(dice, begun, dice.pick(CHANGED))
    for story in draw.some(MANY["answered"], lambda s: s.went_out < _moment(2025, 12, 20)):
        told = hours.on_later_day(dice, story.went_out, dice.number(1, 10))
        story.moves.append(Move("feedback", told, Role.PROPOSER, words=dice.pick(FEEDBACK)))
    for story in draw.some(
        MANY["released"], lambda s: s.topic in ("gonggao", "yaowen") and s.went_out < _moment(2026, 1, 9)
    ):
        channel = (("channel", dice.pick(CHANNELS)),)
        story.moves.append(Move("release", hours.after(dice, story.went_out, 10, 90), Role.PUBLISHER, detail=channel))
    _archive(found, dice)


def desks() -> list[Story]:
    """Work in progress on the day: what each desk of 交运局 and of a dozen other units finds in the morning."""
    found = [_waiting(desk, number) for number, desk in enumerate(_DESKS, start=1)]
    return [*found, _with_private_words()]


class _Draw:
    """Hands out stories, each once."""

    def __init__(self, stories: list[Story]) -> None:
        self.left = stories

    def some(self, many: int, fit: Callable[[Story], bool]) -> list[Story]:
        chosen = [story for story in self.left if fit(story)][:many]
        taken = {id(story) for story in chosen}
        self.left = [story for story in self.left if id(story) not in taken]
        return chosen


def _leak(draw: _Draw, dice: Dice) -> None:
    summer = _moment(2025, 6, 1), _moment(2025, 10, 1)
    for story in draw.some(1, lambda s: s.body.name == LEAK_AT and summer[0] < s.went_out < summer[1]):
        _take_back(story, hours.on_later_day(dice, story.went_out, 2), "secret", LEAK)


def _take_back(story: Story, at: datetime, cause: str, why: str) -> None:
    story.moves.append(Move("withdraw", at, Role.PUBLISHER, words=why, detail=(("cause", cause),)))


def _withhold(story: Story, dice: Dice) -> None:
    story.attribute, story.ground, why = dice.pick(WITHHELD)
    approved = story.moves[2]
    story.moves = [*story.moves[:2], Move("withhold", approved.at, Role.REVIEWER, words=why)]


def _explain(story: Story) -> None:
    """A duty phone that looks private: the check stops it, the proposer says why it may stand."""
    story.planted = DUTY_PHONE
    story.moves.insert(0, Move("override", story.opened + timedelta(minutes=1), Role.PROPOSER, words=PHONE_IS_PUBLIC))


def _archive(found: Iterable[Story], dice: Dice) -> None:
    names = sorted({story.body.name for story in found})
    keen = set(dice.some(names, ARCHIVING))
    for story in found:
        if story.body.name not in keen or not story.moves or story.moves[-1].step != "publish":
            continue
        last = story.moves[-1].at
        due = next((day for day in QUARTERS if hours.at(day, 0) > last), None)
        if due and len(story.moments("publish")) == 1:
            story.moves.append(Move("archive", hours.moment(dice, due), Role.PUBLISHER))


@dataclass(frozen=True)
class _Desk:
    """A story that stands still: ``ago`` working days since it was formed, ``gates`` passed so far."""

    unit: str
    topic: str
    genre: str
    ago: int
    gates: int
    back: str = ""


_BACK = "附表合计数与分项不符，请核对后重报"
_DESKS = (
    # 交运局: every desk has something late, something due today or tomorrow, and something with time left
    *(_Desk("交运局", *one) for one in (
        ("anquan", "check_results", 9, 0), ("xiangmu", "project", 7, 0), ("fuwu", "guide", 6, 0),
        ("fuwu", "guide", 2, 0), ("xiangmu", "project", 22, 1), ("anquan", "check_results", 20, 1),
        ("fuwu", "guide", 8, 1), ("gonggao", "announcement", 0, 1), ("anquan", "check_results", 21, 2),
        ("xiangmu", "project", 19, 2), ("fuwu", "guide", 12, 2), ("wenjian", "notice", 5, 2),
        ("xiangmu", "project", 23, 3), ("anquan", "check_results", 18, 3), ("fuwu", "guide", 10, 3),
        ("gonggao", "convenience", 1, 3),
    )),
    _Desk("交运局", "fuwu", "guide", 11, 1, _BACK),
    *(_Desk(unit, topic, genre, ago + place % 4 - 1, gates) for place, (unit, topic, genre) in enumerate((
        ("教育局", "jiaoyu", "guide"), ("卫计局", "yiliao", "guide"), ("民政局", "zuzhi", "names_list"),
        ("住建局", "xiangmu", "project"), ("人社局", "jiuye", "guide"), ("食药监局", "shipin", "sampling"),
        ("环保局", "huanbao", "check_results"), ("国土局", "zhengdi", "land_take"), ("财政局", "zijin", "figures"),
        ("蓬莱镇", "jiuzhu", "benefit"), ("象山镇", "nongye", "benefit"), ("水务局", "shuili", "project"),
    )) for ago, gates in ((8, 0), (3, 0), (20, 1), (9, 1), (24, 2), (13, 2), (19, 3))),
    *(_Desk(unit, "gonggao", "announcement", 1, gates) for unit, gates in (
        ("商务局", 1), ("旅游局", 2), ("隆盛镇", 0), ("河边镇", 3),
        ("城东社区", 1), ("工业集中发展区", 2), ("气象局", 3), ("司法局", 0),
    )),
    _Desk("城西社区", "jiuzhu", "benefit", 15, 1, "请把名单中的户数与台账核对一致"),
    _Desk("公安局", "zhian", "security_notice", 4, 2, "管制时间表述不清，请写明起止时刻"),
)  # fmt: skip


def _waiting(desk: _Desk, number: int) -> Story:
    dice = Dice(f"desk/{number}/{desk}")
    formed = hours.later(hours.LAST, -desk.ago)
    opened = hours.moment(dice, formed, hours.OPENS, hours.OPENS + 20)
    moves = []
    for place, (step, role) in enumerate(lives.WAY[: desk.gates]):
        day = hours.later(formed, min(desk.ago, (place + 1) * max(1, desk.ago // 6)))
        low = hours.OPENS + 21 + 8 * place
        moves.append(Move(step, hours.moment(dice, day, low, low + 7), role))
    if desk.back:
        role = Role.SECRECY if desk.gates == 1 else Role.REVIEWER
        moves.append(Move("return", hours.moment(dice, hours.later(hours.LAST, -2)), role, words=desk.back))
    said = {"nth": str(1 + number % 9)}
    return Story(body(desk.unit), desk.topic, desk.genre, formed, opened, moves, nth=600 + number, extra=said)


def _with_private_words() -> Story:
    """A draft that cannot be proposed before two numbers are masked."""
    from gongkai.checks.numbers import identity_check

    dice = Dice("desk/private")
    formed = hours.later(hours.LAST, -3)
    opened = hours.moment(dice, formed)
    story = Story(body("交运局"), "fuwu", "guide", formed, opened, [], nth=599)
    story.planted = PRIVATE.format(identity=OLD_IDENTITY + identity_check(OLD_IDENTITY), mobile="13900005678")
    return story


def _moment(year: int, month: int, day: int) -> datetime:
    return hours.at(date(year, month, day), 0)


_FIXED = frozenset(("zhinan", "shenqing", "mulu", "jigou", "lingdao", "zhidu", "quanli", "nianbao", "yusuan"))
