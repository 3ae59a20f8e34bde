"""密级标志: words that mark a paper as not for the public (保密法, GB/T 9704-2012 §7.2.2), for a person's eye.

A marking is told by where and how it stands: with its star, alone on a line, in brackets, in a 密级 field, or as a
claim about this very paper. The same words as a subject (商业秘密, 保密审查, 不予公开告知书) are left alone.
"""

import re
from dataclasses import dataclass

from gongkai.checks.finding import Finding, Level
from gongkai.checks.page_text import PageText, page_text

S = "[ \\t\u00a0\u3000]*"
LINE, END = f"(?:^|[\\n\\u2029]){S}", f"{S}(?=$|[\\n\\u2029])"
OPEN, CLOSE = f"[【\\[(（〔]{S}", f"{S}[】\\])）〕]"
REST = "[^。\\n\\u2029]"

GRADE = f"(?:[绝絕]{S}密|[机機]{S}密|秘{S}密)"
GRADE_SAID = f"绝{S}密|絕{S}密|机{S}密|機{S}密|秘{S}密"
TERM = f"{S}(?:级|件|[一二三五十0-9]+年|长期)?"
INSIDE = (
    f"内{S}部{S}(?:工{S}作{S})?"
    f"(?:资{S}料|文{S}件|材{S}料|参{S}考|情{S}况(?:{S}通{S}报)?|刊{S}物|使{S}用|掌{S}握|明{S}电)"
)
SPREADING = "(?:外传|扩散|公开|传播|转发|翻印|复制|网上发布|上网)"
RETURNED = "(?:阅后|会后|用后|阅毕)(?:请)?(?:及时)?(?:收回|退回|交回|销毁|即焚)"
SPREAD = f"(?:(?:请勿|不得|严禁|禁止|切勿)(?:对外)?{SPREADING}|注意保存|{RETURNED})"
PASSED = f"传{S}阅(?:件|文件|单)?"
WORK = "工作秘密"
PAPER = "(?:此件|本件|本文件|本材料|该件)"
READERS = "(?:仅供|只供|仅限|限|供)(?:内部|领导|机关内部|党内|本单位|[县市]委常委|参会人员|与会人员|有关人员)"
REACH = f"(?:只|仅|此件|本件){S}(?:印发|发|传达){S}(?:至|到){S}(?:[县团省地乡处科]{S})+级?"
KEPT = f"保{S}密{S}期{S}限{S}[:：]?{S}(?:[一二三五十0-9]+年|长期|至)|份{S}号{S}[:：]{S}[0-9]{{3,6}}(?![0-9])"
FIELD = f"(?:公开(?:属性|方式|类别|类型|形式|选项)){S}[:：]{S}"
TELEGRAM = (
    f"(?:特提|特急|加急|平急|急){S}[·•・]?{S}[明密]{S}电|密码电报|机要电报|等级{S}[:：]{S}[^\\n\u2029]{{0,6}}[明密]电"
)
UNTOLD = "不[予宜]?公开|依申请公开"
YEAR = f"{S}[〔\\[(（【]{S}\\d{{4}}{S}[〕\\])）】]{S}第?\\d+号"


@dataclass(frozen=True, slots=True)
class Sign:
    """One way in which a paper says that it is not for the public; the group `mark`, where there is one, is shown.

    `hint` is found wherever the pattern is, and sooner looked for.
    """

    kind: str
    level: Level
    name: str
    hint: re.Pattern[str]
    pattern: re.Pattern[str]


_SIGNS: tuple[tuple[str, Level, str, str, str], ...] = (
    ("grade", "block", "带星号的密级标志", GRADE_SAID, f"{GRADE}{S}(?:级{S})?[★☆*＊▲]"),
    ("grade", "block", "密级栏", f"密{S}级", f"密{S}级{S}(?:[:：]|[ \u3000]){S}(?P<mark>{GRADE})"),
    ("grade", "block", "单独成行的密级标志", GRADE_SAID, f"{LINE}(?P<mark>{GRADE}{TERM}){END}"),
    ("grade", "block", "括号中的密级标志", GRADE_SAID, f"{OPEN}(?P<mark>{GRADE}){S}级?{CLOSE}"),
    ("grade", "warn", "关于本件密级的说明", GRADE_SAID, f"{PAPER}{REST}{{0,8}}(?P<mark>{GRADE})"),
    (
        "grade",
        "warn",
        "涉密文件字样",
        GRADE_SAID,
        f"(?P<mark>{GRADE})级?(?:文件|公文|电报|材料)(?!管理|制度|的|[，,、]?由)",
    ),
    (
        "work_secret",
        "block",
        "工作秘密标志",
        "工作秘密",
        f"(?:{LINE}|{OPEN})(?P<mark>工作秘密)(?:{END}|{CLOSE}|{S}[★▲◆])",
    ),
    ("number", "block", "带“密”字的发文字号", f"密[字发函电办]?{YEAR}", f"[\u4e00-\u9fff]{{1,8}}密[字发函电办]?{YEAR}"),
    ("internal", "block", "内部资料标志", INSIDE, f"(?:{LINE}|{OPEN})(?P<mark>{INSIDE})(?:{END}|{CLOSE})"),
    ("internal", "block", "内部资料标志", INSIDE, f"{INSIDE}{S}[,，、;；!！:：]?{S}{SPREAD}"),
    (
        "internal",
        "warn",
        "限定阅读范围的说明",
        READERS,
        f"{READERS}{REST}{{0,6}}(?:参考|使用|传阅|阅读|阅知|参阅|掌握)(?=$|[\\s\u2029。，,;；）)】])",
    ),
    (
        "internal",
        "warn",
        "限制传播的说明",
        f"外传|扩散|传播|转发|翻印|复制|网上发布|上网|勿公开|得公开|止公开|勿对外|得对外|止对外|注意保存|阅后|阅毕|会后|用后|传{S}阅",
        f"{LINE}(?P<mark>{SPREAD}|传{S}阅(?:件|文件|单)?){END}",
    ),
    ("publicity", "block", "不公开的属性标注", PAPER, f"{PAPER}{S}(?P<mark>(?:不予|不得|不宜|不)公开|依申请公开)"),
    ("publicity", "warn", "不得公开的表述", "[得宜禁止]", "(?:不得|不宜|严禁|禁止)(?:对外|向社会)?公开"),
)
_RARER: tuple[tuple[str, Level, str, str, str], ...] = (
    (
        "grade",
        "block",
        "密级栏",
        "保密等|保密级|定密等|定密级|涉密等|涉密级",
        f"(?:保密|定密|涉密)(?:等级|级别){S}[:：]?{S}(?P<mark>{GRADE})",
    ),
    ("number", "warn", "保密期限或份号", f"保{S}密{S}期|份{S}号", f"{LINE}(?P<mark>{KEPT})"),
    (
        "telegram",
        "warn",
        "内部电报标志",
        "明[ \u3000]*电|密[ \u3000]*电|电报",
        f"(?:{LINE}|[:：\u3000 ])(?P<mark>{TELEGRAM})(?!要求|精神)",
    ),
    ("telegram", "warn", "内部电报的字号", "[明密]电", f"{LINE}(?P<mark>[\u4e00-\u9fff]{{0,8}}明电{YEAR})"),
    ("internal", "warn", "发放范围的限制", "发[至到]|传达[至到]", f"(?:{LINE}|{OPEN})(?P<mark>{REACH})"),
    (
        "internal",
        "warn",
        "未定稿的限制传播说明",
        "审稿|论稿|见稿|议稿|草案",
        f"(?:征求意见稿|送审稿|讨论稿|审议稿|草案)[，,]?{S}(?P<mark>{SPREAD})",
    ),
    (
        "publicity",
        "block",
        "不公开的属性标注",
        UNTOLD,
        f"(?:{LINE}|{OPEN}){S}(?P<mark>(?:不予|不宜|不)公开|依申请公开){CLOSE}",
    ),
    (
        "publicity",
        "warn",
        "公开属性栏",
        UNTOLD,
        f"{FIELD}(?P<mark>不予?公开|不宜公开|依申请公开)(?![\u4e00-\u9fff、/])",
    ),
)
SIGNS, RARER = (
    [Sign(kind, level, name, re.compile(hint), re.compile(sign)) for kind, level, name, hint, sign in signs]
    for signs in (_SIGNS, _RARER)
)

# Every branch begins with a plain sign: only then does the search skip quickly.
TRIGGER = re.compile(
    "密|内[ \t\u3000]*部|公开|外传|传[ \t\u3000]*阅|注意保存|阅后|阅毕|会后|用后|仅供|只供|仅限|供限|限内|限领"
    "|限机|限党|限本|供领导|上网|扩散"
)
RARE = re.compile(
    f"保{S}密{S}[期等级]|定密[等级]|涉密[等级]|份{S}号|明{S}电|密电|电报|发[至到]|传达[至到]|不公开|不予公开|不宜公开|依申请公开"
    "|审稿|论稿|见稿|议稿|草案"
)
"""Without one of these no sign of `RARER` can stand."""
TOPIC = re.compile(
    "国家秘密|商业秘密|个人隐私|涉密|涉及|依法|法律|规定|属于|除[^。]{0,12}外|的(?:信息|内容|事项)?[,，]?$|的$"
)
LOOK_BACK = 24


def find(text: str) -> list[Finding]:
    """Markings in plain text, in order: `block` for what can hardly be anything else, `warn` for what must be read."""
    return _findings(PageText.plain(text))


def find_in_html(html: str) -> list[Finding]:
    """The same in a page, whose blocks count as lines; offsets are those of its source."""
    return _findings(page_text(html))


def _findings(page: PageText) -> list[Finding]:
    text = page.text
    signs = [*(SIGNS if TRIGGER.search(text) else ()), *(RARER if RARE.search(text) else ())]
    if not signs:
        return []
    hinted = {hint: hint.search(text) is not None for hint in {sign.hint for sign in signs}}
    taken = bytearray(len(text))
    found = []
    for sign in (sign for sign in signs if hinted[sign.hint]):
        for place in sign.pattern.finditer(text):
            start, end = place.span("mark" if "mark" in sign.pattern.groupindex else 0)
            if not any(taken[start:end]) and not _is_topic(sign, text, start):
                taken[start:end] = b"\1" * (end - start)
                found.append(_finding(sign, page, text, start, end))
    return sorted(found, key=lambda finding: finding.start)


def _is_topic(sign: Sign, text: str, start: int) -> bool:
    """不得公开 in a sentence of law is about others: 涉及国家秘密的,不得公开."""
    before = text[max(0, start - LOOK_BACK) : start]
    return sign.kind == "publicity" and sign.level == "warn" and TOPIC.search(before) is not None


def _finding(sign: Sign, page: PageText, text: str, start: int, end: int) -> Finding:
    excerpt = "".join(text[start:end].split())
    advice = "须经保密审查确认后方可公开。" if sign.level == "block" else "请核对本件能否公开。"
    first, last = page.source(start)[0], page.source(end - 1)[1]
    return Finding(sign.kind, sign.level, first, last, excerpt, f"有{sign.name}“{excerpt}”，{advice}")
