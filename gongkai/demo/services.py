"""Sixty cases at the windows over the year, most of them from the site, some with joint parts; and six weeks of cards.

Nearly all kept their promise; two did not, one waits for what is lacking, some are on their way. Monitoring began in
December, so that the year before it brought no card.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from gongkai.accounts.models import Role
from gongkai.acts.models import Due
from gongkai.acts.taking import Take, take_many
from gongkai.demo import hours, licences, windows
from gongkai.demo.assessing import post
from gongkai.demo.dice import Dice
from gongkai.findings.cards import answering, bringing, issuing
from gongkai.findings.models import Card, CardLevel, Monitoring
from gongkai.windows.handling import receiving
from gongkai.windows.models import Item, Part, ServiceCase

MANY, COUNTER, UNDER_WAY = 60, 18, 8
DAY = timedelta(days=1)
SINCE = date(2025, 12, 8)
SLOW = (7, 31)  # places of the cases that were decided after their promised day
WHYS = (
    "等待上级部门批复，已催办",
    "经办人员出差，没有交接，已补办",
    "材料需要重新核实，已办结",
    "系统切换期间没有及时登记",
)


def play() -> None:
    """Once: played before, it stays as it is."""
    if not ServiceCase.objects.exists():
        with transaction.atomic():
            _handle()
    if not Monitoring.objects.exists():
        with transaction.atomic():
            _watch()


def _handle() -> None:
    """Taken in, accepted with their parts, decided, answered, rated: each step for all that had come so far."""
    dice = Dice("gongkai demo services")
    items = list(Item.objects.filter(case__status="inside").select_related("case__unit").order_by("pk"))
    online = [one for one in items if "intake" in one.stages]
    days = hours.workdays(date(2025, 3, 10), date(2026, 1, 9))
    late = hours.workdays(date(2026, 1, 5), date(2026, 1, 9))
    came = sorted(hours.moment(dice, dice.pick(days if place >= UNDER_WAY else late)) for place in range(MANY))
    wishes = [_wish(dice, dice.pick(online), when) for when in came[COUNTER:]]
    rows = [one.row for one in receiving.take_in_many(wishes, came[0])]
    rows += [
        one.row
        for one in receiving.take_in_many(
            [_wish(dice, dice.pick(items), when, True) for when in came[:COUNTER]], came[0]
        )
    ]
    lacking = rows[40]
    lacking.case.take("ask_more", by=_hand(lacking), at=_later(lacking.at, 1), words="缺场所证明，请补正")
    went = [row for row in rows if row is not lacking and _later(row.at, 1) < hours.NOW]
    take_many("service_case", "accept", [Take(row.case, _hand(row), _later(row.at, 1)) for row in went])
    _consent(dice)
    _decide(dice, went)


def _wish(dice: Dice, item: Item, when: datetime, by_hand: bool = False) -> receiving.Wish:
    by = licences.hands()[item.case.unit.name, Role.PROPOSER] if by_hand else None
    name, number = f"{dice.pick(windows.SURNAMES)}某某", f"130000{dice.number(10000, 99999)}"
    return receiving.Wish(item, name, number, asks=f"申请办理{item.case.title}", by=by, at=when)


def _consent(dice: Dice) -> None:
    parts = Part.objects.filter(case__status="sent").select_related("case__unit").order_by("pk")
    ready = [(one, _later(one.case.opened, dice.number(1, 4))) for one in parts]
    takes = [
        Take(one.case, licences.hands()[one.case.unit.name, Role.PROPOSER], when, words="经审查同意")
        for one, when in ready
        if when < hours.NOW
    ]
    take_many("service_part", "consent", takes)


def _decide(dice: Dice, went: list[ServiceCase]) -> None:
    """Before the promised day but for two; answered the day after, half of them rated."""
    waiting = set(Part.objects.filter(case__status="sent").values_list("whole_id", flat=True))
    plan = []
    for place, row in enumerate(went):
        promise = row.item.promise or 10
        when = _later(row.at, 1 + (promise + 2 if place in SLOW else max(5, promise - dice.number(0, 3))))
        if when < hours.NOW and row.pk not in waiting:
            plan.append((row, when, "denied" if place % 17 == 5 else "granted"))
    words = {"denied": "场所不符合规定条件，可在整改后重新申请", "granted": ""}
    take_many(
        "service_case",
        "decide",
        [
            Take(
                row.case,
                _hand(row, Role.REVIEWER),
                when,
                words=words[outcome],
                detail={"outcome": outcome, "says": {"granted": "准予", "denied": "不予"}[outcome]},
            )
            for row, when, outcome in plan
        ],
    )
    told = [(row, _later(when, 1), outcome) for row, when, outcome in plan if _later(when, 1) < hours.NOW]
    answers = {
        "granted": "准予许可，证件可到窗口领取，也可以邮寄",
        "denied": "不予许可，理由见决定书，不服可以申请行政复议",
    }
    take_many(
        "service_case",
        "answer",
        [Take(row.case, _hand(row), when, words=answers[outcome]) for row, when, outcome in told],
    )
    rated = [(row, when + timedelta(hours=3)) for row, when, _ in told if dice.chance(0.5)]
    take_many(
        "service_case",
        "rate",
        [
            Take(
                row.case,
                None,
                min(when, hours.NOW),
                detail={"satisfied": dice.weighed((3, 2, 1), (7, 2, 1))},
                follows=True,
            )
            for row, when in rated
        ],
    )


def _watch() -> None:
    """Looked at on Mondays and Thursdays as it was then; most explained, a few withdrawn, three from elsewhere."""
    start = hours.at(SINCE, 9 * 3600)
    row = answering.begin(post("gkb"), start)
    for day in (one for one in hours.workdays(SINCE, hours.LAST - DAY) if one.weekday() in (0, 3)):
        when = hours.at(day, 9 * 3600)
        stood = Due.objects.filter(started__lte=when).filter(Q(done=None) | Q(done__gt=when))
        for level in (CardLevel.RED, CardLevel.YELLOW):
            issuing.issue(issuing.wanting(level, start, when, stood), level, when)
    _outside()
    _explain()
    Monitoring.objects.filter(pk=row.pk).update(looked=hours.NOW)


def _outside() -> None:
    units = {case.unit.name: case.unit for case in _cases()}
    when = licences.at(2025, 12, 22)
    told = [
        bringing.Told(
            units["水务局"],
            "treasury",
            "ZF-2025-118",
            "水利工程款支付超过规定时间",
            licences.at(2025, 12, 19),
            "yellow",
            "国库集中支付规程",
        ),
        bringing.Told(
            units["住建局"],
            "procurement",
            "CG-2025-041",
            "中标结果公告超过规定时间",
            licences.at(2025, 12, 17),
            "yellow",
            "政府采购法实施条例",
        ),
        bringing.Told(
            units["交运局"],
            "penalty",
            "CF-2025-207",
            "处罚决定书送达超过规定时间",
            licences.at(2025, 12, 18),
            "red",
            "行政处罚法",
        ),
    ]
    bringing.take(told, post("gkb"), when)


def _explain() -> None:
    dice = Dice("gongkai demo cards")
    rows = list(Card.objects.filter(at__lt=hours.NOW - 3 * DAY).select_related("case__unit").order_by("pk"))
    known = licences.hands()
    said = [row for row in rows if (row.case.unit.name, Role.PROPOSER) in known and dice.chance(0.7)]
    when = {row.pk: min(_later(row.at, dice.number(1, 4)), hours.NOW) for row in said}
    take_many(
        "card",
        "explain",
        [Take(row.case, known[row.case.unit.name, Role.PROPOSER], when[row.pk], words=dice.pick(WHYS)) for row in said],
    )
    upheld = [row for row in said if _later(when[row.pk], 2) < hours.NOW]
    gone = upheld[::11]
    take_many(
        "card", "uphold", [Take(row.case, post("gkb2"), _later(when[row.pk], 2)) for row in upheld if row not in gone]
    )
    take_many(
        "card",
        "withdraw",
        [
            Take(row.case, post("gkb2"), _later(when[row.pk], 2), words="经核对，事项已按时办结，登记迟了")
            for row in gone
        ],
    )


def _cases():
    return [item.case for item in Item.objects.select_related("case__unit")]


def _hand(row: ServiceCase, role: str = Role.PROPOSER):
    return licences.hands()[row.item.case.unit.name, role]


def _later(when: datetime, days: int) -> datetime:
    """So many working days later, at half past nine."""
    return hours.at(hours.later(hours.day_of(when), days), 9 * 3600 + 1800)
