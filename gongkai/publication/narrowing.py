"""How a reader narrows what was found: by unit, column, kind, year, validity and days, each with its count."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gongkai.publication.frame import Frame
from gongkai.publication.records import VALIDITY
from gongkai.search.index import QueryFault

BEIJING = ZoneInfo("Asia/Shanghai")
KINDS = {"document": "文件和信息", "text": "指南制度", "result": "考核结果", "unit": "机构", "column": "栏目"}
KINDS |= {"register": "清单", "entry": "清单事项", "dossier": "全过程和专题"}
KINDS |= {"emergency": "突发事件", "glance": "公开情况一览", "account": "政务新媒体", "answer": "政策问答"}
FACETS = {"year": "年份", "unit": "机构", "column": "栏目", "kind": "类型", "validity": "有效性"}
FIRST, MOST = 6, 30  # values of a facet that stand open, and with those that unfold


@dataclass(frozen=True)
class Narrowed:
    """What a reader chose: ``facets`` name → value, and days from … to, both counting in."""

    facets: Mapping[str, str]
    since: date | None = None
    until: date | None = None

    @property
    def any(self) -> bool:
        return bool(self.facets or self.since or self.until)

    @property
    def moments(self) -> tuple[datetime | None, datetime | None]:
        """From which moment on, and before which."""
        return _start(self.since), _start(self.until + timedelta(days=1) if self.until else None)


def read(asked: Mapping[str, str], around: Frame) -> Narrowed:
    """From the address. What names nothing is passed over, as a stranger may type what they like; raises QueryFault for
    days that are none or stand in the wrong order."""
    chosen = {name: asked.get(name, "") for name in FACETS}
    known = {name: value for name, value in chosen.items() if value and words_of(name, value, around)}
    since, until = _day(asked.get("from", ""), "开始日期"), _day(asked.get("to", ""), "结束日期")
    if since and until and until < since:
        raise QueryFault("开始日期晚于结束日期，请改正其中一个")
    return Narrowed(known, since, until)


def words_of(name: str, value: str, around: Frame) -> str:
    """What a value of a facet is called; empty where it names nothing."""
    if name == "unit":
        return around.units[value].name if value in around.units else ""
    if name == "column":
        return around.columns[value].name if value in around.columns else ""
    if name == "year":
        return f"{value}年" if len(value) == 4 and value.isascii() and value.isdecimal() else ""
    return (KINDS if name == "kind" else VALIDITY).get(value, "")


def choices(counts: Mapping[str, Counter[str]], chosen: Narrowed, around: Frame) -> list[dict]:
    """Facets that still narrow: {name, label, first and rest: [(value, words, count)]}; the commonest value first,
    years the latest first."""
    found = []
    for name, label in FACETS.items():
        if name in chosen.facets or name not in counts:
            continue
        values = [(value, words_of(name, value, around), many) for value, many in counts[name].most_common()]
        values = [one for one in values if one[1]]
        if name == "year":
            values.sort(reverse=True)
        if len(values) > 1:
            found.append({"name": name, "label": label, "first": values[:FIRST], "rest": values[FIRST:MOST]})
    return found


def _day(said: str, name: str) -> date | None:
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise QueryFault(f"{name}请写成 2025-03-01 的样子") from None
    if not 1970 <= day.year < 9999:
        raise QueryFault(f"{name}的年份请写在1970年以后")
    return day


def _start(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING) if day else None
