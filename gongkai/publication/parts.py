"""What records are made of: a key that keeps its address, files, links, editions, terms; and what none may hold."""

import re
from dataclasses import dataclass
from datetime import datetime

from gongkai.publication.strict import Strict

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
    "answers": "所依据的文件",
    "gathers": "收入的信息",
    "counts": "列入统计的信息",
    "weighs": "失分所涉及的信息",
}

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
DOOR = re.compile(r"[a-z][a-z0-9-]{1,19}")
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


class Keyed(Strict):
    """A record that gets a row at the door. ``key`` names its source and keeps its public address for ever."""

    __slots__ = ()
    key: str

    def check(self) -> None:
        self.demand(bool(KEY.fullmatch(self.key)), f"记录编号“{self.key}”应形如 disclosure:17")
        for name in ("column", "unit", "code", "parent"):
            code = getattr(self, name, "")
            self.demand(not code or bool(CODE.fullmatch(code)), f"{name} 代码“{code}”不能用作网址")
        for code in getattr(self, "concerns", ()):
            self.demand(bool(DOOR.fullmatch(code)), f"适用对象“{code}”不能用作网址")
        self.demand(len(getattr(self, "title", "")) <= 500, "标题过长，最多 500 个字")
        hostile = HOSTILE.search(getattr(self, "html", ""))
        self.demand(hostile is None, f"正文没有清理干净，含有“{hostile[0][:40] if hostile else ''}”")
