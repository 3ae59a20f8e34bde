"""Drawing up what goes out: figures counted on the spot and kept as counted, or one answer in words of nobody's."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from gongkai.accounts.models import Post, Unit
from gongkai.acts.facts import Span
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.checks import privacy
from gongkai.hotline import counting
from gongkai.hotline.models import Bulletin, Plea
from gongkai.hotline.vocabulary import BulletinSort
from gongkai.vault.sealed import digest

ANSWERED = ("replied", "closed", "rated")


def figures(first: date, last: date, topic: Topic, by: Post, at: datetime) -> Bulletin:
    """The figures of a period, counted now and kept as they are. Raises ``Unready`` while the period runs."""
    span = Span(first, last, at)
    if span.ends == at:
        raise Unready(["这一期还没有结束，请等结束以后再统计"])
    units = list(Unit.objects.order_by("order", "pk"))
    body = counting.figures(units, span).plain()
    title = f"12345热线办理情况（{named(first, last)}）"
    return _open(Bulletin(sort=BulletinSort.FIGURES, topic=topic, first=first, last=last, body=body), title, by, at)


def answer(plea: Plea, topic: Topic, said: dict[str, str], by: Post, at: datetime) -> Bulletin:
    """One question with its answer: ``title``, ``asked``, ``answer``, telling of nobody. Raises ``Unready``."""
    if plea.case.status not in ANSWERED:
        raise Unready(["这一件还没有答复，答复以后再选登"])
    if not plea.open_to_all:
        raise Unready(["来电人没有同意选登，不能公布"])
    if reasons := tells_of_people("\n".join(said.values())):
        raise Unready(reasons)
    body = {"asked": said["asked"], "answer": said["answer"], "unit": plea.case.unit.name}
    return _open(Bulletin(sort=BulletinSort.ANSWER, topic=topic, plea=plea, body=body), said["title"], by, at)


def tells_of_people(text: str) -> list[str]:
    """What in the words belongs to a person (个人信息保护法-25)."""
    return [f"{one.message}；请去掉或者遮盖再写" for one in privacy.find(text)]


def named(first: date, last: date) -> str:
    """2025年3月, 2025年第一季度, else from day to day."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and months == 1:
        return f"{first.year}年{first.month}月"
    if first.day == 1 and months == 3 and first.month % 3 == 1:
        return f"{first.year}年第{'一二三四'[first.month // 3]}季度"
    return f"{first}至{last}"


def periods(today: date, months: int) -> Sequence[tuple[date, date]]:
    """The latest that are over, the newest first: by the month, or by the quarter with ``months`` 3."""
    found, start = [], date(today.year, (today.month - 1) // months * months + 1, 1)
    for _ in range(12 // months):
        last = date.fromordinal(start.toordinal() - 1)
        month = last.month - months + 1
        start = date(last.year, month, 1)
        found.append((start, last))
    return found


def _open(row: Bulletin, title: str, by: Post, at: datetime) -> Bulletin:
    def room(cases: list[Case]) -> None:
        row.case = cases[0]
        row.save(force_insert=True)
        cases[0].content = digest(json.dumps([title, row.body, row.topic_id], ensure_ascii=False, sort_keys=True))
        Case.objects.filter(pk=cases[0].pk).update(content=cases[0].content)

    open_many("bulletin", "draft", [Opening(by.unit, title, by, at)], room)
    return row
