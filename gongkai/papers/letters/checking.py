"""Reading a letter over before it is signed: what reconsiderations and lawsuits are lost by (条例-36, 行政复议法-23).

The codes are explained in docs/lint.md; they never change their meaning.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.replies import RECORDS, STANDING, Outcome, Paper, Replies, plain_article
from gongkai.papers.letters.assembling import LEFT_OPEN, Words, chinese, remedies
from gongkai.papers.letters.matter import REFUSED, Asked, Matter
from gongkai.papers.official import chinese_day

ERROR, WARNING = "error", "warning"
NUMERAL = "[一二三四五六七八九十百]+"
CITED = re.compile(rf"《([^》]*)》|(第{NUMERAL}条(?:第{NUMERAL}款)?(?:第{NUMERAL}项)?)")
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
OPEN = re.compile(r"\{[a-z_]+\}|＿{2,}|_{2,}|×{2,}|【[^】]*】|\.{6,}")
SHORT = ("条例", "政府信息公开条例")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a letter, and what to do; an error keeps it from being signed."""

    code: str
    says: str
    level: str = ERROR


def check(replies: Replies, matter: Matter, words: Words) -> list[Flaw]:
    """Every flaw, errors first."""
    paper = replies[matter.paper]
    found = [
        *_organ(paper, matter), *_findings(paper, matter), *_records(paper, matter), *_third_party(paper, matter),
        *_attachments(paper, matter, words),
    ]  # fmt: skip
    if paper.letter:
        found += [
            *_blanks(words), *_addressee(paper, matter, words), *_clauses(replies, paper, words),
            *_remedy(replies, matter, words), *_told(paper, matter, words), *_dates(paper, matter, words),
            *_title(paper, words),
        ]  # fmt: skip
    return sorted(found, key=lambda one: one.level != ERROR)


def _organ(paper: Paper, matter: Matter) -> Iterator[Flaw]:
    organ = matter.organ
    if paper.numbered and not organ.code:
        yield Flaw("letter-organ", "没有设置文书的机关代字，编不了文号；请在“文书设置”里填写")
    if paper.remedy != "none" and not (organ.review and organ.court):
        yield Flaw("letter-organ", "没有设置复议机关和法院，写不出救济途径；请在“文书设置”里填写")


def _findings(paper: Paper, matter: Matter) -> Iterator[Flaw]:
    for name, ask in paper.asks.items():
        said = matter.found.get(name, "").strip()
        if not said and not ask.free:
            yield Flaw("letter-finding", f"没有写“{ask.name}”，请查清以后填写")
        if said and ask.choices and said not in ask.choices:
            yield Flaw("letter-finding", f"“{ask.name}”只能从列出的里面选，请重新选择")


def _records(paper: Paper, matter: Matter) -> Iterator[Flaw]:
    for record, standing in paper.needs.items():
        asked = matter.last(record)
        if asked is None:
            yield Flaw(
                "letter-record", f"这种答复要先有“{RECORDS[record]}”，办理记录里没有；请先办这一步，或者换一种答复"
            )
        elif not stands(asked, standing, matter.day):
            said = STANDING[standing]
            yield Flaw("letter-record", f"这种答复要“{RECORDS[record]}”{said}，现在还不是；请等到期或者换一种答复")


def stands(asked: Asked, standing: str, day: date) -> bool:
    """Whether an asking is as far as a paper needs it (a key of ``law.replies.STANDING``)."""
    return {
        "asked": True, "answered": asked.answered is not None, "lapsed": asked.lapsed_on(day),
        "settled": asked.settled_on(day),
    }[standing]  # fmt: skip


def _third_party(paper: Paper, matter: Matter) -> Iterator[Flaw]:
    """条例-15, 条例-32: heard before it is decided; against a refusal only for a major public interest."""
    if not isinstance(paper, Outcome) or paper.row.startswith("r3_6"):
        return
    asked = [one for one in matter.asked if one.record in ("third_party", "organ")]
    if any(not one.settled_on(matter.day) for one in asked):
        yield Flaw("letter-third-party", "征求意见还没有收到答复，期限也没有到，不能作出决定；请等到期")
    refused = any(one.answer == REFUSED for one in asked)
    if paper.id == "opened" and refused and not matter.found.get("public_interest", "").strip():
        yield Flaw(
            "letter-third-party",
            "第三方不同意公开。要公开的，写明不公开对公共利益有什么重大影响；没有重大影响的，换成“保护第三方合法权益”",
        )


def _attachments(paper: Paper, matter: Matter, words: Words) -> Iterator[Flaw]:
    for name in matter.files:
        if paper.letter and f"《{chinese(name)}》" not in words.text:
            yield Flaw("letter-file", f"附了《{name}》，正文里没有写；请写上，或者取消这个附件")
    if not isinstance(paper, Outcome):
        return
    if paper.supplies and not matter.files and not any(matter.found.get(one) for one in ("how", "where")):
        yield Flaw("letter-file", "决定公开，但没有附上材料，也没有写怎样获取；请附上材料或者填写获取的方式")
    if not paper.supplies and matter.files:
        yield Flaw("letter-file", "这种答复不提供材料，却附了材料；请取消附件，或者换一种答复")
    if paper.withholds and matter.files and not matter.withheld:
        yield Flaw("letter-withheld", "附上的材料没有逐处列出遮盖的位置和理由；请核对正文写清了没有", WARNING)


def _blanks(words: Words) -> Iterator[Flaw]:
    found = sorted(set(OPEN.findall("\n".join((words.title, words.addressee, words.text)))))
    if found:
        yield Flaw("letter-blank", f"还有没填的空（{'、'.join(found)}），请补上")


def _addressee(paper: Paper, matter: Matter, words: Words) -> Iterator[Flaw]:
    told = words.addressee.rstrip("：:").strip()
    if not told or (paper.to == "applicant" and "".join(told.split()) != "".join(matter.applicant.split())):
        yield Flaw("letter-addressee", "收件人和申请人不一致，请照申请书改正" if told else "没有写收件人，请填写")
    if paper.to == "third_party" and matter.applicant and matter.applicant in words.text:
        yield Flaw("letter-leak", "给第三方的文书里写了申请人的姓名，请删去")


def _clauses(replies: Replies, paper: Paper, words: Words) -> Iterator[Flaw]:
    said = set(_cited(words.text))
    own = {replies.articles[code] for code in paper.cite}
    for title, article in sorted(own):
        if article and not any(_same(title, one) and cited.startswith(article) for one, cited in said):
            yield Flaw("letter-clause", f"没有写依据《{title}》{article}，请补上")
    allowed = own | {replies.articles[code] for code in paper.may_cite}
    for title, article in sorted({replies.articles[code] for one in replies.outcomes.values() for code in one.cite}):
        fits = any(title == other and (article.startswith(one) or one.startswith(article)) for other, one in allowed)
        if article and not fits and any(_same(title, one) and cited.startswith(article) for one, cited in said):
            yield Flaw("letter-clause-other", f"写了{article}，那是另一种答复的依据；请核对答复的种类和条款")


def _cited(text: str) -> Iterator[tuple[str, str]]:
    """(document, article) as they are named in a text; articles belong to the document named before them."""
    document = ""
    for found in CITED.finditer(plain_article(text)):
        document = found[1] or document
        if found[2]:
            yield document, found[2]


def _same(title: str, said: str) -> bool:
    return said == title or (title.endswith("政府信息公开条例") and said in SHORT)


def _remedy(replies: Replies, matter: Matter, words: Words) -> Iterator[Flaw]:
    told, others = remedies(replies, matter)
    text = "".join(words.text.split())
    if not told or LEFT_OPEN in told or "".join(told.split()) in text:
        return
    if any("".join(one.split()) in text for one in others):
        yield Flaw("letter-remedy-fork", f"救济途径写成了另一种。这种答复应当写：{told}")
    else:
        yield Flaw("letter-remedy", f"救济途径没有写，或者改动过。应当写：{told}")


def _told(paper: Paper, matter: Matter, words: Words) -> Iterator[Flaw]:
    """What every decision must say: which request, received when."""
    if not isinstance(paper, Outcome):
        return
    if matter.number not in words.text:
        yield Flaw("letter-number", f"正文里没有写申请编号{matter.number}，请补上")
    if matter.received and chinese_day(matter.received) not in words.text:
        yield Flaw("letter-received", f"正文里没有写收到日{chinese_day(matter.received)}，请补上或者改正")


def _dates(paper: Paper, matter: Matter, words: Words) -> Iterator[Flaw]:
    typed, ahead = "\n".join((matter.described, *matter.found.values())), (matter.due, matter.extended)
    for found in DAY.finditer(words.text):
        day = _day(found)
        if day is None:
            yield Flaw("letter-date", f"没有“{found[0]}”这一天，请改正")
        elif chinese_day(day) != found[0]:
            yield Flaw("letter-date", f"“{found[0]}”应当写成{chinese_day(day)}，月、日前面不加0")
        elif day > matter.day and not paper.dates and found[0] not in typed and day not in ahead:
            yield Flaw("letter-date", f"{found[0]}在文书日期{chinese_day(matter.day)}以后，请核对")
    if matter.received and matter.day < matter.received:
        yield Flaw("letter-date", "文书日期早于收到申请之日，请核对")
    if isinstance(paper, Outcome) and matter.due and matter.day > matter.due:
        yield Flaw("letter-late", f"答复期限是{chinese_day(matter.due)}，已经超过；请尽快答复，并记下原因", WARNING)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def _title(paper: Paper, words: Words) -> Iterator[Flaw]:
    if "".join(words.title.split()) != paper.title:
        yield Flaw("letter-title", f"标题和答复的种类不一致，通常写“{paper.title}”", WARNING)
