"""The prose of a report to begin with: what is counted, in sentences; what people have to write, in 〔〕."""

from datetime import date, datetime

from gongkai.accounts.models import Unit
from gongkai.acts.facts import Span
from gongkai.disclosures import facts as disclosures
from gongkai.foi.statistics import fees
from gongkai.law.annual.figures import shown
from gongkai.reports import figures
from gongkai.reports.models import Report

HEADS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
WHOLE = "考核、社会评议和责任追究"


def of(report: Report, at: datetime) -> dict[str, str]:
    """Prose by part of the form."""
    return {"overview": _overview(report, at), "problems": _problems(report), "other": _other(report, at)}


def _overview(report: Report, at: datetime) -> str:
    span = Span(date(report.year, 1, 1), date(report.year, 12, 31), at)
    units = list(Unit.objects.filter(pk__in=figures.told_of(report)))
    published = sum(value or 0 for value in disclosures.published(units, span).values.values())
    found = figures.of(report)
    total = {row: shown(found[f"t3.{row}.c7"]) for row in ("r1", "r2", "r3_7", "r3_1", "r3_2", "r4")}
    asked = (
        f"本年新收政府信息公开申请{total['r1']}件，上年结转{total['r2']}件，办结申请{total['r3_7']}件，"
        f"其中予以公开{total['r3_1']}件、部分公开{total['r3_2']}件，结转下年度{total['r4']}件。〔申请的特点和办理的做法〕"
    )
    told = (
        f"{report.year}年通过门户网站主动公开信息{published}条。〔重点领域公开和政策解读的情况〕",
        asked,
        "〔公开属性审核、规范性文件管理、目录和动态调整的情况〕",
        "〔门户网站专栏、政务新媒体、公报和查阅点的情况〕",
        "〔机构、培训和监督检查的情况〕",
        *(("〔考核、社会评议和责任追究的情况和结果〕",) if report.whole else ()),
    )
    heads = [*HEADS, WHOLE] if report.whole else HEADS
    numbered = zip("一二三四五六", heads, told, strict=False)
    return "\n".join(f"（{number}）{head}\n{words}" for number, head, words in numbered)


def _problems(report: Report) -> str:
    return f"{report.year}年存在的主要问题：〔一至三个问题〕\n改进的措施：〔谁、做什么、什么时候做到〕"


def _other(report: Report, at: datetime) -> str:
    paid = fees.collected(figures.told_of(report), report.year, at)
    return f"{report.year}年收取信息处理费{paid}元。〔其他需要报告的事项，没有的写没有〕"
