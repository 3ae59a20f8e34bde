"""填写说明: what the sheets are for and how conditions are written. It is not read back."""

from collections.abc import Iterable

from gongkai.law.rulebook.conditions import AGES, COMPARISONS, STATES, UNITS, WINDOWS
from gongkai.law.workbook import forms
from gongkai.law.workbook.columns import TEXT, Column
from gongkai.law.workbook.pages import Page
from gongkai.tables import Value

COLUMNS = (Column("what", "是什么", TEXT, 22, unread=True), Column("how", "怎样写", TEXT, 110, unread=True))

SHEETS: tuple[tuple[str, str], ...] = (
    ("怎样用", "改完保存，运行 gongkai rulebook 文件.xlsx --out 规则.yaml；有错会指出是哪张表的哪一格，什么也不写"),
    ("灰色的列", "由其余各列自动生成，供对照，不读回"),
    ("收起的列", "这张规则没有用到的列收在表头上方的“+”里，点开就可以用"),
    ("代号和名称", "规则、条件里说到事实和指标，写代号或中文名都可以；同名的有几个，就写代号"),
    ("公式", "不计算，也不采用；请改为数值"),
    ("总则", "名称、期间、截至日期；单位类别和评分来源各写一行，写代号和中文"),
    ("指标", "一行一个指标；级次0是总表，1是一级指标，下级紧接着写在上级下面"),
    ("规则", "一行一条得分或扣分的规则，用“指标”一列的代号归到末级指标"),
    ("事实", "规则要数的东西；公共事实里已有的不必再写。名单的各栏写在“名单各栏”"),
    ("等次、降等、通报名单", "分数段和名额；什么情形降等；通报哪些单位"),
    ("附表", "每个单位一个数（如目标任务数），表头写事实的名称和〔代号〕"),
)
BLANK: tuple[tuple[str, str], ...] = (
    ("第一步", "“总则”填规则名称、标题、考核期间、截至日期；空着的，能从表的标题里看出来就照标题"),
    (
        "第二步",
        "把印发的评分表整张粘贴到“评分表”的A1：认得一级、二级、三级指标，分值，评分标准，数据来源，合并单元格照样读",
    ),
    ("第三步", "运行 gongkai rulebook 文件.xlsx --out 规则.yaml；每个末级指标先按人工评分，马上可以打分"),
    ("计数的项", "能计数的，在“评分表”后四列填得扣方式、每项分、计数事实、最多，不必再由人评分"),
    ("再细化", "用 gongkai workbook 规则.yaml --out 完整.xlsx 写成完整的工作簿，再改条件、上下限和等次"),
    (
        "得扣方式",
        "酌情；每项得、每项扣（要写计数事实和每项分）；有则得、有则扣、没有则扣（事实填是否；分数空着是满分）",
    ),
    ("加分项、扣分项", "分值写 +5、-10，或写加5分、扣10分：不占总分，最多加5、最多扣10"),
)


def guide(title: str, blank: bool = False) -> Page:
    """The first sheet of a workbook."""
    lines = BLANK if blank else SHEETS
    rows: list[list[Value]] = [[what, how] for what, how in (*lines, *_language())]
    return Page(forms.GUIDE, f"{title}　{forms.GUIDE}".strip("　"), COLUMNS, rows)


def _language() -> Iterable[tuple[str, str]]:
    yield "条件", "写 名称: 要求，几项之间用英文逗号，都要满足。名称是事实、指标的代号或中文名，或 class（单位类别）"
    yield "　是不是", "minutes: true　minutes: false"
    yield "　等于", "level: city　level: [city, province]（其中之一）"
    yield "　比大小", "leaks: {at_least: 1}　" + _words(COMPARISONS)
    yield "　看日期", "dated: {during: period}　" + _words(WINDOWS)
    yield "　看远近", "last: {older_than: 45 days}　" + _words(AGES) + "；单位 " + _words(UNITS)
    yield "　已知没有、失格", _words(STATES)
    yield "　或者、并非", "any: [{a: true}, {b: true}]　not: {a: true}"
    yield "分数", "数字；百分比是本项分值的百分之几；酌情"
    yield "　按状态、级别", "{city: 2, province: 3}，“分档看”写看哪个事实"
    yield "　分档", "[{at_least: 3, is: 2}, {at_least: 1, is: 1}, {otherwise: 0}]，从上到下先满足的算"
    yield "　按单位类别", "{department: 8, township: 12}"


def _words(english: dict[str, str]) -> str:
    return "、".join(f"{word}（{said}）" for word, said in english.items())
