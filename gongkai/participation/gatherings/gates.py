"""What a hearing or a talk must have before each step: told early, papers in time (重大决策条例-16, -17)."""

from datetime import date

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.checks import privacy, secrecy
from gongkai.law.taking_part import Period
from gongkai.participation.models import Gathering, GatheringSort

Reasons = dict[int, list[str]]


def is_clean(cases, takes) -> Reasons:
    def lacks(row: Gathering, take) -> list[str]:
        told = [("名称", row.case.title), ("内容", row.about), ("产生办法", row.selects), ("情况", row.minutes)]
        checks = (privacy.find, secrecy.find)
        return [
            f"{place}：{one.message}"
            for place, text in told
            for check in checks
            for one in check(text)
            if one.level == "block"
        ]

    return _each(takes, lacks)


def is_told_early(cases, takes) -> Reasons:
    """A hearing is announced so many days before it is held."""

    def lacks(row: Gathering, take) -> list[str]:
        day = take.at.astimezone(BEIJING).date()
        if row.until < day:
            return [f"报名截止日期 {row.until} 已经过了，请退回修改"]
        if row.sort != GatheringSort.HEARING:
            return []
        return _short("hearing_notice", day, _held_on(row))

    return _each(takes, lacks)


def sign_up_is_over(cases, takes) -> Reasons:
    def lacks(row: Gathering, take) -> list[str]:
        if take.at.astimezone(BEIJING).date() <= row.until:
            return [f"报名到 {row.until} 二十四时为止，过后才能抽取"]
        return [] if row.sign_ups.exists() else ["没有人报名，请延期，或者取消"]

    return _each(takes, lacks)


def papers_are_in_time(cases, takes) -> Reasons:
    """Those heard have the papers so many days before."""

    def lacks(row: Gathering, take) -> list[str]:
        if take.only_asks:
            return []
        day = date.fromisoformat(take.detail["day"])
        if day > take.at.astimezone(BEIJING).date():
            return ["送达日期还没有到，请改正"]
        return _short("hearing_papers", day, _held_on(row)) if row.sort == GatheringSort.HEARING else []

    return _each(takes, lacks)


def is_later(cases, takes) -> Reasons:
    """Put off to a time to come, with days enough for what is still to do."""

    def lacks(row: Gathering, take) -> list[str]:
        if take.only_asks:
            return []
        later = take.detail["held_at"] > row.held_at.astimezone(BEIJING).isoformat()
        return [] if later else ["改期只能往后改；提前举行的，请取消后另发公告"]

    return _each(takes, lacks)


def has_come(cases, takes) -> Reasons:
    """It was held at its time; of a hearing the papers went out, and the record is signed."""

    def lacks(row: Gathering, take) -> list[str]:
        found = [f"举行时间是 {row.held_at.astimezone(BEIJING):%Y-%m-%d %H:%M}，还没有到"]
        found = found if take.at < row.held_at else []
        if row.sort == GatheringSort.HEARING and row.sent is None:
            found.append("听证材料还没有送达，不能举行")
        if row.sort == GatheringSort.HEARING and not take.only_asks and not take.detail["signed"]:
            found.append("听证笔录要由参加人核对签字，请签字后再登记")
        return found

    return _each(takes, lacks)


def _short(name: str, first: date, last: date) -> list[str]:
    period: Period = shelf.taking_part().periods[name]
    if not period.short(first, last):
        return []
    cites, days = "、".join(period.cite), (last - first).days
    return [f"{period.name}不少于{period.days}日（{cites}），现在是{days}日，请把举行时间改到{period.whole(first)}以后"]


def _held_on(row: Gathering) -> date:
    return row.held_at.astimezone(BEIJING).date()


def _each(takes, lacks) -> Reasons:
    rows = Gathering.objects.select_related("case").in_bulk([take.case.pk for take in takes])
    return {take.case.pk: reasons for take in takes if (reasons := lacks(rows[take.case.pk], take))}
