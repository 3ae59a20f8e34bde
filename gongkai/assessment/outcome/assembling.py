"""What a paper of a campaign says before anybody edits it: every sentence from the campaign itself (BW-16.5, KF-3.1).

A text is plain: a line is a paragraph, one that begins with 一、 or （一） a heading. What is a table is no text: it
follows as an annex when the paper is typeset.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from gongkai.acts.models import Act
from gongkai.assessment import rules, sheets
from gongkai.assessment.models import Assessor, Campaign, PaperKind, UnitResult
from gongkai.assessment.outcome import following
from gongkai.assessment.outcome.following import Pair
from gongkai.assessment.scale import scaled
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import ByClass
from gongkai.look.words import points, riqi, titled

ALL = "各被考核单位"
NUMERALS = "一二三四五六七八九十"
FEW = 6  # problems that a circular names


def notice(campaign: Campaign, at: datetime) -> tuple[str, str, str]:
    """Title, addressees and text of the notice that opens an assessment."""
    book, units = rules.book(campaign), campaign.entrants.count()
    told = [
        ("考核对象和考核期", [
            f"本次考核共{units}个单位，名单附后。考核期为{_period(campaign)}，只看考核期内的工作，事实截至{riqi(campaign.until)}。"
        ]),
        ("考核内容和评分办法", [
            f"按{titled(book.title)}评分，满分{_number(book.tables[0].points)}分，指标和分值附后。"
            "系统能计数的直接取自公开记录，各单位不必重复报送。",
            *_sources(campaign, book),
        ]),
        ("等次和结果运用", [*_grades(book), *_uses(book)] or ["本次考核只计得分和名次。"]),
        ("工作要求", [
            "各评分单位要按时报送，扣分要写明理由。" + _hearing(campaign),
            "各单位要对照指标自查，对自己填报的内容负责。",
        ]),
    ]  # fmt: skip
    lead = f"为做好{campaign.case.title}工作，现将有关事项通知如下。"
    return f"关于开展{campaign.case.title}的通知", ALL, _text(lead, told)


def circular(campaign: Campaign, at: datetime) -> tuple[str, str, str]:
    """Title, addressees and text of the circular on a result."""
    rows, book, uses = following.results(campaign), rules.book(campaign), following.pairs(campaign)
    told = [
        ("考核情况", [_basis(campaign, book), _spread(campaign, rows)]),
        ("考核结果", _by_grade(campaign, rows) or [_by_rank(campaign, rows)]),
        ("表扬和批评", _praise(uses)),
        ("存在的主要问题", _problems(campaign, rows)),
        ("下一步要求", _demands(uses)),
    ]
    lead = f"{campaign.case.title}已经完成，结果经{_decided(campaign)}审定，现通报如下。"
    title = f"关于{campaign.case.title}结果的通报"
    return title, ALL, _text(lead, [(head, lines) for head, lines in told if lines])


def commendation(campaign: Campaign, at: datetime) -> tuple[str, str, str]:
    """Title, addressees and text by which units, and people where they were named, are commended (BW-19)."""
    found = following.those(following.pairs(campaign), "commend")
    people = [line for one in campaign.applied.filter(what="commend") for line in one.people.splitlines() if line]
    lines = [f"在{campaign.case.title}中，{_names(found)}成绩优秀，予以通报表扬。"]
    if people:
        lines.append(f"同时表扬以下个人：{'；'.join(people)}。")
    lines.append("希望受到表扬的单位和个人再接再厉，各单位向他们学习，把公开工作做得更好。")
    return f"关于表扬{campaign.case.title}优秀单位的通报", ALL, "\n".join(lines)


def criticism(campaign: Campaign, at: datetime) -> tuple[str, str, str]:
    """Title, addressees and text by which units are criticised and told by when to mend (BW-19)."""
    uses = following.pairs(campaign)
    found = following.those(uses, "criticise")
    lines = [f"在{campaign.case.title}中，{_names(found)}考核不合格，予以通报批评。"]
    for row in found:
        losses = "、".join(f"“{one.title}”" for one in sheets.owed(campaign, row)[:3])
        lines.append(f"{row.unit.name}得{_points(campaign, row)}分，失分最多的是{losses}。")
    lines += _rectify(uses)
    return f"关于{campaign.case.title}不合格单位的通报", ALL, "\n".join(lines)


ASSEMBLED = {
    PaperKind.NOTICE: notice, PaperKind.CIRCULAR: circular, PaperKind.COMMEND: commendation,
    PaperKind.CRITICISE: criticism,
}  # fmt: skip


def _text(lead: str, told: list[tuple[str, list[str]]]) -> str:
    lines = [lead]
    for numeral, (head, said) in zip(NUMERALS, told, strict=False):
        lines += [f"{numeral}、{head}", *said]
    return "\n".join(lines)


def _period(campaign: Campaign) -> str:
    return f"{riqi(campaign.since)}至{riqi(campaign.until)}"


def _number(worth: Fraction | ByClass | None) -> str:
    return "100" if worth is None or isinstance(worth, ByClass) else f"{float(worth):g}"


def _sources(campaign: Campaign, book: Rulebook) -> list[str]:
    speak: dict[str, list[str]] = {}
    for one in Assessor.objects.filter(campaign=campaign, own=False).select_related("unit"):
        speak.setdefault(one.source, []).append(one.unit.name)
    told = [f"“{word}”由{'、'.join(speak[source])}评定" for source, word in book.sources.items() if source in speak]
    return [f"{'；'.join(told)}。"] if told else []


def _grades(book: Rulebook) -> list[str]:
    if book.grades is None:
        return []
    said = [band.says for band in book.grades.bands if band.says]
    named = f"等次分为{'、'.join(band.grade for band in book.grades.bands)}。"
    return [named + (f"{'；'.join(said)}。" if said else "")]


def _uses(book: Rulebook) -> list[str]:
    said = dict.fromkeys(f"{use.says}（用于{use.to}）" if use.to else use.says for use in book.use if use.says)
    return [f"结果这样运用：{'；'.join(said)}。"] if said else []


def _hearing(campaign: Campaign) -> str:
    if not campaign.comment_days:
        return ""
    return f"合成以后评分表发给各单位征求意见，{campaign.comment_days}个工作日内可以答复，对每项指标可以申诉一次。"


def _basis(campaign: Campaign, book: Rulebook) -> str:
    return (
        f"考核期为{_period(campaign)}，{campaign.entrants.count()}个单位参加，按{titled(book.title)}评分。"
        "评分表在审定以前都发给了各单位征求意见。"
    )


def _spread(campaign: Campaign, rows: list[UnitResult]) -> str:
    known = [scaled(campaign, row.total) for row in rows if row.total is not None]
    if not known:
        return ""
    mean = points(sum(known, Decimal(0)) / len(known), campaign.places)
    high, low = points(max(known), campaign.places), points(min(known), campaign.places)
    return f"各单位平均{mean}分，最高{high}分，最低{low}分。"


def _by_grade(campaign: Campaign, rows: list[UnitResult]) -> list[str]:
    grouped: dict[str, list[UnitResult]] = {}
    for row in rows:
        if row.grade:
            grouped.setdefault(row.grade, []).append(row)
    return [f"{grade}{len(some)}个：{_names(some)}。" for grade, some in grouped.items()]


def _by_rank(campaign: Campaign, rows: list[UnitResult]) -> str:
    ranked = [row for row in rows if row.rank]
    return f"得分靠前的是{_names(ranked[:FEW])}；靠后的是{_names(ranked[-FEW:])}。各单位得分和名次附后。"


def _praise(uses: list[Pair]) -> list[str]:
    good, poor = following.those(uses, "commend"), following.those(uses, "criticise")
    told = [f"对{_names(good)}予以通报表扬。"] if good else []
    return told + ([f"对{_names(poor)}予以通报批评。"] if poor else [])


def _problems(campaign: Campaign, rows: list[UnitResult]) -> list[str]:
    """What most units lost points by, and how much; a reward that was not earned is no problem."""
    places = rules.book(campaign).rounding.show
    units: Counter[str] = Counter()
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        for one in sheets.owed(campaign, row) if row.total is not None else ():
            units[one.title] += 1
            lost[one.title] += one.lost
    return [
        f"（{NUMERALS[place]}）“{title}”：{many}个单位失分，共失{points(lost[title], places)}分。"
        for place, (title, many) in enumerate(units.most_common(FEW))
    ]


def _demands(uses: list[Pair]) -> list[str]:
    told = ["各单位要对照评分表逐项整改，能马上改的马上改；没有做到的项目写明原因和完成时间。"]
    return told + _rectify(uses)


def _rectify(uses: list[Pair]) -> list[str]:
    found = [(row, use) for row, use in uses if use.do == "rectify"]
    if not found:
        return []
    use = found[0][1]
    when = (
        use.within.replace("months", "month").replace("month", "个月").replace("workdays", "个工作日").replace(" ", "")
    )
    until = f"接到本通报后{when}内" if when else "限期内"
    names, to = _names(row for row, _ in found), use.to or "考核单位"
    return [f"{names}要在{until}整改完毕，书面报告{to}；逾期不改的，依照规定追责。"]


def _decided(campaign: Campaign) -> str:
    act = Act.objects.filter(case=campaign.pk, step="decide").select_related("post__unit").order_by("-number").first()
    return "领导小组" + (f"于{riqi(act.at)}" if act else "")


def _points(campaign: Campaign, row: UnitResult) -> str:
    return points(scaled(campaign, row.total), campaign.places) if row.total is not None else row.state


def _names(rows: Iterable[UnitResult]) -> str:
    return "、".join(row.unit.name for row in rows)
