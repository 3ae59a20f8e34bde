"""Records that are revised round by round: lists with their rows (清单), matters with their stages (全过程、专题)."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.publication.parts import CODE, KEY, Edition, Keyed, Link, Term
from gongkai.publication.strict import Strict


@dataclass(frozen=True, slots=True)
class ListedRow(Strict):
    """One row of a list. ``entry`` is the key of its own page's record; empty where it has none."""

    name: str
    entry: str
    section: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowChange(Strict):
    """What a revision of a list did to one row: 调整 《…》 承诺时限：20日 → 15日."""

    change: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Revised(Strict):
    """One revision of a list in words, and row by row."""

    at: datetime
    words: str
    effective: date | None = None
    changes: tuple[RowChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRecord(Keyed):
    """清单: a unit's list as it stands, all its rows, and how it came to be so (BW-5.3, SQ-2.1, TZ-1.2)."""

    key: str
    title: str
    column: str
    unit: str
    unit_name: str
    published: datetime  # of the latest revision
    register: str  # code of the kind of list
    register_name: str
    genre: str = ""  # 事项清单, 信用名单, 结果公示
    summary: str = ""
    cites: tuple[str, ...] = ()
    effective: date | None = None
    heads: tuple[str, ...] = ()
    rows: tuple[ListedRow, ...] = ()
    count: int = 0
    withheld: int = 0  # rows that are kept but, on a stated ground, not shown
    history: tuple[Revised, ...] = ()  # newest first

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.title.strip()), "标题不能为空")
        self.demand(bool(self.column and self.unit and self.unit_name), "栏目、单位代码和单位名称都要写明")
        self.demand(bool(CODE.fullmatch(self.register)), f"清单种类“{self.register}”不能用作网址")
        self.demand(all(len(row.cells) == len(self.heads) for row in self.rows), "有一行的格数与表头不同")
        self.demand(self.count == len(self.rows), "项数与行数不同")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord(Keyed):
    """清单事项: one row of a list on a page of its own. Its list, not itself, stands in column and unit."""

    key: str
    title: str
    within: str  # key of the list's record
    register_name: str
    shelf: str  # code of the list's column
    keeper: str  # code of the unit
    unit_name: str
    published: datetime
    pairs: tuple[Term, ...] = ()
    links: tuple[Link, ...] = ()
    history: tuple[Edition, ...] = ()
    concerns: tuple[str, ...] = ()  # 适用对象, of something to be done

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.title.strip()), "名称不能为空")
        self.demand(bool(KEY.fullmatch(self.within)), f"所属清单“{self.within}”不是记录编号")


@dataclass(frozen=True, slots=True)
class StageRow(Strict):
    """One stage of a matter: ``phase`` is the word it stands under, ``links`` what is public of it, by key."""

    phase: str
    name: str
    state: str  # shown, waiting, never
    says: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRecord(Keyed):
    """全过程公开、专题: a matter followed stage by stage, or the papers of a theme (SQ-1, SQ-3.1, BW-5.2, TZ-0.3)."""

    key: str
    title: str
    column: str
    unit: str
    unit_name: str
    published: datetime  # of the latest round
    dossier: str  # code of the kind
    dossier_name: str
    genre: str  # matter, theme
    summary: str = ""
    cites: tuple[str, ...] = ()
    pairs: tuple[Term, ...] = ()
    stages: tuple[StageRow, ...] = ()
    links: tuple[Link, ...] = ()
    history: tuple[Edition, ...] = ()

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.title.strip()), "名称不能为空")
        self.demand(bool(self.column and self.unit and self.unit_name), "栏目、单位代码和单位名称都要写明")
        self.demand(bool(CODE.fullmatch(self.dossier)), f"种类“{self.dossier}”不能用作网址")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord(Keyed):
    """政策问答: one question, answered on a clause of a paper; ``doubt``: why it is to be looked at again."""

    key: str
    title: str  # the question
    column: str
    unit: str
    unit_name: str
    published: datetime  # of the latest round
    answer: str  # code of whom it concerns
    answer_name: str
    html: str  # cleaned
    clause: str = ""
    valid_until: date | None = None
    doubt: str = ""
    links: tuple[Link, ...] = ()
    history: tuple[Edition, ...] = ()

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.title.strip()), "问题不能为空")
        self.demand(bool(self.column and self.unit and self.unit_name), "栏目、单位代码和单位名称都要写明")
        self.demand(bool(CODE.fullmatch(self.answer)), f"种类“{self.answer}”不能用作网址")


@dataclass(frozen=True, slots=True)
class ReleaseRow(Strict):
    """One release of an emergency's log. ``retracted``: taken back then; it has no words any more."""

    number: int
    at: datetime
    source: str
    text: str
    retracted: datetime | None = None

    def check(self) -> None:
        self.demand(bool(self.retracted) != bool(self.text and self.source), "每条发布要有内容和来源，撤回的不留")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRecord(Keyed):
    """突发事件: on top of every page until ``ended``; its running log, the newest first (条例-20.12, BW-8.3)."""

    key: str
    title: str
    column: str
    unit: str
    unit_name: str
    published: datetime
    updated: datetime  # of the latest release
    ended: datetime | None = None
    hotline: str = ""
    releases: tuple[ReleaseRow, ...] = ()

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.title.strip()), "事件名称不能为空")
        self.demand(bool(self.column and self.unit and self.unit_name), "栏目、单位代码和单位名称都要写明")
        self.demand(bool(self.releases), "至少要有一条发布")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRecord(Keyed):
    """政务新媒体: an account of a unit elsewhere, so that nobody takes a stranger's for it (国办发〔2018〕123号)."""

    key: str
    title: str  # its name there
    keeper: str  # code of its unit
    unit_name: str
    platform: str
    ident: str  # by which it is found on its platform
    homepage: str = ""
    opened: date | None = None
    standing: str = ""  # 运行, 暂停更新
    updated: date | None = None  # the day of its latest post, as far as it was told

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.title.strip() and self.platform and self.ident), "名称、平台和账号都要写明")
        self.demand(
            not self.homepage or self.homepage.startswith(("https://", "http://")), "主页网址应以 https:// 开头"
        )


@dataclass(frozen=True, slots=True)
class FigureRow(Strict):
    """One unit's line of a figure: how many of how many."""

    unit: str
    unit_name: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Figure(Strict):
    """One figure with its definition, its denominator and the public items behind it, by their keys."""

    code: str
    name: str
    part: int
    whole: int
    measure: str  # what is counted: 件, 个栏目
    says: str  # the definition
    note: str = ""  # what else is to be known: how long the oldest waits
    rows: tuple[FigureRow, ...] = ()
    behind: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()  # codes of the columns behind it
    behind_says: str = ""

    def check(self) -> None:
        self.demand(0 <= self.part <= self.whole, f"“{self.name}”的分子{self.part}大于分母{self.whole}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceRecord(Keyed):
    """公开一览: how the county keeps its own duties, a record a month."""

    key: str
    title: str
    column: str
    unit: str
    unit_name: str
    published: datetime  # the first day of the month
    month: str  # 2025-06
    until: date  # the last day that is counted
    figures: tuple[Figure, ...] = ()
    links: tuple[Link, ...] = ()

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.title.strip() and self.month and self.unit), "标题、月份和单位都要写明")
