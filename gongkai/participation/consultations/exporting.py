"""Opinions as a workbook: without private words for any purpose, with them for those who handle them, logged."""

from collections.abc import Iterable

from gongkai import tables
from gongkai.participation.models import Consultation, Opinion

OUT = tables.OutColumn


def workbook(row: Consultation, opinions: Iterable[Opinion], whole: bool = False) -> bytes:
    """``whole``: with what was said and by whom; else number, days, paragraph and answer alone."""
    columns = [OUT("编号", "whole"), OUT("渠道", width=12), OUT("收到日", "date"), OUT("针对第几段", "whole")]
    columns += [OUT("状态", width=12), OUT("采纳情况", width=10), OUT("意见要点", width=40), OUT("理由", width=40)]
    columns += [OUT("意见", width=60), OUT("姓名"), OUT("电话", width=16)] if whole else []
    lines = [(*_line(one), *((one.words, one.name, one.phone) if whole else ())) for one in opinions]
    notes = ["含个人信息，只限办理这件事用，用完删除。" if whole else "不含意见原文和提意见的人。不予收录的没有列入。"]
    sheet = tables.OutSheet("意见", columns, lines, f"{row.case.title}：收到的意见", notes=notes)
    return tables.write_xlsx(None, [sheet])


def _line(one: Opinion) -> tuple:
    answer = one.treatment
    told = (answer.get_adopted_display(), answer.gist, answer.reason) if answer else ("", "", "")
    return one.number, one.get_channel_display(), one.came, one.paragraph, one.case.status_label, *told
