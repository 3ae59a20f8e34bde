"""What may go out: strict record types with named public fields (条例 Art. 17, 19, 20).

A room builds one of these and hands it to ``publication.door``. Nothing else passes: a field that is not named here
has no way out, and a value of another type than the one named is refused.
"""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.publication.parts import CODE, HOSTILE, LINKS, Attachment, Edition, Keyed, Link, Term
from gongkai.publication.quiet import Quiet
from gongkai.publication.revised import (
    AccountRecord,
    AnswerRecord,
    DossierRecord,
    EmergencyRecord,
    EntryRecord,
    Figure,
    FigureRow,
    GlanceRecord,
    ListedRow,
    RegisterRecord,
    ReleaseRow,
    Revised,
    RowChange,
    StageRow,
)
from gongkai.publication.scored import Leaf, Missing, ResultSheet
from gongkai.publication.strict import UNPRINTABLE, RecordFault, Strict

__all__ = [
    "COLUMN_TYPES", "HOSTILE", "KINDS", "LATER", "LINKS", "TEXTS", "UNPRINTABLE", "VALIDITY", "AccountRecord",
    "AnswerRecord", "Attachment", "ColumnRecord", "DocumentRecord", "DossierRecord", "Edition", "EmergencyRecord",
    "EntryRecord", "Figure", "FigureRow", "GlanceRecord", "Item", "Leaf", "Link", "ListedRow",
    "Missing", "Quiet", "Record", "RecordFault", "RegisterRecord", "ReleaseRow", "ResultRecord", "ResultRow",
    "ResultSheet", "Revised", "RowChange", "StageRow", "Term", "TextRecord", "UnitRecord",
]  # fmt: skip

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
TEXTS = {"guide": "指南", "catalogue": "目录", "rules": "制度", "report": "年报", "apply": "申请说明", "about": "说明"}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(Keyed):
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
    concerns: tuple[str, ...] = ()  # 适用对象: codes of the doors it stands behind

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.title.strip()), "标题不能为空")
        self.demand(bool(self.column and self.unit and self.unit_name), "栏目、单位代码和单位名称都要写明")
        self.demand(self.validity in VALIDITY, f"有效性“{self.validity}”不是公开类型")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRecord(Keyed):
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
        Keyed.check(self)
        self.demand(bool(self.code and self.name), "栏目代码和名称都要写明")
        self.demand(self.column_type in COLUMN_TYPES, f"栏目类别“{self.column_type}”不在国家规定的类别中")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecord(Keyed):
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
    window: str = ""  # 服务窗口
    online: str = ""  # where one asks it for information by a form on the site
    order: int = 0
    carries_on: tuple[str, ...] = ()  # codes of ended units whose business it does now

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.code and self.name), "单位代码和名称都要写明")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRecord(Keyed):
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
    html: str = ""  # the circular, cleaned
    sheets: tuple[ResultSheet, ...] = ()  # where it was decided that every point is told

    def check(self) -> None:
        Keyed.check(self)
        self.demand(bool(self.title.strip() and self.period), "标题和考核期都要写明")

    @property
    def links(self) -> tuple[Link, ...]:
        """To the records that its sheets name."""
        named = (one.entry for sheet in self.sheets for leaf in sheet.leaves for one in leaf.missing if one.entry)
        return tuple(Link("weighs", key) for key in dict.fromkeys(named))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRecord(Keyed):
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
        Keyed.check(self)
        self.demand(bool(self.title.strip()), "标题不能为空")
        self.demand(self.part in TEXTS, f"文本类别“{self.part}”不是公开类型")


# Fields that records learned later: left out where they say nothing, so that rows shown before stay as they are.
LATER = ("particulars", "carries_on", "window", "online", "concerns", "sheets")

Lasting = RegisterRecord | EntryRecord | DossierRecord | EmergencyRecord | GlanceRecord | AnswerRecord
Item = DocumentRecord | ResultRecord | TextRecord | Lasting
Record = Item | ColumnRecord | UnitRecord | AccountRecord
KINDS: dict[type, str] = {
    DocumentRecord: "document",
    ColumnRecord: "column",
    UnitRecord: "unit",
    ResultRecord: "result",
    TextRecord: "text",
    RegisterRecord: "register",
    EntryRecord: "entry",
    DossierRecord: "dossier",
    EmergencyRecord: "emergency",
    GlanceRecord: "glance",
    AccountRecord: "account",
    AnswerRecord: "answer",
}
