"""What a questionnaire must have before a second person agrees to it, and before it opens."""

from gongkai.acts.clock import BEIJING
from gongkai.participation.models import Sort, Survey

Reasons = dict[int, list[str]]


def is_whole(cases, takes) -> Reasons:
    """Somebody it is about, questions, and one question by which satisfaction is measured."""
    return _each(takes, _lacks)


def is_by_another(cases, takes) -> Reasons:
    """Who saved the questions last does not agree to them."""
    by = {take.case.pk: take.by.person_id for take in takes}
    says = "最后改这份问卷的是您，须由政务公开办的另一人审定"
    return _each(takes, lambda survey, take: [says] if survey.editor_id == by[survey.pk] else [])


def nobody_is_invited(cases, takes) -> Reasons:
    """Questions do not change behind the back of those who hold a letter."""
    says = "邀请函已经印发，问卷不能再改；不再进行的，请取消"
    return _each(takes, lambda one, take: [says] if one.invitations.exists() else [])


def is_time(cases, takes) -> Reasons:
    """Within the days that the questionnaire itself names."""

    def lacks(survey: Survey, take) -> list[str]:
        day = take.at.astimezone(BEIJING).date()
        if day < survey.opens:
            return [f"问卷写的是 {survey.opens} 开始，还没有到；要提前的，请退回修改日期"]
        return [f"问卷写的是 {survey.closes} 结束，已经过了，请退回修改日期"] if day > survey.closes else []

    return _each(takes, lacks)


def reaches_somebody(cases, takes) -> Reasons:
    says = "网上不能自愿填写，又没有印发邀请函，没有人能答，请先印发邀请函"
    return _each(takes, lambda one, take: [] if one.open_form or one.invitations.exists() else [says])


def is_not_over(cases, takes) -> Reasons:
    """Letters go out while there is time to answer."""
    day = {take.case.pk: take.at.astimezone(BEIJING).date() for take in takes}
    says = "结束日期已经过了，不能再印发邀请函"
    return _each(takes, lambda survey, take: [says] if day[survey.pk] > survey.closes else [])


def _lacks(survey: Survey, take) -> list[str]:
    questions = list(survey.questions.all())
    measures = sum(one.measures for one in questions)
    found = [] if survey.subjects.exists() else ["还没有选定评议哪些单位"]
    if measures != 1:
        found.append("要有一道、只有一道“五级评价”题作为满意度，请在题目里勾选“这一题作为满意度”")
    found += [
        f"第{one.number}题至少要有两个选项" for one in questions if one.sort == Sort.CHOICE and len(one.options) < 2
    ]
    return found


def _each(takes, lacks) -> Reasons:
    found = Survey.objects.in_bulk([take.case.pk for take in takes])
    return {take.case.pk: reasons for take in takes if (reasons := lacks(found[take.case.pk], take))}
