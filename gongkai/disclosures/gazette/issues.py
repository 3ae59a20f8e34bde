"""政府公报: an issue gathered from papers that are out, numbered within its year, reviewed like any record (KF-3.2)."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience, Channel
from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day
from gongkai.disclosures.models import Disclosure, Edition, EditionLink
from gongkai.disclosures.vocabulary import PAPER_KINDS, LinkKind
from gongkai.look import words
from gongkai.look.words import titled

STEP, KIND, MOST, DAY = "gazette", "公报", 200, timedelta(days=1)
NUMBER = re.compile(r"公报(?P<year>[12]\d{3})年第(?P<no>[1-9]\d{0,2})期")

HEADING = re.compile(r"(</?h)([2-5])\b")


def title_of(unit: Unit, year: int, number: int) -> str:
    """大英县人民政府公报2026年第1期: a government's gazette is made by its office."""
    return f"{(unit.full_name or unit.name).removesuffix('办公室')}公报{year}年第{number}期"


def next_number(unit: Unit, year: int) -> int:
    """One more than the unit's last issue of the year, on the table or out."""
    titles = Case.objects.filter(kind="disclosure", unit=unit, title__contains=f"公报{year}年第")
    given = [int(found["no"]) for title in titles.values_list("title", flat=True) if (found := NUMBER.search(title))]
    return max(given, default=0) + 1


def is_taken(unit: Unit, year: int, number: int) -> bool:
    return Case.objects.filter(kind="disclosure", unit=unit, title=title_of(unit, year, number)).exists()


def papers(first: date, last: date) -> QuerySet[Disclosure]:
    """Numbered papers that came out in a period and still are, in the county's order."""
    found = Disclosure.objects.filter(
        live__isnull=False, live__kind__in=PAPER_KINDS, topic__audience=Audience.PUBLIC,
        published__gte=start_of_day(first), published__lt=start_of_day(last + DAY),
    ).exclude(live__kind=KIND).exclude(live__doc_no="")  # fmt: skip
    return found.select_related("live", "case__unit").order_by("case__unit__order", "published", "pk")[:MOST]


def gathered(keys: Iterable[int]) -> set[int]:
    """Keys of those papers that an issue, on the table or out, holds already."""
    rows = EditionLink.objects.filter(kind=LinkKind.GAZETTES, target__in=list(keys))
    return set(rows.values_list("target_id", flat=True))


def compile_issue(
    by: Post, topic: Topic, year: int, number: int, chosen: Sequence[Disclosure], at: datetime
) -> Disclosure:
    """The draft of an issue: contents, then each paper in full, in the order given."""
    day = at.astimezone(BEIJING).date()
    links = [{"kind": str(LinkKind.GAZETTES), "to": row.pk} for row in chosen]
    values = {"kind": KIND, "links": links, "summary": f"刊登文件{len(chosen)}件"}
    draft = Draft(by.unit, topic, title_of(by.unit, year, number), day, _html(chosen), values)
    return open_records([Writing(draft, by, at, start_of_day(day))])[0]


def tell_papers(takes, acts, stands: dict[int, Edition]) -> None:
    """With an issue out, each paper in it bears in its trail where it was printed (A28)."""
    issues = {key: edition for key, edition in stands.items() if edition.kind == KIND}
    wanted = {
        link["to"]: issues[key] for key in issues for link in issues[key].links if link["kind"] == LinkKind.GAZETTES
    }
    if not wanted:
        return
    by, at = takes[0].by, max(act.at for act in acts)
    rows = Disclosure.objects.filter(pk__in=wanted, live__isnull=False).select_related("case").order_by("pk")
    told = [row for row in rows if row.case.status in ("emergent", "published", "archived")]
    said = {row.pk: {"channel": str(Channel.GAZETTE), "says": f"刊登于{titled(wanted[row.pk].title)}"} for row in told}
    if told:
        take_many("disclosure", STEP, [Take(row.case, by, at, detail=said[row.pk], follows=True) for row in told])


def _html(chosen: Sequence[Disclosure]) -> str:
    lines = format_html_join("", "<li>{}{}</li>", ((_edition(row).title, _number(row)) for row in chosen))
    texts = format_html_join(
        "", "<h2>{}</h2><p>{}</p>{}{}",
        (
            (_edition(row).title, f"{_maker(row)}{_number(row)}　{words.riqi(_edition(row).formed_on)}",
             mark_safe(_one_down(_edition(row).html)), _annexes(row))
            for row in chosen
        ),
    )  # fmt: skip
    return format_html("<h2>目录</h2><ol>{}</ol>{}", lines, texts)


def _one_down(html: str) -> str:
    """A paper's headings stand under its title."""
    return HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", html)


def _annexes(row: Disclosure) -> str:
    names = "、".join(f"《{file['name']}》" for file in _edition(row).attachments)
    return format_html("<p>附件{}见本站所载原文。</p>", names) if names else ""


def _maker(row: Disclosure) -> str:
    return row.case.unit.full_name or row.case.unit.name


def _number(row: Disclosure) -> str:
    number = _edition(row).doc_no
    return f"（{number}）" if number else ""


def _edition(row: Disclosure):
    assert row.live is not None
    return row.live
