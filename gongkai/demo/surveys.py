"""Two questionnaires of the county: one on ten units that is over and public, one on the portal that can be answered.

What the ten are thought of differs; one of them was answered about too seldom to be told.
"""

from datetime import date, timedelta

from django.db import transaction

from gongkai.accounts.models import Unit
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.demo.assessing import post
from gongkai.demo.dice import Dice
from gongkai.demo.papers import moment
from gongkai.participation.models import Invitation, Subject, Survey
from gongkai.participation.surveys import answering, drafting, inviting
from gongkai.participation.surveys.drafting import Asked, Head

SEED = "gongkai demo surveys"
LETTERS, RARELY = 60, "气象局"
UNITS = ("交运局", "教育局", "民政局", "住建局", "水务局", "财政局", "农业局", "人社局", "卫计局", RARELY)
CHOSEN = {5: 30, 4: 42, 3: 16, 2: 8, 1: 4}  # of a hundred answers; units lie a little above or below
PLACES = ("门户网站", "政务新媒体", "村和社区的公开栏", "办事大厅", "听别人说的")
LINES = ("公示的字太小", "补贴名单希望写明标准", "办事指南的电话有时打不通", "公开栏换得太慢", "比前两年好找多了")
OVER = (
    Asked("scale", "您对这个单位信息公开的总体评价", measures=True),
    Asked("scale", "想找的信息好不好找"),
    Asked("choice", "您主要从哪里看到这个单位公开的信息", PLACES),
    Asked("line", "最应当改进的一件事"),
)
RUNNING = (
    Asked("scale", "您对县政府门户网站总的评价", measures=True),
    Asked("choice", "您上网站主要做什么", ("查政策文件", "办事", "看公示公告", "提意见和投诉")),
    Asked("line", "还想在网站上看到什么"),
)


def play() -> None:
    """Once: asked before, they stay as they are."""
    if Survey.objects.exists():
        return
    with transaction.atomic():
        _over()
        _running()


def _over() -> None:
    """Drawn up in October, answered in November by letter, evaluated and public in December."""
    office, clerk = post("gkb"), post("gkb2")
    units = tuple(Unit.objects.filter(name__in=UNITS))
    head = Head(
        "2025年政务公开满意度调查", "请办过事的群众评一评各单位的信息公开，结果向社会公布，可以用于考核。",
        "2025年到这些单位办过事的群众", 26_000, 30, "invited", True, date(2025, 11, 3), date(2025, 11, 28), _topic(),
        units,
    )  # fmt: skip
    survey = drafting.begin(head, OVER, clerk, moment(2025, 10, 20, 10))
    survey.case.take("approve", by=office, at=moment(2025, 10, 22, 15))
    wanted = {one.pk: LETTERS for one in survey.subjects.all()}
    letters = inviting.invite(survey, wanted, clerk, moment(2025, 10, 28, 9))
    survey.case.take("open", by=clerk, at=moment(2025, 11, 3, 9))
    dice = Dice(SEED)
    came = [one for one in letters if dice.chance(0.35 if one.subject.unit.name == RARELY else 0.72)]
    _answer(survey, [(one.subject, one.code) for one in came], dice)
    _answer(survey, [(dice.pick(list(survey.subjects.all())), "") for _ in range(17)], dice)
    Invitation.objects.filter(code__in=[inviting.mark(survey, one.code) for one in came]).update(used=True)
    take_many("survey", "end", [Take(survey.case, None, moment(2025, 11, 29, 0), follows=True)])
    survey.case.take("evaluate", by=clerk, at=moment(2025, 12, 3, 10))
    survey.case.take("announce", by=office, at=moment(2025, 12, 8, 16))


def _running() -> None:
    """Open to everybody since the first working days of the year."""
    office, clerk = post("gkb"), post("gkb2")
    head = Head(
        "2026年县政府门户网站使用情况调查", "网站要改版，想听听大家平时怎么用。", "用过县政府门户网站的人", None, 30,
        "all", True, date(2026, 1, 5), date(2026, 1, 30), _topic(),
    )  # fmt: skip
    survey = drafting.begin(head, RUNNING, clerk, moment(2025, 12, 29, 10))
    survey.case.take("approve", by=office, at=moment(2025, 12, 30, 11))
    survey.case.take("open", by=clerk, at=moment(2026, 1, 5, 9))
    subject = survey.subjects.get()
    _answer(survey, [(subject, "")] * 14, Dice(f"{SEED} running"))


def _answer(survey: Survey, about: list[tuple[Subject, str]], dice: Dice) -> None:
    """So many forms, each with what was chosen; spread over the first ten days."""
    questions = list(survey.questions.all())
    by_day: dict[date, list] = {}
    for subject, code in about:
        given = answering.Given(subject, _replies(questions, subject, dice), answering.ticket(survey), code)
        by_day.setdefault(survey.opens + timedelta(days=dice.number(0, 6)), []).append((given, subject))
    for day, taken in sorted(by_day.items()):
        answering.keep(survey, taken, day)


def _replies(questions, subject: Subject, dice: Dice) -> dict[int, int | str]:
    found: dict[int, int | str] = {}
    for one in questions:
        if one.sort == "line":
            found[one.number] = dice.pick(LINES) if dice.chance(0.08) else ""
        elif one.measures or dice.chance(0.93):  # the others are left open now and then
            found[one.number] = _step(subject, dice) if one.sort == "scale" else dice.number(1, len(one.options))
    return found


def _step(subject: Subject, dice: Dice) -> int:
    """A step of the scale; a third of the units lies one below."""
    step = dice.weighed(list(CHOSEN), list(CHOSEN.values()))
    return max(1, step - 1) if subject.unit_id % 3 == 0 and dice.chance(0.4) else step


def _topic() -> Topic:
    return Topic.objects.get(code="gonggao")
