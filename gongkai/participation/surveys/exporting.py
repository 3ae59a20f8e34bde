"""A survey's result as a workbook: a line a unit, and what was chosen in every question."""

from decimal import Decimal

from gongkai import tables
from gongkai.participation.models import Basis, Survey
from gongkai.participation.surveys import counting, showing


def workbook(survey: Survey) -> bytes:
    out, found = tables.OutColumn, counting.tallies(survey)
    columns = [out("评议单位", width=24), out("印发邀请函", "whole"), out("计入", "whole"), out("另收到", "whole")]
    columns += [out("有效答卷", "whole"), out("满意", "whole"), out("满意度", "share"), out("区间下限", "share")]
    columns += [out("区间上限", "share"), out("平均分", "number"), out("未答", "whole"), out("说明", width=48)]
    rows = [_line(one) for one in found]
    spread = [
        (question.number, question.text, word, many)
        for question, words in counting.spread(survey, found)
        for word, many, _ in words
    ]
    title = survey.case.title
    answered = [out("题号", "whole"), out("题目", width=40), out("回答", width=24), out("份数", "whole")]
    sheets = [tables.OutSheet("满意度", columns, rows, f"{title}结果", notes=[_how(survey)])]
    return tables.write_xlsx(None, [*sheets, tables.OutSheet("各题回答", answered, spread, f"{title}各题回答")])


def _line(one: counting.Tally) -> tuple:
    share = one.share
    head = (one.subject.unit.name, one.invited, one.counted, one.beside, share.n)
    if not one.enough:
        return (*head, None, None, None, None, None, one.missing, one.says)
    low, high = (Decimal(f"{part:.4f}") for part in share.interval)
    part = Decimal(f"{share.hits / share.n:.4f}")
    return (*head, share.hits, part, low, high, Decimal(one.mean), one.missing, "")


def _how(survey: Survey) -> str:
    return f"{showing.WHOSE[Basis(survey.basis)]}；有效答卷少于 {survey.minimum} 份的不计算满意度；区间按威尔逊法，95%"
