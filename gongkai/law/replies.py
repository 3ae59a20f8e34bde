"""答复目录 (`rulebooks/replies`): what an organ may answer to a request, and the papers on the way to it, as data.

A paper's words have blanks, `{received}`: some every paper can fill from the case (`BLANKS`), the others are what the
officer has to find out (its `asks`). What stands in `[ ]` is left out where a blank in it is empty; a blank that may be
empty stands nowhere else. The remedy under a decision is told apart by its day (行政复议法-23).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.citation import Register
from gongkai.law.kinds import Reading, words_by_name
from gongkai.law.reading import Fault, Node, Refused
from gongkai.law.workdays import read_day

ASKS = {"text": "一句话", "long": "一段话", "date": "日期", "choice": "选一项"}
NOTICES = {
    "opened": "政府信息公开告知书", "refused": "政府信息不予公开告知书", "elsewhere": "非本机关政府信息告知书",
}  # fmt: skip
READERS = {"applicant": "申请人", "third_party": "第三方", "organ": "相关机关", "file": "存卷"}
RECORDS = {
    "correction": "补正告知", "third_party": "征求第三方意见", "organ": "征求相关机关意见", "fee": "收费通知",
    "reasons": "要求说明理由",
}  # fmt: skip
STANDING = {"asked": "已经发出", "answered": "已经答复", "lapsed": "逾期没有答复", "settled": "已经答复或者逾期"}
REMEDIES = {
    "none": "不写救济途径", "either": "复议或者诉讼", "review_first": "先复议", "partly": "不予公开的部分先复议",
}  # fmt: skip
BLANKS = {
    "number": "申请编号", "applicant": "申请人", "you": "你或者你单位", "received": "收到日", "rule": "收到日的规则",
    "described": "申请内容", "unit": "本机关全称", "office": "工作机构", "phone": "联系电话", "address": "地址",
    "review": "复议机关", "court": "法院", "due": "答复期限", "corrected": "收到补正之日", "extended": "延期到",
    "files": "随附的材料", "forms": "载体形式和获取方式", "correction_sent": "补正告知之日",
    "correction_until": "补正期限", "fee_sent": "收费通知之日", "fee_until": "缴费期限",
    "reasons_sent": "要求说明理由之日", "third_sent": "征求第三方意见之日", "third_answer": "第三方的意见",
    "letter": "文书名称和文号", "decision": "拟作的决定",
}  # fmt: skip
OPTIONAL = frozenset(
    {"corrected", "extended", "files", "phone", "due", "third_sent", "third_answer", "office", "address", "rule",
     "letter", "decision"}
)  # fmt: skip
BLANK = re.compile(r"\{([a-z_]+)\}")
OPTION = re.compile(r"\[[^\[\]]*\]")
ROW = re.compile(r"r3_[1-6](_[1-8])?")
BRACKETS = str.maketrans("", "", "（）()")


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing the officer has to have found out. ``free``: it may be left empty."""

    id: str
    name: str
    kind: str
    says: str = ""
    choices: tuple[str, ...] = ()
    free: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a letter says of 复议 and 诉讼. Before its day ``since`` the one named ``before`` is said instead."""

    id: str
    letter: str
    since: date | None = None
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of a request. ``says``: when it is used; ``needs``: records of the case and how far they must be;
    ``table``: rows of a form, name and what stands there (empty: written by hand); ``dates``: it tells days to come;
    ``may_cite``: articles it may name besides its own; ``sample``: what was asked and found in an example.
    """

    id: str
    name: str
    title: str
    says: str
    cite: tuple[str, ...]
    letter: tuple[str, ...] = ()
    to: str = "applicant"
    asks: Mapping[str, Ask] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    table: Mapping[str, str] = field(default_factory=dict)
    table_title: str = ""
    may_cite: tuple[str, ...] = ()
    remedy: str = "none"
    numbered: bool = True
    dates: bool = False
    sample: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Paper):
    """A decision. ``row``: where the annual report counts it; ``notice``: which of the three notices of KF-3.3 it is;
    ``supplies``: information goes with it or is told how to be had; ``withholds``: parts are kept back.
    """

    row: str
    notice: str = ""
    supplies: bool = False
    withholds: bool = False


@dataclass(frozen=True, slots=True)
class Replies:
    """The catalogue. ``opening`` begins every decision; ``rows`` are names of the report's rows; ``articles``: code →
    (document's title, article) in words.
    """

    opening: str
    rows: Mapping[str, str]
    remedies: Mapping[str, Remedy]
    outcomes: Mapping[str, Outcome]
    papers: Mapping[str, Paper]
    articles: Mapping[str, tuple[str, str]]

    def __getitem__(self, name: str) -> Paper:
        """A decision or a paper by its id. Raises `Refused`."""
        found = self.outcomes.get(name) or self.papers.get(name)
        if found is None:
            raise Refused(f"答复目录里没有“{name}”")
        return found

    def remedy_on(self, paper: Paper, day: date) -> Remedy | None:
        """What is to be said of remedies in a paper of that day."""
        found = self.remedies.get(paper.remedy)
        while found and found.since and day < found.since:
            found = self.remedies.get(found.before)
        return found

    def over(self, other: "Replies") -> "Replies":
        """This one with what another says of the same things in its place."""
        return Replies(
            other.opening or self.opening,
            {**self.rows, **other.rows},
            {**self.remedies, **other.remedies},
            {**self.outcomes, **other.outcomes},
            {**self.papers, **other.papers},
            {**self.articles, **other.articles},
        )


def read_replies(node: Node, register: Register, known: Replies | None = None) -> Replies:
    """The catalogue that a file describes; ``known``: the one it is laid over. Raises `Refused` with every fault."""
    table = node.table(required=("replies", "title"), allowed=("opening", "rows", "remedies", "outcomes", "papers"))
    reading = Reading()
    remedies = _parts(table, "remedies", reading.parts(Remedy, lambda one, at: (), since=read_day))
    rows = words_by_name(table["rows"]) if "rows" in table else {}
    how = {
        "asks": reading.parts(Ask, _ill_asked, kind=reading.one_of(ASKS)),
        "needs": words_by_name, "table": _form, "sample": words_by_name, "to": reading.one_of(READERS),
        "remedy": reading.one_of(REMEDIES),
    }  # fmt: skip
    outcomes = _parts(table, "outcomes", reading.parts(Outcome, _misfits, notice=reading.one_of(NOTICES), **how))
    papers = _parts(table, "papers", reading.parts(Paper, _misfits, **how))
    opening = table["opening"].string() if "opening" in table else ""
    every = {**outcomes, **papers}
    for section in ("outcomes", "papers"):
        for name, one in _parts(table, section, lambda at: at.table()).items():
            reading.faults += register.unresolved((*every[name].cite, *every[name].may_cite), one)
    if reading.faults:
        raise Refused(*reading.faults)
    codes = {code for one in every.values() for code in (*one.cite, *one.may_cite)}
    found = Replies(opening, rows, remedies, outcomes, papers, {code: _article(register, code) for code in codes})
    whole = known.over(found) if known else found
    if faults := list(_loose_ends(found, whole, table)):
        raise Refused(*faults)
    return whole


def blanks(words: Iterable[str]) -> set[str]:
    """Names of the blanks in some paragraphs."""
    return {name for line in words for name in BLANK.findall(line)}


def plain_article(words: str) -> str:
    """第三十六条第（二）项 as the register writes it: 第三十六条第二项."""
    return words.translate(BRACKETS)


def _parts(table: Mapping[str, Node], name: str, read: object) -> dict:  # type: ignore[type-arg]
    return read(table[name]) if name in table else {}  # type: ignore[operator]


def _form(node: Node) -> dict[str, str]:
    """Rows of a form; an empty one is written by hand."""
    return {name: one.text for name, one in node.table().items()}


def _article(register: Register, code: str) -> tuple[str, str]:
    found = register.resolve(code)
    return found.document.title, found.article


def _ill_asked(ask: Ask, node: Node) -> Iterator[Fault]:
    if (ask.kind == "choice") != bool(ask.choices):
        yield node.fault(f"“{ask.name}”：选一项（choice）的要写 choices，别的不写")
    if ask.id in BLANKS:
        yield node.fault(f"“{ask.id}”是从办理记录里来的，不用再问，请换一个名称")


def _misfits(paper: Paper, node: Node) -> Iterator[Fault]:
    for record, standing in paper.needs.items():
        if record not in RECORDS or standing not in STANDING:
            yield node.fault(f"要有的记录写成“{'、'.join(RECORDS)}”之一，到哪一步写“{'、'.join(STANDING)}”之一")
    if isinstance(paper, Outcome) and not ROW.fullmatch(paper.row):
        yield node.fault(f"“{paper.row}”不是年度报告表三的办理结果行，如 r3_1、r3_3_4")
    if not paper.letter and not paper.table:
        yield node.fault("正文（letter）和表格（table）至少写一样")
    yield from _ill_blanked(paper, node)
    yield from _ill_sampled(paper, node)


def _ill_blanked(paper: Paper, node: Node) -> Iterator[Fault]:
    known = {**BLANKS, **{name: one.name for name, one in paper.asks.items()}}
    said = [*paper.letter, *paper.table.values()]
    for name in sorted(blanks(said) - known.keys()):
        yield node.fault(f"空格“{{{name}}}”没有来处；可以写：{'、'.join(known)}")
    for name in sorted(paper.asks.keys() - blanks(said)):
        yield node.fault(f"问了“{paper.asks[name].name}”，正文里却没有写进去")
    free = OPTIONAL | {name for name, one in paper.asks.items() if one.free}
    for name in sorted(blanks(OPTION.sub("", line) for line in paper.letter) & free):
        yield node.fault(f"“{{{name}}}”可能是空的，请连同前后的话写在方括号里")


def _ill_sampled(paper: Paper, node: Node) -> Iterator[Fault]:
    wanted = {"described", *(name for name, one in paper.asks.items() if not one.free)}
    if lacking := sorted(wanted - paper.sample.keys()):
        yield node.fault(f"例子（sample）里缺少：{'、'.join(lacking)}")
    if strange := sorted(paper.sample.keys() - {"described", *paper.asks}):
        yield node.fault(f"例子（sample）里不认识：{'、'.join(strange)}")
    for name, one in paper.asks.items():
        if one.choices and name in paper.sample and paper.sample[name] not in one.choices:
            yield node.fault(f"例子里的“{one.name}”不在可以选的里面")


def _loose_ends(found: Replies, whole: Replies, table: Mapping[str, Node]) -> Iterator[Fault]:
    for section, some in (("outcomes", found.outcomes), ("papers", found.papers)):
        for name, paper in some.items():
            node = table[section].table()[name]
            if isinstance(paper, Outcome) and paper.row not in whole.rows:
                yield node.fault(f"没有写“{paper.row}”这一行的名称（rows）")
            if paper.remedy != "none" and paper.remedy not in whole.remedies:
                yield node.fault(f"没有写“{REMEDIES[paper.remedy]}”的话（remedies）")
            yield from _unsaid(paper, found, node)
    for remedy in found.remedies.values():
        if bool(remedy.since) != bool(remedy.before) or (remedy.before and remedy.before not in whole.remedies):
            yield table["remedies"].table()[remedy.id].fault("写了起始日（since）的，要写此前的是哪一种（before）")


def _unsaid(paper: Paper, found: Replies, node: Node) -> Iterator[Fault]:
    said = plain_article("".join(paper.letter))
    for code in paper.cite if paper.letter else ():
        article = found.articles[code][1]
        if article and article not in said and not any(article in choice for choice in _choices(paper)):
            yield node.fault(f"正文里没有写所依据的{article}")


def _choices(paper: Paper) -> Iterator[str]:
    for one in paper.asks.values():
        yield from one.choices
