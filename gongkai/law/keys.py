"""Every key a rulebook may hold, with its meaning: what the readers allow, and what docs/rulebook/reference.md shows.

A key that stands here is understood; one that does not is refused.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Key(NamedTuple):
    """One key. `takes`: what is written after it; `default`: what holds where it is left out; both in Chinese."""

    says: str
    takes: str
    default: str = ""
    required: bool = False


Keys = Mapping[str, Key]


def required(keys: Keys) -> tuple[str, ...]:
    """The keys that must be there."""
    return tuple(name for name, key in keys.items() if key.required)


CITE = Key("依据的条款", "代号，或几个代号的列表", "没有")
SAYS = Key("用自己的话写的一句规则，带上其中的数字", "文字", "没有")
EDGES = {
    "at_least": Key("至少（含）", "数、百分比、{类别: 数}"),
    "above": Key("高于（不含）", "同上"),
    "at_most": Key("至多（含）", "同上"),
    "below": Key("低于（不含）", "同上"),
}

ROOT = {
    "rulebook": Key("名称，一年一个", "字母、数字、- _ 和点", required=True),
    "title": Key("标题", "文字", required=True),
    "period": Key("考核期间", "2025、2025-H1、2025-Q2、2025-06", required=True),
    "as_of": Key("截至哪一天的事实", "日期", required=True),
    "document": Key("依据的文件", "文件登记册中的代号", "没有"),
    "issued": Key("印发日期", "日期", "没有，check 会提醒"),
    "classes": Key("单位类别", "{名称: 中文}，或名称的列表", "不分类别"),
    "sources": Key("评分来源", "{名称: 中文}，或名称的列表", "不分来源"),
    "rounds": Key("轮次", "{名称: 中文}，或名称的列表", "不分轮次"),
    "rounding": Key("舍入", "见“舍入”", "不舍入"),
    "limits": Key("时限", "{房间.事项: 时限}，见“时限”", "国家时限"),
    "facts": Key("本规则自己的事实", "{名称: 事实}，见“事实”", "只用公共事实"),
    "table": Key("考核表（一张）", "指标；与 tables 写一个"),
    "tables": Key("考核表（几张）", "指标的列表；与 table 写一个"),
    "grades": Key("等次", "见“等次”", "不定等次"),
    "ranking": Key("排名", "见“排名”", "全部单位一起排"),
    "use": Key("结果运用", "列表，见“结果运用”", "没有"),
    "accept": Key("已知悉的检查意见", "列表，见“知悉”", "没有"),
    "says": SAYS,
    "cite": CITE,
}
ROUNDING = {
    "mode": Key("舍入方法", "half_up、half_even、down、up", "half_up"),
    "leaf": Key("每个末级指标保留几位", "整数", "不舍入"),
    "total": Key("总分保留几位", "整数", "不舍入"),
    "show": Key("显示几位，不改变数", "整数", "leaf、total 中大的；都没有的，2"),
}
ACCEPT = {
    "finding": Key("意见的代号", "代号", required=True),
    "because": Key("理由", "文字", required=True),
    "at": Key("哪个指标、事实或条款", "名称", "全部"),
}

FACT = {
    "name": Key("中文名，表头也可以写它", "文字", required=True),
    "says": Key("怎样计数", "文字", "没有"),
    "cite": CITE,
    "origin": Key("谁给出", "measured、reported、judged、external", "reported"),
    "type": Key("类型", "见“事实的类型”；{list: {栏: 类型}} 是名单", "count"),
    "list": Key("名单的各栏，与 type: {list: …} 相同", "{栏: 类型}，或 {栏: 见“名单的栏”}"),
    "places": Key("最多几位小数（百分比指百分数的小数）", "整数", "count 0，其余 2"),
    "round": Key("四舍五入到几位小数（百分比指百分数）", "整数", "不舍入"),
    "counter": Key("量词：条、件、次", "文字", "没有"),
    "states": Key("各状态的中文名", "{状态: 中文}，或状态的列表", "填什么都是一种状态"),
    "pick": Key("从名单中挑出", "名单；要写 where"),
    "where": Key("挑出的条件", "条件"),
    "share": Key("占比的分子", "事实；要写 of"),
    "of": Key("占比的分母", "事实"),
    "sum": Key("合计", "名单.栏、[事实, 事实]，或一个事实加 among"),
    "mean": Key("平均", "同上"),
    "lowest": Key("最低", "同上"),
    "highest": Key("最高", "同上"),
    "rank": Key("位次，最大的第1", "一个事实；要写 among"),
    "among": Key("在哪些单位之间", "class 同类，all 全部"),
    "age": Key("到截止日的天数", "日期事实；要写 in"),
    "late_by": Key("超过时限多少", "时限；要写 in"),
    "in": Key("以什么为单位", "days、workdays；late_by 还可以写 hours"),
    "previous": Key("上一期的值", "直接给出的事实"),
    "annex": Key("附表文件", "规则旁边的 CSV 或 XLSX"),
    "adds_to": Key("附表合计应为", "数", "不核对"),
}
FIELD = {
    "type": Key("类型", "事实的类型，名单、set 除外", required=True),
    "name": Key("中文名，表头也可以写它", "文字", "栏的名称"),
    "states": Key("各状态的中文名", "{状态: 中文}，或状态的列表", "填什么都是一种状态"),
    "places": Key("最多几位小数", "整数", "count 0，其余 2"),
}

NODE = {
    "id": Key("名称，以后不再更改", "小写字母、数字、下划线和点", required=True),
    "title": Key("中文名", "文字", required=True),
    "cite": CITE,
    "says": SAYS,
    "points": Key("满分；0 表示加分项或倒扣项", "数，或 {类别: 数}", "末级必写；上级不写为下级合计"),
    "weight": Key("计入上级的比例", "百分比，或 {类别: 百分比}", "100%"),
    "only": Key("考核谁：满足条件的单位", "条件，不能看得分", "都考核"),
    "not_applicable": Key("不考核时这些分值怎么办", "见“不考核时”", "exclude"),
    "rules": Key("得分和扣分的各行", "行的列表；与 indicators 写一个"),
    "indicators": Key("下级指标", "指标的列表；与 rules 写一个"),
    "combine": Key("下级怎样合成", "见“合成”", "sum"),
    "over": Key("逐季、逐月、逐来源、逐件、逐所属单位各评一次", "见“逐次”，或名单", "评一次"),
    "take": Key("各次怎样合成", "mean、sum、lowest、highest；与 weights 写一个", "mean"),
    "trim": Key("两端各去掉几个", "整数", "0"),
    "weights": Key("各次的权重", "{次: 百分比}（合计100%），或 {次: 份数}"),
    "by": Key("权重按哪一栏写", "名单的一栏；所属单位写 class", "各次的名称"),
    "missing": Key("没有数据的那一次怎么办", "skip 不计", "待定"),
    "start": Key("从多少分起算", "数、百分比、full、{类别: 数}、分档的行", "全是扣分的从满分，全是得分的从0"),
    "times": Key("再乘以多少", "数、百分比、事实、分档的行", "不乘"),
    "cap": Key("最高多少分", "数、百分比、none、{类别: 数}、分档的行", "末级为满分，上级不限"),
    "floor": Key("最低多少分", "同上", "末级为0，上级不限"),
    "round": Key("保留几位小数", "整数", "不舍入；末级见 rounding"),
    "veto": Key("一票否决", "列表，见“一票否决”", "没有"),
    "gate": Key("前提：不满足则记0分", "条件", "没有"),
    "no_double": Key("这一级下面，同一问题只计一次", "heaviest 按最重的，first 按先写的", "各计各的"),
    "source": Key("只看哪个来源的数据", "来源", "不限"),
    "beside": Key("评定时旁边列出的系统统计，不参与计算", "事实的列表，都是系统统计的", "没有"),
    "evidence": Key("需要什么佐证", "见“佐证”", "不需要"),
}
TREATMENT = {
    "share": Key("按分值的百分之几计", "百分比"),
    "move_to": Key("分值并入哪个指标", "同级指标"),
}
VETO = {
    "when": Key("什么情形", "条件", required=True),
    "score": Key("记多少分", "数、百分比、{类别: 数}；与 fail 写一个"),
    "fail": Key("失格，没有分数", "true"),
    "cite": CITE,
    "says": SAYS,
}
EVIDENCE = {
    "kinds": Key("佐证的种类", "列表", required=True),
    "required": Key("没有认可的佐证不得分", "true、false", "false"),
}

LINE = {
    "earn": Key("得多少分", "见“分数”；与 lose 写一个"),
    "lose": Key("扣多少分", "见“分数”；与 earn 写一个"),
    "id": Key("这一行的名称；人工评分写在这个名称下", "小写字母、数字、下划线和点", "指标的名称"),
    "cite": CITE,
    "says": SAYS,
    "each": Key("按哪个事实计数", "数的事实、名单、指标", "计一次"),
    "beyond": Key("只计超过多少的部分", "数、百分比、事实、{类别: 数}", "全部"),
    "short_of": Key("只计不足多少的部分", "同上；与 beyond 写一个", "全部"),
    "by": Key("分档、分级时看哪个事实或名单的哪一栏", "事实或栏"),
    "when": Key("满足什么条件才适用", "条件", "都适用"),
    "unless": Key("满足什么条件可以豁免", "条件", "不豁免"),
    "times": Key("再乘以多少", "数、百分比、事实、名单的栏、分档的行", "不乘"),
    "at_most": Key("这一行最多得或扣多少", "数、百分比、{类别: 数}", "不限"),
    "between": Key("人工评分的范围", "[下限, 上限]", "0 至满分"),
    "per": Key("每多少计一次，按比例计", "数、百分比、{类别: 数}", "1"),
    "per_full": Key("每满多少计一次，不满不计", "同上"),
    "per_started": Key("每多少计一次，不足也计", "同上"),
}
ROW = {
    "when": Key("什么情形", "条件；与界限写一种"),
    **EDGES,
    "is": Key("得多少", "数、百分比、{类别: 数}"),
    "otherwise": Key("其余的得多少，只写在最后一行", "同上", "都不满足：分数待定；start、cap、floor、times 当作没有写"),
}

GRADES = {
    "bands": Key("各等次", "列表，从高到低，见“等次的各等”", required=True),
    "failed": Key("失格的等次叫什么", "文字", "失格"),
    "lowered": Key("降等", "列表，见“降等”", "没有"),
    "of": Key("看哪张表", "表的 id", "第一张"),
}
BAND = {
    "grade": Key("等次", "文字", required=True),
    **EDGES,
    "quota": Key("名额", "见“名额”", "不限"),
    "needs": Key("还要满足什么", "条件", "没有"),
    "cite": CITE,
    "says": SAYS,
}
QUOTA = {
    "at_most": Key("最多多少", "百分比或个数", required=True),
    "per": Key("在哪些单位中算", "class 同类，all 全部", "all"),
    "round": Key("不是整数的怎么办", "half_up、half_even、down、up", "down"),
    "of": Key("占什么的百分比", "assessed 有分数的和失格的单位", "assessed"),
}
LOWERED = {
    "when": Key("什么情形", "条件", required=True),
    "to": Key("降到哪一等", "等次；与 by 写一个"),
    "by": Key("降几等", "整数；与 to 写一个"),
    "cite": CITE,
    "says": SAYS,
}
RANKING = {
    "per": Key("怎样排", "class 分类排，all 一起排", "all"),
    "break_by": Key("同分的再比什么", "事实或指标，可以几个", "名次相同"),
    "lists": Key("名单", "列表，见“排名的名单”", "没有"),
    "of": Key("看哪张表", "表的 id", "第一张"),
}
LISTING = {
    "title": Key("名单的标题", "文字", required=True),
    "top": Key("前几名", "个数或百分比；四种写一种"),
    "bottom": Key("末几名", "个数或百分比"),
    "below": Key("低于多少分的和失格的", "数"),
    "decided": Key("由领导小组决定", "true"),
    "cite": CITE,
}
USE = {
    "when": Key("什么结果", "条件；还可以问 grade、in_a_row", required=True),
    "do": Key("做什么", "见“做什么”", required=True),
    "within": Key("期限", "2 months 的样子", "没有"),
    "to": Key("移送给谁", "文字", "没有"),
    "cite": CITE,
    "says": SAYS,
}

LIMIT = {
    "cite": Key("依据的条款", "代号，或几个代号的列表", required=True),
    "title": Key("中文名", "文字", "时限的名称"),
    "within": Key("多长时间之内", "15 workdays、5 hours、1 month、same week 的样子；四种写一种"),
    "every": Key("多长时间至少一次", "同上"),
    "windows": Key("每年的哪几段日子之内", "[01-01..01-15]"),
    "by": Key("哪一天之前", "日期"),
    "after": Key("从哪一步起算，先写的只要发生了就以它为准", "步骤，可以几个"),
    "done": Key("到哪一步算完成", "步骤，可以几个"),
    "since": Key("在这一步以前开始的窗口不算", "步骤，可以几个"),
    "propose_by": Key("各窗口以前，哪一天提出", "月日的列表，与窗口一一对应"),
    "pause": Key("不计的时间", "见“不计的时间”，可以几段", "没有"),
    "extend": Key("延长", "见“延长”", "不能延长"),
    "near": Key("提前多久提醒", "3 workdays 的样子", "整份时限表的"),
    "least": Key("期限是至少的时间：到期以前不能办 done 的那一步", "true、false；只和 within 一起写", "false"),
    "verify": Key("待核对原文", "true、false", "false"),
}
PAUSE = {
    "from": Key("从哪一步的次日起", "步骤", required=True),
    "to": Key("到哪一步的当日止", "步骤", required=True),
    "says": Key("叫什么", "文字", required=True),
    "at_most": Key("最长多久", "30 workdays 的样子", "不限"),
}
EXTEND = {
    "once": Key("一次，最多多久", "20 workdays 的样子", required=True),
    "decided_by": Key("由谁决定", "职责", required=True),
    "told_before": Key("要在届满前告知", "due", "不要求告知"),
    "decided": Key("哪一步是决定", "步骤", "extended"),
    "told": Key("哪一步是告知", "步骤", "extension_told"),
}
