"""The documents of a campaign: notice, circular, sheets, rules and result, typeset and collected with their hashes."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.assessment import exporting, rules, sheets
from gongkai.assessment.models import Campaign, Paper, PaperKind, UnitResult
from gongkai.assessment.outcome import following
from gongkai.assessment.sheets import SheetRow, score_of
from gongkai.look import articles
from gongkai.look.words import change, riqi
from gongkai.papers import typeset, word
from gongkai.papers.official import Annex, Official

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made
LISTED = "校验值.txt"
FIGURES = frozenset({1, 2})
SUFFIXES = {"pdf": (typeset.PDF, typeset.pdf), "docx": (word.MEDIA, word.docx)}


@dataclass(frozen=True)
class Document:
    """One file of the collection: its name there, its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def official(paper: Paper) -> Official:
    """A paper of the campaign as it is typeset, with the tables that belong to its kind."""
    campaign = paper.campaign
    unit = campaign.case.unit
    name = unit.full_name or unit.name
    return Official(
        title=paper.title,
        text=paper.text,
        mark=name,
        number=paper.number,
        addressees=paper.addressees,
        signer=name,
        day=(paper.issued or paper.at).astimezone(BEIJING).date(),
        copied=paper.copied,
        printer=name,
        draft=paper.issued is None,
        annexes=_annexes(campaign, paper.kind),
    )


def sheet(campaign: Campaign, row: UnitResult) -> Official:
    """A unit's sheet on paper: what was lost, why, by which article; then every leaf (BW-4)."""
    found = sheets.sheet(campaign, row, {})
    standing = [
        ("得分", found["score"]),
        ("等次", row.grade),
        ("名次", f"{row.rank} / {found['units']}" if row.rank else ""),
    ]
    told = "　".join(f"{name}：{value}" for name, value in standing if value)
    losses = tuple(_loss(one) for one in found["losses"])
    leaves = tuple((one.title, one.points, one.score) for one in found["rows"] if one.leaf)
    period = f"考核期：{riqi(campaign.since)}至{riqi(campaign.until)}　状态：{campaign.case.status_label}"
    return Official(
        title=f"{campaign.case.title}评分表\n{row.unit.full_name or row.unit.name}",
        text="",
        annexes=(
            Annex(
                "失分情况", ("指标", "分值", "扣分", "失分原因", "依据"), (14, 6, 7, 28, 20), losses, FIGURES,
                (told, period, "一、失分情况" if losses else "一、没有失分"),
            ),
            Annex("全部指标", ("指标", "分值", "得分"), (40, 10, 10), leaves, FIGURES, ("二、全部指标",)),
        ),
    )  # fmt: skip


@lru_cache(maxsize=256)
def made(paper: Official, suffix: str) -> bytes:
    """The bytes of a paper; the latest ones are kept, as a page tells their hashes each time."""
    return SUFFIXES[suffix][1](paper)


def papers(campaign: Campaign) -> list[Document]:
    """What went out, each as PDF and as DOCX."""
    found = campaign.papers.exclude(issued=None).select_related("campaign__case__unit").order_by("issued")
    return [
        Document(f"{PaperKind(paper.kind).label}.{suffix}", made(official(paper), suffix))
        for paper in found
        for suffix in SUFFIXES
    ]


def data(campaign: Campaign) -> list[Document]:
    """The rules it went by, the result in its canonical bytes, and the tables for Excel."""
    kept = campaign.result_sets.filter(current=True).first()
    found = [Document("评分规则/rulebook.yaml", campaign.text.encode())]
    found += [Document(f"评分规则/{name}", said.encode()) for name, said in sorted(campaign.annexes.items())]
    if kept is None:
        return found
    found += [
        Document("结果.json", bytes(kept.content)),
        Document("得分、排名和失分.xlsx", exporting.workbook(campaign)),
    ]
    return found


def unit_sheets(campaign: Campaign) -> Iterator[Document]:
    """Every unit's sheet as PDF."""
    for row in following.results(campaign):
        if row.total is not None:
            yield Document(f"评分表/{row.unit.name}.pdf", made(sheet(campaign, row), "pdf"))


def archive(campaign: Campaign) -> bytes:
    """All of it in one ZIP, with a list of hashes that ``sha256sum -c`` reads. The same campaign is the same bytes."""
    found = [*papers(campaign), *data(campaign), *unit_sheets(campaign)]
    listed = "".join(f"{one.sha256}  {one.name}\n" for one in found)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in (*found, Document(LISTED, listed.encode())):
            packed.writestr(zipfile.ZipInfo(one.name, _EPOCH), one.content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _loss(one: SheetRow) -> tuple[str, ...]:
    lost = change(-one.lost, 2)
    return one.title, one.points, lost, "；".join(one.sentences), articles.in_words(one.cite)


def _annexes(campaign: Campaign, kind: str) -> tuple[Annex, ...]:
    if kind == PaperKind.NOTICE:
        return _units(campaign), _indicators(campaign)
    if kind == PaperKind.CIRCULAR:
        return (_ranking(campaign),)
    return ()


def _units(campaign: Campaign) -> Annex:
    units: list[Unit] = [entrant.unit for entrant in campaign.entrants.select_related("unit")]
    rows = tuple((str(place), unit.full_name or unit.name) for place, unit in enumerate(units, start=1))
    return Annex("被考核单位名单", ("序号", "单位"), (8, 52), rows, frozenset({0}))


def _indicators(campaign: Campaign) -> Annex:
    book = rules.book(campaign)
    rows = tuple(
        (one.title, f"{float(one.points):g}" if one.points and not hasattr(one.points, "values") else "", one.says)
        for one in book.indicators.values()
        if one.leaf
    )
    return Annex("指标和分值", ("指标", "分值", "评分办法"), (16, 6, 38), rows, frozenset({1}))


def _ranking(campaign: Campaign) -> Annex:
    found = following.results(campaign)
    graded = any(row.grade for row in found)
    rows = tuple(
        (str(row.rank or "—"), row.unit.name, score_of(campaign, row), *([row.grade or "—"] if graded else []))
        for row in found
    )
    more = ("等次",) if graded else ()
    heads = ("名次", "单位", "得分", *more)
    return Annex("得分和名次", heads, (8, 32, 12, 12)[: len(heads)], rows, frozenset({0, 2}))
