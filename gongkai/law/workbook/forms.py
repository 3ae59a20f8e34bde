"""The sheets of a rulebook's workbook: which columns each has, under which 中文 headings."""

from gongkai.law.rulebook.facts import ORIGINS, TYPES
from gongkai.law.rulebook.grades import ROUNDS, USES
from gongkai.law.rulebook.indicators import COMBINE, PASSES, TAKES
from gongkai.law.rulebook.lines import STEPS
from gongkai.law.workbook.columns import (
    CITE,
    CONDITION,
    FLAG,
    LISTED,
    NAMES,
    READS,
    SAYS,
    TEXT,
    VALUE,
    WHOM,
    Column,
    Form,
    must,
    rare,
    seen,
    words,
)
from gongkai.law.workbook.kinds import Kind, Range, Span

START, LIMIT = words({"full": "满分"}), words({"none": "不限"})
TREATMENT = words({"exclude": "不计入", "full": "按满分", "spread": "平均分摊", "spread_by_points": "按分值分摊"})
ONCE = words({"heaviest": "只计最重的", "first": "只计先写的"})
FOLDS = {
    "pick": "挑出",
    "share": "占比",
    "sum": "合计",
    "mean": "平均",
    "lowest": "最低",
    "highest": "最高",
    "rank": "名次",
}
DERIVATIONS = FOLDS | {"age": "距截止日", "late_by": "超时", "previous": "上一期", "annex": "附表"}
SPANS = {"days": "日", "workdays": "工作日", "hours": "小时"}
HEADS: dict[str, tuple[str, Kind, str]] = {
    "规则名称": ("rulebook", TEXT, "一年一个，只用字母、数字、- _ 和点，如 tx-2026"),
    "标题": ("title", TEXT, "印在每张表上的标题"),
    "依据文件": ("document", TEXT, "文件登记册中的代号"),
    "考核期间": ("period", VALUE, "2026、2026-H1、2026-Q2、2026-06"),
    "截至日期": ("as_of", TEXT, "以哪一天的事实为准，如 2026-12-31"),
    "印发日期": ("issued", TEXT, "如 2026-01-16"),
    "依据": ("cite", LISTED, "依据的条款"),
    "说明": ("says", TEXT, "一句话说明"),
    "单位类别": ("classes.", TEXT, "代号一格写代号，内容一格写中文，一类一行"),
    "评分来源": ("sources.", TEXT, "谁来评分；代号和中文，一个来源一行"),
    "轮次": ("rounds.", TEXT, "代号和中文，一轮一行"),
    "舍入方式": ("rounding.mode", words(ROUNDS), "、".join(ROUNDS.values())),
    "末级小数": ("rounding.leaf", VALUE, "末级指标保留几位小数；空着不舍入"),
    "总分小数": ("rounding.total", VALUE, "总分保留几位小数；空着不舍入"),
    "显示小数": ("rounding.show", VALUE, "只管显示"),
    "失格的叫法": ("grades.failed", TEXT, "一票否决而没有分数的，等次叫什么"),
    "等次看哪张表": ("grades.of", TEXT, "有几张考核表时写总表的代号"),
    "排名范围": ("ranking.per", WHOM, "同类单位、全部单位"),
    "同分先比": ("ranking.break_by", LISTED, "同分时依次比较哪些指标（代号）"),
    "排名看哪张表": ("ranking.of", TEXT, "有几张考核表时写总表的代号"),
}
HEAD = Form(
    "总则",
    "",
    "总则",
    (
        must("@item", "项目", TEXT, 16),
        Column("@id", "代号", TEXT, 16, "类别、来源、轮次的代号，只用字母数字"),
        Column("@value", "内容", TEXT, 56),
        seen("@note", "说明", 56),
    ),
)

INDICATORS = Form(
    "指标",
    "table",
    "指标",
    (
        must("@level", "级次", VALUE, 6, "总表是0，一级指标是1，依次加1；下级写在上级下面"),
        must("id", "代号", TEXT, 16, "只用小写字母、数字、下划线和点，定了不再改"),
        must("title", "名称", TEXT, 28, "指标的中文名"),
        Column("points", "分值", VALUE, 9, "满分；加分项、倒扣项写0；按类别写 {department: 8, township: 12}"),
        rare("weight", "权重", VALUE, 8, "计入上级的比例，如 60%"),
        Column(*CITE),
        Column(*SAYS),
        seen("@reads", READS, 40),
        rare("combine", "下级合成", words(COMBINE), 12, "空着是相加"),
        rare("only", "考核范围", CONDITION, 26, "只考核满足条件的单位；空着都考核"),
        rare("not_applicable", "不考核时", TREATMENT, 14, "不考核的单位，这些分怎么办；空着不计入"),
        rare("start", "起评", START, 10, "从多少分起算：满分、数字或百分比"),
        rare("times", "系数", VALUE, 12, "再乘以多少：数字、百分比或事实的代号"),
        rare("cap", "上限", LIMIT, 8, "最高多少分；不限"),
        rare("floor", "下限", LIMIT, 8, "最低多少分；不限就是可以扣过头"),
        rare("round", "小数位", VALUE, 8, "本项保留几位小数"),
        rare("gate", "前提", CONDITION, 26, "不满足则本项记0分"),
        rare("over", "逐次评定", words(PASSES), 12, "每一季度、月、来源、所属单位……各评一次"),
        rare("take", "各次合成", words(TAKES), 10, "各次怎样合成；空着取平均"),
        rare("trim", "去掉几端", VALUE, 9, "两端各去掉几个再合成"),
        rare("weights", "各次权重", CONDITION, 26, "如 self: 15%, office: 85%"),
        rare("by", "权重看哪一栏", TEXT, 12, "权重按名单的哪一栏写"),
        rare("missing", "没有数据时", words({"skip": "不计"}), 10, "没有数据的那一次不计；空着是待定"),
        rare("no_double", "同一问题", ONCE, 12, "下面各项里同一问题只扣一次"),
        rare("source", "只看来源", TEXT, 12, "只看哪个来源的数据（代号）"),
        rare("beside", "旁边列出", LISTED, 16, "评定时旁边列出的系统统计（事实代号），不参与计算"),
        rare("evidence.kinds", "佐证材料", LISTED, 16, "需要哪些材料，顿号隔开"),
        rare("evidence.required", "必须有佐证", FLAG, 10, "是：没有佐证不得分"),
    ),
    frozen=3,
)

LINES = Form(
    "规则",
    "rules",
    "得分和扣分的规则",
    (
        must("@of", "指标", TEXT, 16, "指标的代号或名称；一个指标可以有几行"),
        seen("@title", "指标名称", 18),
        Column("says", *SAYS[1:3], 30, SAYS[4]),
        seen("@reads", READS, 40),
        must("@kind", "得扣", words({"earn": "得", "lose": "扣"}), 6, "得、扣"),
        must("@amount", "分数", words({"judged": "酌情"}), 14, "数字、分值的百分比、酌情，或按状态、分档的表"),
        Column("each", "计数事实", VALUE, 20, "按哪个事实计数（代号或名称）；空着只计一次"),
        Column("@per", "每多少", VALUE, 8, "每多少计一次；空着是1"),
        Column("@steps", "计法", words(STEPS), 10, "零头怎样算：按比例计、每满才计、不足也计"),
        Column("beyond", "只计超过", VALUE, 12, "只计超过多少的部分：数字或事实的代号"),
        Column("short_of", "只计不足", VALUE, 12, "只计不足多少的部分"),
        rare("by", "分档看", VALUE, 14, "分数按状态或分档写时，看哪个事实或名单的哪一栏"),
        Column("when", "适用条件", CONDITION, 28, "满足才适用，如 minutes: true 或 leaks: {at_least: 1}"),
        rare("unless", "豁免条件", CONDITION, 24, "满足就免"),
        rare("times", "系数", VALUE, 12, "再乘以多少"),
        Column("at_most", "最多", VALUE, 8, "本行最多得或扣多少"),
        rare("between", "评分范围", Range(), 10, "酌情评分的上下限，如 0至6"),
        Column(*CITE),
        rare("id", "行名", TEXT, 12, "一个指标有几行酌情评分时，各写一个"),
    ),
    frozen=2,
)

VETOES = Form(
    "一票否决",
    "veto",
    "一票否决",
    (
        must("@of", "指标", TEXT, 16, "指标的代号"),
        seen("@title", "指标名称", 20),
        must("when", "条件", CONDITION, 40),
        Column("score", "记多少分", VALUE, 10, "记分和失格写一个"),
        Column("fail", "失格", FLAG, 8, "是：没有分数"),
        Column(*CITE),
        Column(*SAYS),
        seen("@reads", READS, 44),
    ),
)

FACTS = Form(
    "事实",
    "facts",
    "事实：数什么",
    (
        must("@id", "代号", TEXT, 20, "只用小写字母、数字、下划线和点"),
        must("name", "名称", TEXT, 22, "中文名，事实表的表头也可以写它"),
        Column("says", "怎样计数", TEXT, 36),
        Column("@type", "类型", words({**TYPES, "list": "名单"}), 10, "空着是件数"),
        Column("origin", "谁给出", words(ORIGINS), 10, "空着是单位填报"),
        Column("counter", "量词", TEXT, 6, "条、件、次"),
        rare("places", "最多几位小数", VALUE, 8),
        rare("round", "舍入到几位", VALUE, 8),
        rare("states", "各状态", NAMES, 26, "如 good=好、poor=差"),
        Column("@op", "推算", words(DERIVATIONS), 10, "由别的事实算出来的，写怎样算"),
        Column("@args", "推算对象", LISTED, 22, "用哪个事实、名单、时限或附表文件"),
        rare("where", "挑出条件", CONDITION, 36),
        rare("of", "占比的分母", TEXT, 16),
        rare("among", "在哪些单位之间", WHOM, 12),
        rare("in", "计时单位", words(SPANS), 10),
        rare("adds_to", "附表合计", VALUE, 10),
        Column(*CITE),
        seen("@reads", READS, 40),
    ),
    frozen=2,
)
FIELDS = Form(
    "名单各栏",
    "list",
    "名单各栏",
    (
        must("@of", "名单", TEXT, 20, "事实的代号，它的类型是名单"),
        must("@id", "栏", TEXT, 16, "栏的代号"),
        Column("name", "名称", TEXT, 20, "中文名；空着与代号相同"),
        must("type", "类型", words({kind: said for kind, said in TYPES.items() if kind != "set"}), 10),
        Column("states", "各状态", NAMES, 40, "如 slip=一般、serious=严重"),
        Column("places", "最多几位小数", VALUE, 10),
    ),
    frozen=2,
)

BANDS = Form(
    "等次",
    "grades.bands",
    "等次",
    (
        must("grade", "等次", TEXT, 10),
        Column("at_least", "不低于", VALUE, 10),
        Column("above", "高于", VALUE, 10),
        Column("at_most", "不高于", VALUE, 10),
        Column("below", "低于", VALUE, 10),
        Column("quota.at_most", "名额", VALUE, 10, "百分比或个数"),
        Column("quota.per", "名额范围", WHOM, 10),
        Column("quota.round", "名额零头", words(ROUNDS), 12, "空着舍去"),
        rare("quota.of", "名额基数", words({"assessed": "参评单位"}), 10),
        Column("needs", "还要满足", CONDITION, 30),
        Column(*CITE),
        Column(*SAYS),
        seen("@reads", READS, 40),
    ),
)
LOWERED = Form(
    "降等",
    "grades.lowered",
    "降等",
    (
        must("when", "条件", CONDITION, 40),
        Column("to", "降到", TEXT, 10, "降到和降几等写一个"),
        Column("by", "降几等", VALUE, 10),
        Column(*CITE),
        Column(*SAYS),
        seen("@reads", READS, 40),
    ),
)
LISTS = Form(
    "通报名单",
    "ranking.lists",
    "通报名单",
    (
        must("title", "名单名称", TEXT, 20),
        Column("top", "前几名", VALUE, 10, "个数或百分比；这四栏写一个"),
        Column("bottom", "后几名", VALUE, 10),
        Column("below", "低于多少分", VALUE, 10),
        Column("decided", "由领导小组定", FLAG, 12),
        Column(*CITE),
    ),
)
USE = Form(
    "结果运用",
    "use",
    "结果运用",
    (
        must("when", "条件", CONDITION, 40),
        must("do", "怎么用", words(USES), 22),
        Column("within", "期限", Span(), 12, "如 1个月、20个工作日"),
        Column("to", "交给谁", TEXT, 20),
        Column(*CITE),
        Column(*SAYS),
        seen("@reads", READS, 40),
    ),
)
LIMITS = Form(
    "时限",
    "limits",
    "时限",
    (
        must("@id", "代号", TEXT, 20, "房间.事项，如 foi.reply"),
        Column("title", "名称", TEXT, 20),
        Column("within", "限期", Span(), 14, "如 20个工作日；限期、每隔、每年、定日写一个"),
        Column("every", "每隔", Span(), 14),
        Column("windows", "每年", LISTED, 20, "如 01-01..01-15、07-01..07-15"),
        Column("by", "定日", TEXT, 12),
        Column("after", "从何时起", LISTED, 20, "步骤或事实的代号，先有的算"),
        Column("done", "何时算完", LISTED, 20),
        rare("since", "何时设立", LISTED, 12),
        rare("propose_by", "提出期限", LISTED, 16),
        rare("pause", "不计入", VALUE, 30),
        rare("extend", "延长", CONDITION, 30),
        rare("near", "临近提醒", Span(), 10),
        rare("verify", "待核对", FLAG, 8),
        must(*CITE),
    ),
)
ACCEPTED = Form(
    "已知悉",
    "accept",
    "已知悉的检查意见",
    (
        must("finding", "意见代号", TEXT, 24),
        Column("at", "哪一项", TEXT, 20, "指标的代号"),
        must("because", "理由", TEXT, 60),
    ),
)
FORMS = (HEAD, INDICATORS, LINES, VETOES, FACTS, FIELDS, BANDS, LOWERED, LISTS, USE, LIMITS, ACCEPTED)
ANNEXES, GUIDE, SHARED, PASTED = "附表", "填写说明", "公共事实", "评分表"
