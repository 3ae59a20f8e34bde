"""登记质量: a few plain conditions that make a document easy to find and to reuse, each met or not, and what to do.

A measure for the writer's eye (features B12): it stops nothing and counts nowhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG_TEXT = 400  # characters of a text that wants a summary
LEAST_SUMMARY, SHORT_TITLE, LONG_TITLE, LEAST_WORDS = 15, 8, 60, 2
# Names that tell nothing of what is inside.
NAMELESS = re.compile(
    r"(?:附件|附表|附|新建|未命名|文档|扫描|扫描件|图片?|照片|img|image|scan|doc|file|untitled|微信图片|wps|mmexport|[\W_\d]|第|页)*",
    re.I,
)
EDITABLE = (".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ppt", ".pptx", ".dps")
OPEN = (".pdf", ".ofd", ".csv", ".txt")


@dataclass(frozen=True, slots=True)
class Registered:
    """What was registered of a document. ``files`` are names of attachments; ``unread`` those only an eye can read."""

    title: str
    plain: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    subject: str = ""
    is_paper: bool = False
    validity: str = ""
    since: bool = False
    files: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition: what it is called, whether it is met, why it matters and what to do where it is not."""

    name: str
    met: bool
    advice: str


def measure(said: Registered) -> list[Criterion]:
    """The conditions that concern this document, in the order of the form."""
    return list(_criteria(said))


def _criteria(said: Registered) -> Iterable[Criterion]:
    yield Criterion(
        "标题说清是什么事", SHORT_TITLE <= len(said.title) <= LONG_TITLE and said.title[-1:] not in "。.",
        f"写明谁、什么事、什么文种，{SHORT_TITLE}到{LONG_TITLE}个字，末尾不加句号。公众多半只看标题。",
    )  # fmt: skip
    if len(said.plain) > LONG_TEXT:
        fits = len(said.summary) >= LEAST_SUMMARY and said.summary != said.title
        yield Criterion("有内容概述", fits, "正文较长，用一两句话说明讲了什么、对谁有用，不要重复标题。")
    words = [word for word in said.keywords if 2 <= len(word) <= 10]
    yield Criterion("有关键词", len(words) >= LEAST_WORDS, "填两个以上关键词，用公众会搜的词，用空格隔开。")
    yield Criterion("有主题分类", bool(said.subject), "选一个主题分类，公众按类查得到。")
    if said.is_paper:
        held = bool(said.validity) and (said.validity != "valid" or said.since)
        yield Criterion("写明有效性", held, "选有效性，填施行日期，公众才知道现在还算不算数。")
    if said.files:
        vague = [name for name in said.files if NAMELESS.fullmatch(name.rpartition(".")[0])]
        yield Criterion("附件名说清内容", not vague, f"{_some(vague)}看不出是什么，重新命名后再上传。")
        yield Criterion("附件不装办公软件也打得开", _opens(said.files), "Word、Excel 附件另附一份 PDF、OFD 或 CSV。")
        yield Criterion("附件读屏读得到", not said.unread, f"{_some(said.unread)}是图片或扫描件，填写文字版。")


def _opens(files: tuple[str, ...]) -> bool:
    """Every paper that needs an office program stands beside one of the same name that does not."""
    stems = {name.rpartition(".")[0].strip().lower() for name in files if name.lower().endswith(OPEN)}
    return all(name.rpartition(".")[0].strip().lower() in stems for name in files if name.lower().endswith(EDITABLE))


def _some(names: Iterable[str]) -> str:
    told = list(names)
    return "、".join(f"“{name}”" for name in told[:3]) + (f"等{len(told)}个" if len(told) > 3 else "")
