"""Drawing a bulletin up: its figures are counted once, read by another hand, and published as they were read."""

from datetime import datetime

from django.utils.html import format_html, format_html_join

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.publication import door
from gongkai.publication.records import DocumentRecord
from gongkai.vault.sealed import digest
from gongkai.windows.bulletins import counting
from gongkai.windows.bulletins.counting import Quarter
from gongkai.windows.models import Bulletin


def draw_up(quarter: Quarter, topic: Topic, by: Post, at: datetime) -> Bulletin:
    """Raises ``Unready`` where the quarter has one already."""
    if Bulletin.objects.filter(last=quarter.last).exists():
        raise Unready([f"{quarter.title}已经有了，要重新统计的请在那里办"])
    made: list[Bulletin] = []

    def room(cases: list[Case]) -> None:
        row = Bulletin.objects.create(case=cases[0], topic=topic, first=quarter.first, last=quarter.last)
        _count(row)
        made.append(row)

    open_many("service_bulletin", "draw_up", [Opening(by.unit, quarter.title, by, at)], room)
    return made[0]


def counted(cases, takes, acts) -> None:
    """The figures as they are now."""
    for row in Bulletin.objects.filter(pk__in=[case.pk for case in cases]).select_related("case"):
        _count(row)


def show(cases, takes, acts) -> None:
    for act in acts:
        row = Bulletin.objects.select_related("case__unit", "topic").get(pk=act.case_id)
        unit = row.case.unit
        door.show(
            DocumentRecord(
                key=f"service_bulletin:{row.pk}",
                title=row.case.title,
                column=row.topic.code,
                unit=unit.code,
                unit_name=unit.full_name or unit.name,
                published=act.at,
                html=text(row),
                genre="通报",
                summary=f"{row.first} 至 {row.last} 各单位窗口办件、按时办结、评价和电子监察发牌情况",
            ),
            act.at,
        )


def hide(cases, takes, acts) -> None:
    door.withdraw([f"service_bulletin:{act.case_id}" for act in acts], at=acts[0].at, reason="通报已撤回")


def text(row: Bulletin) -> str:
    parts = [format_html("<p>统计期 {} 至 {}。{}</p>", row.first, row.last, counting.MEANS)]
    for title, heads, lines in row.figures:
        head = format_html_join("", "<th>{}</th>", [(one,) for one in heads])
        body = format_html_join(
            "", "<tr>{}</tr>", [(format_html_join("", "<td>{}</td>", [(one,) for one in line]),) for line in lines]
        )
        table = format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, body)
        parts.append(format_html("<h2>{}</h2>{}", title, table if lines else "没有"))
    return "".join(parts)


def _count(row: Bulletin) -> None:
    figures = counting.figures(Quarter(row.first, row.last))
    Bulletin.objects.filter(pk=row.pk).update(figures=figures)
    Case.objects.filter(pk=row.pk).update(content=digest(repr(figures)))
