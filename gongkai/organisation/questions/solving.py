"""Putting a question, and what is said to it; neither holds what tells of a person."""

from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.checks import privacy
from gongkai.organisation.models import HardQuestion


def put(title: str, asked: str, by: Post, at: datetime) -> HardQuestion:
    """Opens the case of a question."""
    made: list[HardQuestion] = []

    def room(cases: list[Case]) -> None:
        row = HardQuestion(case=cases[0], asked=asked)
        row.save(force_insert=True)
        made.append(row)

    open_many("hard_question", "put", [Opening(by.unit, title, by, at)], room)
    return made[0]


def tells_of_people(text: str) -> list[str]:
    """What in the words belongs to a person: a shelf for everybody holds none of it (个人信息保护法-6)."""
    return [f"{one.message}；请去掉再写，只写问题本身" for one in privacy.find(text)]


def is_nobodys(cases, takes) -> dict[int, list[str]]:
    """What goes on the shelf tells of nobody."""
    found = {}
    for take in takes:
        said = "".join(str(take.detail.get(name, "")) for name in ("answer", "basis"))
        if not take.only_asks and (reasons := tells_of_people(said)):
            found[take.case.pk] = reasons
    return found


def solved(cases, takes, acts) -> None:
    for take in takes:
        said = {name: take.detail[name] for name in ("answer", "basis")}
        HardQuestion.objects.filter(pk=take.case.pk).update(**said)
