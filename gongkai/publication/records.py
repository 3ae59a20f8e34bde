"""What may go out: strict record types with named public fields (条例 Art. 17, 19, 20).

A room builds one of these and hands it to ``publication.door``. Nothing else passes: a field that is not named here
has no way out, and a value of another type than the one named is refused.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.publication.quiet import Quiet
from gongkai.publication.strict import UNPRINTABLE as UNPRINTABLE
from gongkai.publication.strict import RecordFault as RecordFault
from gongkai.publication.strict import Strict

# National vocabulary of ColumnType (国办发〔2017〕47号), with 其他 for what it does not name.
COLUMN_TYPES = frozenset(
    (
        *("首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件", "政策解读", "回应关切"),
        *("信息公开指南", "信息公开目录", "信息公开年报", "依申请公开", "数据发布", "数据开放"),
        *("办事服务", "咨询投诉", "征集调查", "在线访谈", "其他"),
    )
)
VALIDITY = {
    "": "",
    "valid": "有效",
    "amended": "已修改",
    "lapsed": "已失效",
    "repealed": "已废止",
    "pending": "尚未施行",
}
LINKS = {
    "interprets": "解读的文件",
    "amends": "修改的文件",
    "repeals": "废止的文件",
    "implements": "所依据的文件",
    "consults": "征求意见的事项",
    "clarifies": "澄清的信息",
    "data": "相关数据",
    "gazettes": "本期刊登的文件",
    "related": "相关信息",
    "listed": "对应的清单事项",
    "gathers": "收入的信息",
}
TEXTS = {"guide": "指南", "catalogue": "目录", "rules": "制度", "report": "年报", "about": "说明"}

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
KEY = re.compile(r"[a-z_]{1,19}:[A-Za-z0-9_.-]{1,80}")
SHA256 = re.compile(r"[0-9a-f]{64}")
# What cleaned HTML never holds. The room cleans; the door only makes sure that it did.
HOSTILE = re.compile(
    r"<\s*/?\s*(?:script|style|iframe|frame|object|embed|applet|form|input|button|textarea|select|link|meta|base|svg|math"
    r"|template|noscript)\b|<!|<\?|<[^>]*\s(?:on\w+|srcdoc|formaction)\s*=|<[^>]*=\s*[\"']?\s*(?:javascript|vbscript)\s*:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attachment(Strict):
    """A file the public may fetch: the clean public copy, by its hash."""

    name: str
    size: int  # bytes
    type: str  # media type
    sha256: str
    text: str = ""  # what a picture or a scan says

    def check(self) -> None:
        self.demand(bool(SHA256.fullmatch(self.sha256)), f"附件《{self.name}》的校验值应为 64 位十六进制")
        self.demand(bool(self.name) and not set(self.name) & {"/", "\\"}, "附件名不能为空或含有路径")
        self.demand(len(self.name) <= 300 and len(self.type) <= 120, f"附件名“{self.name[:40]}”过长，最多 300 个字")


@dataclass(frozen=True, slots=True)
class Link(Strict):
    """A typed relation to another record (``to`` is its key), to a page elsewhere (``to`` is an http address), or to a
    paper that has none (``to`` is empty).
    """

    kind: str
    to: str
    title: str = ""

    def check(self) -> None:
        self.demand(self.kind in LINKS, f"关联类型“{self.kind}”未列入公开类型")
        outside = self.to.startswith(("https://", "http://"))
        inside = bool(KEY.fullmatch(self.to))
        self.demand(inside or outside or not self.to, f"关联“{self.to}”既不是记录编号也不是网址")
        self.demand(bool(self.title) or inside, f"站外关联“{self.to}”要写明名称")


@dataclass(frozen=True, slots=True)
class Edition(Strict):
    """One entry of 修订历史: when, and what the public is told about it."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Term(Strict):
    """A word that a table uses and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ResultRow(Strict):
    """One unit's line of a published result. Points are printed as they are: text with the rulebook's places."""

    rank: str
    unit: str
    unit_name: str
    score: str
    grade: str

    def check(self) -> None:
        self.demand(not self.unit or bool(CODE.fullmatch(self.unit)), f"单位代码“{self.unit}”不能用作网址")


class _Record(Strict):
    """A record that gets a row at the door. ``key`` names its source and keeps its public address for ever."""

    __slots__ = ()
    key: str

    def check(self) -> None:
        self.demand(bool(KEY.fullmatch(self.key)), f"记录编号“{self.key}”应形如 disclosure:17")
        for name in ("column", "unit", "code", "parent"):
            code = getattr(self, name, "")
            self.demand(not code or bool(CODE.fullmatch(code)), f"{name} 代码“{code}”不能用作网址")
        self.demand(len(getattr(self, "title", "")) <= 500, "标题过长，最多 500 个字")
        hostile = HOSTILE.search(getattr(self, "html", ""))
        self.demand(hostile is None, f"正文没有清理干净，含有“{hostile[0][:40] if hostile else ''}”")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(_Record):
    """政府信息: one published document (条例 Art. 20; 目录 elements of Art. 12: 索引号, 名称, 内容概述, 生成日期)."""

    key: str
    title: str
    column: str
    unit: str
    unit_name: str
    published: datetime  # PubDate; an imported document keeps its old one
    html: str  # cleaned
    index_no: str = ""  # 索引号
    doc_no: str = ""  # 发文字号
    genre: str = ""  # 体裁: 通知, 公告, …
    subject: str = ""  # 主题分类
    formed: date | None = None  # 成文日期
    validity: str = ""  # a code of VALIDITY
    valid_from: date | None = None  # 施行日期
    valid_until: date | None = None
    validity_note: str = ""  # by which document it was amended or repealed
    summary: str = ""  # 内容概述, Description
    source: str = ""  # ContentSource; the unit's name where empty
    author: str = ""
    keywords: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    links: tuple[Link, ...] = ()
    history: tuple[Edition, ...] = ()
    particulars: tuple[Term, ...] = ()  # 主送, 抄送, 落款 and what else the paper bears

    def check(self) -> None:
        _Record.check(self)
        self.demand(bool(self.title.strip()), "标题不能为空")
        self.demand(bool(self.column and self.unit and self.unit_name), "栏目、单位代码和单位名称都要写明")
        self.demand(self.validity in VALIDITY, f"有效性“{self.validity}”不是公开类型")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRecord(_Record):
    """栏目: a topic of the catalogue as the public sees it."""

    key: str
    code: str
    name: str
    description: str
    column_type: str
    parent: str = ""  # code of the column above
    keywords: tuple[str, ...] = ()
    order: int = 0
    navigated: bool = False  # stands in the main navigation
    elements: tuple[str, ...] = ()  # each with what it must say, where that is laid down
    basis: tuple[str, ...] = ()
    limit: str = ""  # by when an item is published, in words
    refresh: str = ""  # how often the column must gain an item
    channels: tuple[str, ...] = ()
    level: str = ""
    keepers: tuple[str, ...] = ()  # names of the units that fill it
    quiet: tuple[Quiet, ...] = ()

    def check(self) -> None:
        _Record.check(self)
        self.demand(bool(self.code and self.name), "栏目代码和名称都要写明")
        self.demand(self.column_type in COLUMN_TYPES, f"栏目类别“{self.column_type}”不在国家规定的类别中")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecord(_Record):
    """机构: functions, address, hours and how to reach it (条例 Art. 20 item 2)."""

    key: str
    code: str
    name: str
    kind: str = ""
    full_name: str = ""
    duties: str = ""
    leader: str = ""  # 负责人姓名
    address: str = ""
    hours: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    office: str = ""  # 公开工作机构
    postcode: str = ""
    order: int = 0
    carries_on: tuple[str, ...] = ()  # codes of ended units whose business it does now

    def check(self) -> None:
        _Record.check(self)
        self.demand(bool(self.code and self.name), "单位代码和名称都要写明")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRecord(_Record):
    """考核结果: ranks, points and grades of a finished assessment."""

    key: str
    title: str
    column: str
    unit: str  # who announces it
    unit_name: str
    published: datetime
    period: str
    notes: tuple[str, ...] = ()
    rows: tuple[ResultRow, ...] = ()
    definitions: tuple[Term, ...] = ()

    def check(self) -> None:
        _Record.check(self)
        self.demand(bool(self.title.strip() and self.period), "标题和考核期都要写明")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRecord(_Record):
    """指南, 制度, 年报, 说明: a standing text of the openness section (国办公开办函〔2019〕61号)."""

    key: str
    title: str
    part: str  # a code of TEXTS
    column: str
    unit: str
    unit_name: str
    published: datetime
    html: str  # cleaned
    attachments: tuple[Attachment, ...] = ()
    history: tuple[Edition, ...] = ()

    def check(self) -> None:
        _Record.check(self)
        self.demand(bool(self.title.strip()), "标题不能为空")
        self.demand(self.part in TEXTS, f"文本类别“{self.part}”不是公开类型")


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
class RegisterRecord(_Record):
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
        _Record.check(self)
        self.demand(bool(self.title.strip()), "标题不能为空")
        self.demand(bool(self.column and self.unit and self.unit_name), "栏目、单位代码和单位名称都要写明")
        self.demand(bool(CODE.fullmatch(self.register)), f"清单种类“{self.register}”不能用作网址")
        self.demand(all(len(row.cells) == len(self.heads) for row in self.rows), "有一行的格数与表头不同")
        self.demand(self.count == len(self.rows), "项数与行数不同")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord(_Record):
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

    def check(self) -> None:
        _Record.check(self)
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
class DossierRecord(_Record):
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
        _Record.check(self)
        self.demand(bool(self.title.strip()), "名称不能为空")
        self.demand(bool(self.column and self.unit and self.unit_name), "栏目、单位代码和单位名称都要写明")
        self.demand(bool(CODE.fullmatch(self.dossier)), f"种类“{self.dossier}”不能用作网址")


# Fields that records learned later: left out where they say nothing, so that rows shown before stay as they are.
LATER = ("particulars", "carries_on")

Item = DocumentRecord | ResultRecord | TextRecord | RegisterRecord | EntryRecord | DossierRecord
Record = Item | ColumnRecord | UnitRecord
KINDS: dict[type, str] = {
    DocumentRecord: "document",
    ColumnRecord: "column",
    UnitRecord: "unit",
    ResultRecord: "result",
    TextRecord: "text",
    RegisterRecord: "register",
    EntryRecord: "entry",
    DossierRecord: "dossier",
}
