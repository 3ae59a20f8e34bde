"""重复与连缀: sentences that nearly repeat one another, two texts run together, a summary that is a plan."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from gongkai.checks.finding import Finding
from gongkai.checks.page_text import PageText, page_text

SENTENCE = re.compile(r"[^。；;！？!?\n\u2029]+[。；;！？!?]?")
SHORTEST, GRAM, LEAST, ALIKE = 18, 3, 16, 0.65  # signs of a sentence, of a piece; pieces in common, and their share
MOST_SENTENCES, MOST_TOLD, COMMON = 3000, 5, 40
NOT_WORDS = re.compile(r"[\W_0-9]+")
FIRST = re.compile(r"(?:^|[\n\u2029])[ \t\u3000]*一、")
LATER = re.compile(r"(?:^|[\n\u2029])[ \t\u3000]*[二三四五六七八九十]、")
APART = re.compile(
    r"(?:^|[\n\u2029])[ \t\u3000]*附(?:件|表|录|：|:)?[ \t\u3000]*[0-9一二三四五六七八九十]*[\s\u2029：:]"
    "|第[一二三四五六七八九十]+[章编]"
)
HEADLINE = re.compile(
    r"(?:^|[\n\u2029])[ \t\u3000]*(?P<words>[^\n\u2029。，,；;：:、（(《]{6,38}"
    r"(?:总结|通知|方案|意见|办法|要点|计划|报告|细则|规定))[一二三四五六七八九十]?[ \t\u3000]*(?=[\n\u2029])"
)
BEFORE = 300  # signs that make what stands above a paper of its own
DONE = re.compile("已经?|完成了?|累计|开展了|取得了|同比|共(?:受理|公开|答复|发布)|了")
TO_DO = re.compile("要|将|进一步|力争|确保|拟")
FEW = 10


def find(text: str, *, title: str = "") -> list[Finding]:
    """Candidates in plain text, in order, all for a person's eye (`warn`)."""
    return _findings(PageText.plain(text), title)


def find_in_html(html: str, *, title: str = "") -> list[Finding]:
    """The same in a page; offsets are those of its source."""
    return _findings(page_text(html), title)


def _findings(page: PageText, title: str) -> list[Finding]:
    found = [*_repeated(page), *_joined(page)]
    if "总结" in title and _plans(page.text):
        message = "标题写的是总结，正文多是今后的要求，像是计划或工作要点，请核对标题。"
        found.append(Finding("plan_as_summary", "warn", 0, 0, "总结", message))
    return found


def _repeated(page: PageText) -> Iterator[Finding]:
    pairs = list(_alike(page.text))
    for earlier, later in pairs[:MOST_TOLD]:
        excerpt = later[0].strip()[:24]
        message = f"“{excerpt}…”与前面“{earlier[0].strip()[:24]}…”几乎相同，请核对是否重复。"
        start, end = page.source(later.start())[0], page.source(later.end() - 1)[1]
        yield Finding("repeated", "warn", start, end, excerpt, message)
    if len(pairs) > MOST_TOLD:
        message = f"全文共有{len(pairs)}句与前文几乎相同，请核对是否把同一内容放了两遍。"
        yield Finding("repeated_much", "warn", 0, 0, f"{len(pairs)}句", message)


def _alike(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """(earlier, later) sentences that share most of their pieces; common pieces do not choose candidates."""
    sentences: list[tuple[re.Match[str], frozenset[str]]] = []
    at: dict[str, list[int]] = defaultdict(list)
    for place in SENTENCE.finditer(text):
        words = NOT_WORDS.sub("", place[0])
        if len(words) < SHORTEST:
            continue
        if len(sentences) >= MOST_SENTENCES:
            return
        pieces = frozenset(words[i : i + GRAM] for i in range(len(words) - GRAM + 1))
        met = Counter(other for piece in pieces if len(at[piece]) <= COMMON for other in at[piece])
        for other, _ in met.most_common(3):
            said = sentences[other][1]
            shared = len(pieces & said)
            if shared >= max(LEAST, ALIKE * min(len(pieces), len(said))):
                yield sentences[other][0], place
                break
        for piece in pieces:
            at[piece].append(len(sentences))
        sentences.append((place, pieces))


def _joined(page: PageText) -> Iterator[Finding]:
    """“一、” begins anew after the numbering had gone on, and no annex or chapter stands between."""
    text = page.text
    for head in HEADLINE.finditer(text, BEFORE):
        above = text[: head.start("words")]
        if f"《{head['words']}》" not in above and not APART.search(above[-60:]) and "附件" not in above[-30:]:
            message = f"正文中间出现标题“{head['words']}”，像是两篇文稿连在一起，请核对是否应分成两件。"
            start, end = page.source(head.start("words"))[0], page.source(head.end("words") - 1)[1]
            yield Finding("joined", "warn", start, end, head["words"], message)
    firsts = list(FIRST.finditer(text))
    for before, again in pairwise(firsts):
        between = text[before.end() : again.start()]
        if len(LATER.findall(between)) >= 2 and not APART.search(between):
            message = "正文的“一、”在这里重新开始编号，像是两篇文稿连在一起，请核对是否应分成两件。"
            start, end = page.source(again.start())[0], page.source(again.end() - 1)[1]
            yield Finding("joined", "warn", start, end, "一、", message)


def _plans(text: str) -> bool:
    to_do, done = len(TO_DO.findall(text)), len(DONE.findall(text))
    return to_do >= FEW and to_do > 4 * done
