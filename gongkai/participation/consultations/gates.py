"""What a consultation must have before it is agreed to and before its summary goes out (重大决策条例-15)."""

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.checks import privacy, secrecy
from gongkai.participation.consultations import treating
from gongkai.participation.models import Adopted, Consultation, Opinion

Reasons = dict[int, list[str]]


def is_long_enough(cases, takes) -> Reasons:
    """So many days as the rules ask for, or a reason that the notice tells; of what firms are under, no reason."""
    return _each(takes, lambda row, take: too_short(row))


def too_short(row: Consultation) -> list[str]:
    known = shelf.taking_part().periods
    period = known["market" if row.market else "opinions"]
    if not period.short(row.opens, row.closes):
        return []
    days, last = (row.closes - row.opens).days, period.whole(row.opens)
    cites = "、".join(period.cite)
    if period.strict:
        return [f"{period.name}不少于{period.days}日（{cites}），现在是{days}日，请把截止日期改到{last}以后"]
    if row.shorter.strip():
        return []
    return [f"{period.name}一般不少于{period.days}日（{cites}），现在是{days}日：请写明理由，或者改到{last}以后"]


def is_whole(cases, takes) -> Reasons:
    return _each(takes, lambda row, take: [] if row.newest.paragraphs else ["还没有草案正文"])


def is_clean(cases, takes) -> Reasons:
    """Nothing of what goes out tells of persons or bears a mark of secrecy."""
    return _each(takes, lambda row, take: _found(_words(row)))


def is_to_come(cases, takes) -> Reasons:
    """Agreed to on the first day at the latest, so that the days announced are whole."""
    return _each(takes, _is_to_come)


def _is_to_come(row: Consultation, take) -> list[str]:
    day = take.at.astimezone(BEIJING).date()
    return [f"开始日期 {row.opens} 已经过了，请退回，把日期往后改"] if row.opens < day else []


def is_later(cases, takes) -> Reasons:
    """A last day is only ever put off."""

    def lacks(row: Consultation, take) -> list[str]:
        if take.only_asks:
            return []
        later = take.detail["closes"] > row.closes.isoformat()
        return [] if later else [f"新的截止日期要晚于现在的 {row.closes}；提前结束的，请终止后说明理由"]

    return _each(takes, lacks)


def is_answered(cases, takes) -> Reasons:
    """Every opinion that was taken up is treated, and a second person agreed to each."""

    def lacks(row: Consultation, take) -> list[str]:
        left = treating.waiting(row).count()
        appealed = Opinion.objects.filter(consultation=row, case__status="appealed").count()
        found = [f"还有 {left} 条意见没有处理并复核"] if left else []
        return found + ([f"有 {appealed} 条不予收录的意见提出了异议，还没有答复"] if appealed else [])

    return _each(takes, lacks)


def is_reasoned(cases, takes) -> Reasons:
    """What is not adopted, or not wholly, says why."""

    def lacks(row: Consultation, take) -> list[str]:
        used = row.treatments.filter(opinions__isnull=False).exclude(adopted=Adopted.WHOLLY).distinct()
        return [f"第{one.number}条处理意见没有写明理由" for one in used if not one.reason.strip()]

    return _each(takes, lacks)


def says_nobody(cases, takes) -> Reasons:
    """The gist and the reason are the officer's words, and name nobody."""

    def lacks(row: Consultation, take) -> list[str]:
        told = [(f"第{one.number}条处理意见", f"{one.gist}\n{one.reason}") for one in row.treatments.all()]
        told += [("修改稿", "\n".join(row.newest.paragraphs))]
        return _found(told)

    return _each(takes, lacks)


def is_as_summarized(cases, takes) -> Reasons:
    """What goes out is the very summary that was drawn up."""
    says = "拟定采纳情况以后，处理意见或者修改稿又有改动，请退回重新拟定"
    return _each(takes, lambda row, take: [] if treating.last_summary(row) == treating.digest(row) else [says])


def _words(row: Consultation) -> list[tuple[str, str]]:
    told = [("标题", row.case.title), ("说明", row.explanation), ("理由", row.shorter)]
    return [*told, ("草案", "\n".join(row.newest.paragraphs))]


def _found(told: list[tuple[str, str]]) -> list[str]:
    checks = (privacy.find, secrecy.find)
    return [
        f"{place}：{one.message}"
        for place, text in told
        for check in checks
        for one in check(text)
        if one.level == "block"
    ]


def _each(takes, lacks) -> Reasons:
    rows = Consultation.objects.select_related("case").in_bulk([take.case.pk for take in takes])
    return {take.case.pk: reasons for take in takes if (reasons := lacks(rows[take.case.pk], take))}
