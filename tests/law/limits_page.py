"""Makes docs/limits.md from the limits and notices on the shelf: ``python -m tests.law.limits_page``."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from gongkai import shelf
from gongkai.law.comparing import looser
from gongkai.law.counting import SHANGHAI
from gongkai.law.deadlines import Event, clock
from gongkai.law.limits import Limit

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"
PROFILES = ("national", "tz", "sq", "dy", "bw", "kf")

COUNTING = """# 时限

由 `python -m tests.law.limits_page` 根据时限表和放假安排生成，不要手改。时限表在 `gongkai/rulebooks/limits/`，
放假安排在 `gongkai/rulebooks/calendar/`。本单位采用的时限表和新一年放假安排存放在 `$GONGKAI_DATA/rulebooks/`，
采用时校验、登记，同一名称只能有一份。

## 怎样计算

- 起算当日不计，次日为第一日（民法典第二百零一条）。以小时计的自发生时刻起算，昼夜连续。
- 工作日是周一至周五，减去国务院办公厅通知的放假日，加上调休上班日。
- 以日、周、月、年计的期限，最后一日遇休息日顺延到下一个工作日（民法典第二百零三条）；没有对应日的以月末为最后一日
  （第二百零二条）。写明月日的期限（如1月31日前）和“当日、当周、当月”不顺延。
- 最后一日的二十四时前完成都算按期。完成了才算完成：到期后仍未完成，从次日零时起为超期。
- 几个起算步骤中，先列出的只要发生了就以它为准；同一步骤发生几次的，以最近一次为准（补正、变更后重新起算）。
- 暂停期间不计：发出当日照计，次日起到收到答复当日不计；几次暂停重叠的只扣一次。尚未结束的暂停扣到当天。
- 延长须在原期限届满前决定并告知，只能一次，不超过规定的长度；过期的延长不生效，并在说明中写出。
- 时钟按步骤的生效时间计算；计算时还没有登记的事不算已知。
- 跨入没有放假安排的年份，到期日标为“暂定”，载入该年通知后重算。
- 本地时限优先于国家时限；比国家宽的，检查时会指出。标“待核”的数字来自实践或未见原文，使用前请核对本地所存文件。
"""


def page() -> str:
    parts = [COUNTING, *(_profile(name) for name in PROFILES), _example(), _notices()]
    return "\n".join(parts)


def _profile(name: str) -> str:
    found = shelf.limits(name)
    own = [limit for limit in found.values() if (name == "national") == limit.statutory]
    rows = "\n".join(f"| {' | '.join(_row(limit))} |" for limit in own)
    head = "| 名称 | 事项 | 期限 | 起算 | 完成 | 说明 | 依据 |\n| --- | --- | --- | --- | --- | --- | --- |"
    wider = "".join(f"\n注意：{fault.says}。\n" for fault in looser(found, shelf.limits(), shelf.calendar()))
    return f"## {found.title}（{name}）\n\n{head}\n{rows}\n{wider}"


def _row(limit: Limit) -> list[str]:
    starts, ends = ("、".join(map(limit.word, steps)) or "—" for steps in (limit.after or limit.since, limit.done))
    cites = "；".join(dict.fromkeys(_source(code) for code in limit.cite))
    return [f"`{limit.name}`", limit.title, _length(limit), starts, ends, "；".join(_notes(limit)) or "—", cites]


def _source(code: str) -> str:
    citation = shelf.documents().resolve(code)
    return f"{code}" if not citation.article else f"{code}（{citation.article}）"


def _length(limit: Limit) -> str:
    if limit.by:
        return f"{limit.by.year}年{limit.by.month}月{limit.by.day}日前"
    if limit.windows:
        return "、".join(map(str, limit.windows))
    return str(limit.span) if limit.within else f"每{limit.span}".replace("每每", "每")


def _notes(limit: Limit) -> Iterator[str]:
    proposals = [window.propose_by for window in limit.windows if window.propose_by]
    if proposals:
        yield "、".join(f"{month}月{day}日" for month, day in proposals) + "前提出"
    for pause in limit.pause:
        yield f"{pause.says}不计" + (f"（最长{pause.at_most}）" if pause.at_most else "")
    if limit.extend:
        yield f"可延长一次，最多{limit.extend.once}，届满前决定并告知"
    if limit.least:
        yield "至少的时间，期满以前不能办"
    if limit.verify:
        yield "待核"


def _example() -> str:
    def moment(month: int, day: int) -> datetime:
        return datetime(2026, month, day, 9, tzinfo=SHANGHAI)

    course = [
        Event("received", moment(1, 15)),
        Event("asked_third_party", moment(1, 20)),
        Event("third_party_answered", moment(1, 26)),
    ]
    found = clock(shelf.limits()["foi.reply"], course, moment(2, 9), shelf.calendar())
    rows = "\n".join(
        f"| {line.day} | {line.counted or ''} | {line.says} | {'、'.join(line.cite)} |" for line in found.proof
    )
    return f"## 一个例子\n\n{found.summary}\n\n| 日期 | 计数 | 说明 | 依据 |\n| --- | --- | --- | --- |\n{rows}\n"


def _notices() -> str:
    calendar = shelf.calendar()
    rows = []
    for year in calendar.years:
        notice = calendar.notice(year)
        worked = sum(calendar.is_workday(day) for day in calendar.days(date(year, 1, 1), date(year, 12, 31)))
        changes = "；".join(notice.changed_by) or "—"
        rows.append(f"| {year} | {notice.number} | {notice.published} | {worked} | {changes} |")
    head = "| 年份 | 通知 | 公布 | 全年工作日 | 后来的变动 |\n| --- | --- | --- | --- | --- |"
    return f"## 放假安排\n\n{head}\n" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
