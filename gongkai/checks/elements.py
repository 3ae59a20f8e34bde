"""要素: what a paper of its kind must hold and does not (GB/T 9704-2012), and what its title promises to speak of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checks.finding import Finding
from gongkai.checks.lexicon import Elements

DIGITS = "[0-9〇○零一二三四五六七八九十]"
DATED = re.compile(rf"{DIGITS}{{4}}年{DIGITS}{{1,3}}月{DIGITS}{{1,3}}日")
ADDRESSED = re.compile(r"^[^。！？\n]{2,600}[：:]$")
SIGNED = re.compile(
    r"(?:局|委员会|委|办公室|办|政府|院|部|厅|中心|处|所|站|大队|支队|馆|社|会|公司|指挥部|领导小组|镇|乡|街道|学校|医院)"
    r"(?:[ \t\u3000]*(?:[（(](?:章|印|代章|盖章)[)）]))?$"
)
NUMBERED = re.compile(r"[〔\[［(（]\d{4}[〕\]］)）]第?\d+号")
ANNEX = re.compile(r"(?:^|\n)[ \t\u3000]*附(?:件|表)?[0-9一二三四五六七八九十]*[：:]")
ANNEX_HEAD = re.compile(
    r"(?:^|\n)[ \t\u3000]*附(?:件|表)?[ \t\u3000]*[0-9一二三四五六七八九十]*[：:]?[ \t\u3000]*(?=\n)"
)
FIRST, LAST = 8, 12  # lines in which an addressee, a signature stands


@dataclass(frozen=True, slots=True)
class Paper:
    """What is looked at: ``text`` a line a paragraph; ``elements`` its column's, ``element`` the one it is for."""

    title: str
    kind: str = ""
    doc_no: str = ""
    text: str = ""
    files: tuple[str, ...] = ()
    interprets: bool = False
    elements: tuple[str, ...] = ()
    element: str = ""


def find(paper: Paper, rules: Elements) -> list[Finding]:
    """What is missing, each `warn`; the place is the whole paper."""
    return [*_of_kind(paper, rules), *_spoken(paper, rules), *_links(paper), *_column(paper)]


def _of_kind(paper: Paper, rules: Elements) -> Iterator[Finding]:
    wants = rules.kinds.get(paper.kind, ())
    if "named" in wants and paper.kind not in paper.title:
        yield _missing("named", f"{paper.kind}的标题里一般写明文种，标题中没有“{paper.kind}”二字，请核对标题和体裁。")
    if "numbered" in wants and not paper.doc_no and not NUMBERED.search(paper.text[:600]):
        yield _missing("numbered", f"{paper.kind}一般有发文字号，请填写；确实没有的可以不填。")
    lines = [line.strip() for line in paper.text.split("\n") if line.strip()]
    if not lines:
        return
    if "addressee" in wants and not any(ADDRESSED.match(line) for line in lines[:FIRST]):
        yield _missing("addressee", f"没有找到主送机关，{paper.kind}的正文前应写明发给谁，如“各乡镇人民政府：”。")
    end = _before_annexes(lines)[-LAST:]
    if "dated" in wants and not any(DATED.search(line) for line in [*end, *lines[:3]]):
        yield _missing("dated", "正文后没有找到成文日期，请补在落款下面，如“2025年3月1日”。")
    if "signed" in wants and not any(len(line) <= 40 and SIGNED.search(line) for line in end):
        yield _missing("signed", "正文后没有找到落款单位，请补写发文机关名称。")


def _before_annexes(lines: list[str]) -> list[str]:
    """A signature stands before the annexes that follow it."""
    for at, line in enumerate(lines):
        if at > 2 and re.fullmatch(r"附(?:件|表)?[ \t\u3000]*[0-9一二三四五六七八九十]*[：:]?", line):
            return lines[:at]
    return lines


def _spoken(paper: Paper, rules: Elements) -> Iterator[Finding]:
    """A paper that leaves its words to an attachment is not asked for them here."""
    if paper.files and len(paper.text) < 200:
        return
    words = f"{paper.title}\n{paper.text}"
    for rule in rules.speaks:
        if rule.title.search(paper.title):
            lacking = [name for name, pattern in rule.of if not pattern.search(words)]
            if lacking and paper.text:
                yield _missing("spoken", f"这类信息应当写明{'、'.join(lacking)}，正文中没有找到，请补充。", *lacking)


def _links(paper: Paper) -> Iterator[Finding]:
    if paper.kind == "解读" and not paper.interprets and "《" not in paper.title + paper.text:
        yield _missing("interprets", "解读没有写明解读的是哪份文件，请在标题或正文写出文件名，并在“解读的文件”中选定。")
    if ANNEX.search(paper.text) and not paper.files and not _carries_annex(paper.text):
        yield _missing("annex", "正文提到附件，但没有上传附件，正文后也没有附件内容，请补上。")


def _carries_annex(text: str) -> bool:
    """The annex stands below: its own head line, and words after it."""
    heads = list(ANNEX_HEAD.finditer(text))
    return bool(heads) and len(text) - heads[-1].end() > 20


def _column(paper: Paper) -> Iterator[Finding]:
    if paper.element and paper.elements and paper.element not in paper.elements:
        known = "、".join(paper.elements)
        yield _missing("element", f"内容要素“{paper.element}”不在本栏目的要素里，栏目要求的有：{known}。")


def _missing(what: str, message: str, *words: str) -> Finding:
    return Finding(f"missing_{what}", "warn", 0, 0, "、".join(words), message)
