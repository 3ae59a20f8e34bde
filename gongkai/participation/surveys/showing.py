"""What the public reads of a survey: that it runs, and what came of it. One page, first the one and then the other."""

from datetime import date

from django.utils.html import format_html, format_html_join

from gongkai.acts.models import Act
from gongkai.participation.models import Basis, Survey
from gongkai.participation.surveys import counting
from gongkai.publication import dates, door, records

NUMBERS = ("评议对象", "有效答卷", "满意", "满意度", "95%区间", "平均分（5分制）", "未答")
WHOSE = {
    Basis.INVITED: "只计收到邀请函的人交来的答卷，网上自愿填写的不计入",
    Basis.ALL: "收到邀请函的人和网上自愿填写的都计入；自愿填写的不是抽样得来，只能说明填写的人怎样看",
}


def key_of(survey: Survey) -> str:
    return f"survey:{survey.pk}"


def show(cases, takes, acts) -> None:
    for act in acts:
        survey = _survey(act.case_id)
        runs = {"genre": dates.CONSULTS, "valid_from": survey.opens, "valid_until": survey.closes}
        door.show(_record(survey, act.at, asking(survey), survey.purpose, **runs), act.at)


def show_result(cases, takes, acts) -> None:
    for act in acts:
        survey = _survey(act.case_id)
        found = counting.tallies(survey)
        began = Act.objects.filter(case=survey.pk, step="open").values_list("at", flat=True).last()
        history = (records.Edition(began or act.at, "开始调查"), records.Edition(act.at, "公布结果"))
        said = f"调查已结束，计入 {sum(one.counted for one in found)} 份答卷"
        door.show(_record(survey, act.at, result(survey, found), said, genre="公告", history=history), act.at)


def asking(survey: Survey) -> str:
    """The page while one can answer."""
    whom = "、".join(one.unit.name for one in survey.subjects.select_related("unit"))
    parts = [format_html("<p>{}</p>", survey.purpose)]
    parts.append(format_html("<p>评议的单位：{}。请{}填写。</p>", whom, survey.population))
    how = "收到邀请函的，凭信上的邀请码填写；" if survey.invitations.exists() or not survey.open_form else ""
    how += "其他人也可以直接填写。" if survey.open_form else "没有收到邀请函的，这一次不用填写。"
    parts.append(format_html("<p>{}不用登记姓名、电话，答卷看不出是谁填的。</p>", how))
    days = f"{_riqi(survey.opens)}至{_riqi(survey.closes)}"
    parts.append(format_html('<p>填写时间：{}。<a href="/survey/{}/">填写问卷</a></p>', days, survey.address))
    return "".join(parts)


def result(survey: Survey, found: list[counting.Tally]) -> str:
    """The page afterwards: every figure with its denominator, its interval and what is left out."""
    parts = [format_html("<p>{}</p>", survey.purpose), method(survey, found)]
    head = format_html_join("", "<th>{}</th>", [(one,) for one in NUMBERS])
    rows = format_html_join("", "<tr>" + "<td>{}</td>" * len(NUMBERS) + "</tr>", [row(one) for one in found])
    parts.append(format_html("<h2>满意度</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, rows))
    for question, spread in counting.spread(survey, found):
        lines = format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td></tr>", spread)
        head = format_html("<tr><th>{}</th><th>份数</th><th>占答这一题的</th></tr>", "回答")
        table = format_html("<table><thead>{}</thead><tbody>{}</tbody></table>", head, lines)
        parts.append(format_html("<h2>{}. {}</h2>{}", question.number, question.text, table))
    return "".join(parts)


def method(survey: Survey, found: list[counting.Tally]) -> str:
    """How the sample came about, so that a reader can judge the figures."""
    sent, aside = sum(one.invited for one in found), sum(one.beside for one in found)
    size = f"，约 {survey.size:,} 人" if survey.size else ""
    said = [f"目标人群：{survey.population}{size}", f"填写时间：{_riqi(survey.opens)}至{_riqi(survey.closes)}"]
    said += [f"印发邀请函 {sent} 份"] if sent else []
    said.append(WHOSE[Basis(survey.basis)] + (f"（另收到 {aside} 份）" if aside else ""))
    said.append("满意度是选“很满意”“满意”的占答这一题的比例，区间按威尔逊法计算")
    said.append(f"有效答卷少于 {survey.minimum} 份的，不计算满意度，也不计入考核得分和下面各题的汇总")
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", [(one,) for one in said]))


def row(one: counting.Tally) -> tuple[str, ...]:
    """A line of the table; what cannot be told is said in words, never as nought."""
    name, share = one.subject.unit.name, one.share
    if not one.enough:
        return name, f"{share.n}（少于 {one.minimum}）", "—", "样本不足", "—", "—", str(one.missing)
    return name, str(share.n), str(share.hits), share.text, share.between, one.mean, str(one.missing)


def _record(survey: Survey, at, html: str, summary: str, **more) -> records.DocumentRecord:
    unit = survey.case.unit
    return records.DocumentRecord(
        key=key_of(survey), title=survey.case.title, column=survey.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=at, html=html, summary=summary, **more,
    )  # fmt: skip


def _riqi(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _survey(key: int) -> Survey:
    return Survey.objects.select_related("case__unit", "topic").get(pk=key)
