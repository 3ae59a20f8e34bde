"""The steps of a mystery test: planned, begun on its day, recorded or void (H18)."""

from gongkai.accounts.models import Role
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import NotYourRole
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.acts.taking import Take, take_many
from gongkai.assessment import handing
from gongkai.assessment.marking import MARKERS
from gongkai.assessment.models import MysteryTask
from gongkai.assessment.mystery import planning

NOBODY, CITE = frozenset[Role](), ("BW-16.1–16.3",)


def is_its_tester(cases, takes) -> dict[int, list[str]]:
    """A test is done by whom it was given to, while marks are given."""
    found = {}
    for one in _rows(cases):
        take = next(take for take in takes if take.case.pk == one.pk)
        if take.by is None or take.by.person_id != one.post.person_id:
            raise NotYourRole("这次测试安排给了另一个人")
        if one.script.part.campaign.case.status not in handing.OPEN:
            found[one.pk] = ["这次考核现在不在评分中，测试不再办理"]
    return found


def is_its_day(cases, takes) -> dict[int, list[str]]:
    """Before its day no test begins, or units would be tested all at once."""
    at = {take.case.pk: take.at.astimezone(BEIJING).date() for take in takes}
    return {one.pk: [f"这次测试排在 {one.day}，到那一天再开始"] for one in _rows(cases) if at[one.pk] < one.day}


def by_part_or_office(cases, takes) -> dict[int, list[str]]:
    for one in _rows(cases):
        planning.may_plan(one.script.part, next(take for take in takes if take.case.pk == one.pk).by)
    return {}


def begin(cases, takes, acts) -> None:
    for take in takes:
        MysteryTask.objects.filter(pk=take.case.pk).update(begun=take.at)


def close(cases, takes, acts) -> None:
    """The result is decided upon: what was not tested is tested no more."""
    for take in takes:
        left = MysteryTask.objects.filter(script__part__campaign=take.case.pk, case__status__in=("planned", "begun"))
        rows = [Take(one.case, take.by, take.at, follows=True) for one in left.select_related("case")]
        if rows:
            take_many("mystery", "lapse", rows)


def _rows(cases):
    rows = MysteryTask.objects.filter(pk__in=[case.pk for case in cases])
    return rows.select_related("post", "script__part__campaign__case", "script__part__unit")


KIND = register(
    Kind(
        "mystery", "暗访测试",
        table(
            Step("plan", "mystery_planned", "安排测试", (), "planned", NOBODY, CITE, follows=True),
            Step(
                "begin", "mystery_begun", "开始测试", ("planned",), "begun", MARKERS, CITE,
                checks=(is_its_tester, is_its_day), then=begin,
            ),
            Step(
                "record", "mystery_recorded", "记录结果", ("begun",), "recorded", MARKERS, CITE, asks=True,
                checks=(is_its_tester,),
            ),
            Step(
                "give", "mystery_given", "换人测试", ("planned",), None, MARKERS, CITE, asks=True, says_why=True,
                checks=(by_part_or_office,),
            ),
            Step(
                "void", "mystery_void", "作废", ("planned", "begun"), "void", MARKERS, CITE, says_why=True,
                checks=(by_part_or_office,),
            ),
            Step("lapse", "mystery_void", "不再测试", ("planned", "begun"), "void", NOBODY, CITE, follows=True),
        ),
        {"planned": "待测试", "begun": "测试中", "recorded": "已记录", "void": "已作废"},
        path=("begin", "record"), limits_of=planning.limits_of, due_role={planning.LIMIT: Role.ASSESSOR},
        url="assessment:mystery-task", settled=frozenset(), home=True,
    )
)  # fmt: skip
