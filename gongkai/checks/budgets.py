"""预算、决算: which tables a paper lacks, how deep their codes go, whether they add up (预算法-14, SQ-4.2, TZ-1.3).

All is `warn`: a person looks. Where secret items were left out the text says so, and depth and sums are not held
against the tables.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from gongkai.checks.budget_rules import Asked, Budgets, Paper, Words
from gongkai.checks.finding import Finding
from gongkai.checks.sums import sum_faults
from gongkai.checks.tabled import Table, bare

YEAR = re.compile(r"(?:20\d\d|二[〇○零]\w\w)年")
MOST = 3  # faults told of one table
Placed = tuple[str, Finding]


def find(title: str, words: str, tables: list[Table], rules: Budgets, *, unread: Iterable[str] = ()) -> list[Placed]:
    """(place, finding) for a paper of that title. ``words`` is all that can be read of it, files too; ``unread`` are
    files whose tables cannot be had."""
    paper = rules.paper(title)
    if paper is None:
        return []
    secret = rules.secret.search(words) is not None
    found = [*_titled(paper, title), *_unreadable(tables, unread), *_said(paper, words)]
    for asked in paper.tables:
        here = [one for one in tables if asked.called.search(bare(one.title))]
        found += _of_table(asked, paper, here, words, secret)
    if secret:
        says = "文中写明有涉密内容没有公开，所以没有核对科目层级和合计，请人工核对并备好定密依据。"
        found.append(_told("secret", "涉密除外", says))
    return found


def _titled(paper: Paper, title: str) -> Iterator[Placed]:
    if paper.yearly and not YEAR.search(title):
        yield _told("year", "年度", "标题没有写明年度，公众分不清是哪一年的，请写成“……2025年……”。")


def _unreadable(tables: list[Table], unread: Iterable[str]) -> Iterator[Placed]:
    files = list(unread)
    if files and not tables:
        named = "、".join(f"《{name}》" for name in files[:3])
        yield _told("unread", named, f"表在{named}里，机器读不出表格，没有核对层级和合计；请另附 XLSX 表格。")


def _said(paper: Paper, words: str) -> Iterator[Placed]:
    lacking = [name for name, pattern in paper.says if not pattern.search(words)]
    if lacking:
        named = "、".join(lacking)
        yield _told("said", named, f"{paper.name}的说明里没有找到：{named}，请补写；没有的也写明没有。")


def _of_table(asked: Asked, paper: Paper, here: list[Table], words: str, secret: bool) -> Iterator[Placed]:
    if not here:
        if asked.called.search(bare(words)) or (asked.none and asked.none.search(words)):
            return
        says = f"没有找到{asked.name}。{paper.name}应有这张表，没有数字也要列空表并写明没有。"
        yield _told("table", asked.name, says)
        return
    for table in here:
        lacking = _unnamed(asked.lines, table)
        if lacking and not (asked.none and asked.none.search(words)):
            says = f"{asked.name}里没有{'、'.join(lacking)}，请逐项列出，没有发生的填0。"
            yield _told("lines", asked.name, says, table.place)
        if not secret:
            faults = islice(sum_faults(asked, table), MOST)
            yield from (_told(kind, where, f"{asked.name}{says}", table.place) for kind, where, says in faults)


def _unnamed(lines: tuple[Words, ...], table: Table) -> list[str]:
    text = bare("\n".join(cell for row in table.rows for cell in row))
    return [name for name, pattern in lines if not pattern.search(text)]


def _told(kind: str, excerpt: str, says: str, place: str = "") -> Placed:
    return place, Finding(f"budget_{kind}", "warn", 0, 0, excerpt, says)
