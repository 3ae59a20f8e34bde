"""Limits in time as data: what must be done, how soon after what, who says so. `law.deadlines` counts them.

A limits file is one profile: the national one, or a place's own, which stands on the national one and wins over it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from gongkai.law.keys import EXTEND, LIMIT, PAUSE, required
from gongkai.law.reading import Fault, Node, Refused
from gongkai.law.workdays import read_day

UNITS = {"hours": "小时", "workdays": "个工作日", "days": "日", "weeks": "周", "months": "个月", "years": "年"}
PERIODS = {"day": "日", "week": "周", "month": "月", "quarter": "季度", "half": "半年", "year": "年"}
NAME = re.compile(r"[a-z_]+(\.[a-z_]+)+")
STEP = re.compile(r"[a-z][a-z_]*")
FORMS = ("within", "every", "windows", "by")


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: `number` of a unit in `UNITS`; or, `whole`, to the end of the calendar period in `PERIODS` (a
    day, week, month …) that holds the start (`number` 0, `same week`) or of the one after it (1, `each month`)."""

    number: int
    unit: str
    whole: bool = False

    def __str__(self) -> str:
        if self.whole:
            return ("当" if self.number == 0 else "每") + PERIODS[self.unit]
        return f"{self.number}{UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of every year, both days included; `propose_by` is the last day for proposing before it opens."""

    opens: tuple[int, int]
    closes: tuple[int, int]
    propose_by: tuple[int, int] | None = None

    def __str__(self) -> str:
        return f"每年{self.opens[0]}月{self.opens[1]}日至{self.closes[0]}月{self.closes[1]}日"


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count: after the day of step `begins`, up to and with that of `ends`, at most `at_most`."""

    begins: str
    ends: str
    says: str
    at_most: Span | None = None


@dataclass(frozen=True, slots=True)
class Extend:
    """One extension by up to `once`: steps `decided` (by the role `decided_by`) and `told`, before the due day ends."""

    once: Span
    decided: str
    told: str | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. Exactly one of `within`, `every`, `windows` and `by` (a fixed day, once) is set.

    `after`: steps that start it, the first one present counts; `done`: steps any of which ends it; `since`: windows
    that open before that step are nobody's duty; `words`: 中文 of the steps; `statutory`: from the national profile;
    `verify`: to be checked against one's own copy of the source; `least`: the time is a minimum, before whose end no
    step of `done` may come; `written`: file, line and column.
    """

    name: str
    title: str
    cite: tuple[str, ...]
    words: Mapping[str, str] = field(compare=False, repr=False)  # so that equal limits hash alike
    within: Span | None = None
    every: Span | None = None
    windows: tuple[Window, ...] = ()
    by: date | None = None
    after: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    pause: tuple[Pause, ...] = ()
    extend: Extend | None = None
    near: Span | None = None
    statutory: bool = False
    verify: bool = False
    least: bool = False
    joins_open: bool = False  # a start inside a window still belongs to it
    written: tuple[str, int, int] = field(default=("", 0, 0), compare=False, repr=False)

    def __hash__(self) -> int:
        return hash(self.name)  # what is equal is named alike, and a limit is looked up for every case of a batch

    @property
    def span(self) -> Span:
        """The time that is counted; of fixed dates, which count none, the day itself."""
        return self.within or self.every or Span(0, "day", whole=True)

    @property
    def fixed(self) -> bool:
        """Whether it ends on a date of the year or a day once, whatever the day of the start: such dates never roll."""
        return bool(self.windows or self.by)

    @property
    def steps(self) -> tuple[str, ...]:
        """Every step it speaks of."""
        pauses = [step for pause in self.pause for step in (pause.begins, pause.ends)]
        extends = [step for step in (self.extend.decided, self.extend.told) if step] if self.extend else []
        return tuple(dict.fromkeys([*self.after, *self.done, *self.since, *pauses, *extends]))

    def word(self, step: str) -> str:
        return self.words[step]

    def proposal(self) -> "Limit | None":
        """For windows with `propose_by`: the limit for proposing, from the close of one window to that day."""
        if not any(window.propose_by for window in self.windows):
            return None
        ordered = sorted(self.windows, key=lambda w: w.opens)
        periods = tuple(
            Window(_next_day(before.closes), window.propose_by)
            for before, window in zip([ordered[-1], *ordered[:-1]], ordered, strict=True)
            if window.propose_by
        )
        return replace(
            self,
            name=f"{self.name}.propose",
            title=f"{self.title}（提出）",
            windows=periods,
            done=("proposed",),
            joins_open=True,
        )


class Limits(Mapping[str, Limit]):
    """The limits of one profile by name. `document` is the code of the paper the place's own ones come from."""

    def __init__(self, profile: str, title: str, document: str | None, limits: Iterable[Limit]) -> None:
        self.profile, self.title, self.document = profile, title, document
        self._limits = {limit.name: limit for limit in limits}

    def __getitem__(self, name: str) -> Limit:
        if name not in self._limits:
            raise Refused(f"“{self.title}”里没有名为“{name}”的时限")
        return self._limits[name]

    def __contains__(self, name: object) -> bool:
        return name in self._limits

    def __iter__(self) -> Iterator[str]:
        return iter(self._limits)

    def __len__(self) -> int:
        return len(self._limits)


def read_limits(node: Node, base: Limits | None = None) -> Limits:
    """The profile in a YAML tree, standing on `base` where given. Every fault is collected. Raises `Refused`."""
    table = node.table(required=("profile", "title", "limits"), allowed=("document", "near", "steps"))
    words = dict(_words(base.values()) if base else {})
    if "steps" in table:
        words |= {step: word.string() for step, word in table["steps"].table().items()}
    near = read_span(table["near"]) if "near" in table else None
    own: list[Limit] = []
    faults: list[Fault] = []
    for name, entry in table["limits"].table().items():
        try:
            own.append(read_limit(name, entry, words, near=near, statutory=base is None))
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(*faults)
    document = table["document"].string() if "document" in table else None
    return Limits(table["profile"].string(), table["title"].string(), document, [*(base or {}).values(), *own])


def read_limit(
    name: str, node: Node, words: Mapping[str, str], *, near: Span | None = None, statutory: bool = False
) -> Limit:
    """One limit, in a limits file or under a rulebook's `limits:`. `words`: 中文 of the steps. Raises `Refused`."""
    table = node.table(required=required(LIMIT), allowed=LIMIT)
    if not NAME.fullmatch(name):
        raise Refused(node.fault(f"时限名“{name}”应当是“房间.事项”，只用小写字母和下划线，如 foi.reply"))
    _one_form(node, table)
    limit = Limit(
        name=name,
        title=table["title"].string() if "title" in table else name,
        cite=tuple(code.string() for code in table["cite"].listing()),
        words=words,
        within=read_span(table["within"]) if "within" in table else None,
        every=read_span(table["every"]) if "every" in table else None,
        windows=_windows(table) if "windows" in table else (),
        by=read_day(table["by"]) if "by" in table else None,
        after=_steps(table, "after", words),
        done=_steps(table, "done", words),
        since=_steps(table, "since", words),
        pause=_pauses(table["pause"], words) if "pause" in table else (),
        extend=_extend(table["extend"], words) if "extend" in table else None,
        near=read_span(table["near"]) if "near" in table else near,
        statutory=statutory,
        verify=table["verify"].flag() if "verify" in table else False,
        least=table["least"].flag() if "least" in table else False,
        written=(node.file, node.line, node.column),
    )
    faults = list(_contradictions(node, table, limit))
    if faults:
        raise Refused(*faults)
    return limit


def read_span(node: Node) -> Span:
    """`20 workdays`, `1 month`, `5 hours`; `same week`, `each month`. Raises `Refused`."""
    words = node.string().split()
    if len(words) == 2 and words[0] in ("same", "each") and words[1] in PERIODS:
        return Span(int(words[0] == "each"), words[1], whole=True)
    if len(words) == 2 and words[0].isascii() and words[0].isdigit() and 0 < int(words[0]) <= 5000:
        unit = words[1] if words[1] in UNITS else f"{words[1]}s"
        if unit in UNITS:
            return Span(int(words[0]), unit)
    raise Refused(
        node.fault(
            f"“{node.text}”不是期限，请写成“20 workdays”“5 hours”“1 month”“same week”的样子（单位：{'、'.join(UNITS)}）"
        )
    )


def _one_form(node: Node, table: Mapping[str, Node]) -> None:
    forms = [form for form in FORMS if form in table]
    if len(forms) != 1:
        said = f"同时写了{'、'.join(forms)}" if forms else "一个也没有写"
        raise Refused(node.fault(f"{'、'.join(FORMS)} 必须且只能写一个，这里{said}"))
    needed = {"within": ("after", "done"), "every": ("after",), "windows": (), "by": ("done",)}[forms[0]]
    if missing := [key for key in needed if key not in table]:
        raise Refused(node.fault(f"写了 {forms[0]} 就要写{'、'.join(missing)}"))


def _contradictions(node: Node, table: Mapping[str, Node], limit: Limit) -> Iterator[Fault]:
    if limit.span.whole:
        for key in ("pause", "extend"):
            if key in table:
                yield table[key].fault(f"固定日期的期限不能写 {key}")
    elif limit.extend and limit.extend.once.unit != limit.span.unit:
        yield table["extend"].fault(f"延长的单位应当和期限的单位相同（{limit.span.unit}）")
    for key in ("every", "windows", "by", "pause", "extend") if limit.least else ():
        if key in table:
            yield table[key].fault(f"至少的时间（least）不能写 {key}")
    for key in ("propose_by", "since"):
        if key in table and not limit.windows:
            yield table[key].fault(f"{key} 只和 windows 一起写")


def _steps(table: Mapping[str, Node], key: str, words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_step(step, words) for step in table[key].listing()) if key in table else ()


def _step(node: Node, words: Mapping[str, str]) -> str:
    name = node.string()
    if not STEP.fullmatch(name):
        raise Refused(node.fault(f"步骤名“{name}”只用小写字母和下划线"))
    if name not in words:
        raise Refused(node.fault(f"步骤“{name}”没有中文名，请写进 steps"))
    return name


def _pauses(node: Node, words: Mapping[str, str]) -> tuple[Pause, ...]:
    entries = [node] if isinstance(node.value, dict) else node.listing()
    return tuple(_pause(entry, words) for entry in entries)


def _pause(node: Node, words: Mapping[str, str]) -> Pause:
    table = node.table(required=required(PAUSE), allowed=PAUSE)
    longest = read_span(table["at_most"]) if "at_most" in table else None
    if longest and (longest.whole or longest.unit not in ("workdays", "days")):
        raise Refused(table["at_most"].fault("at_most 以 workdays 或 days 计"))
    return Pause(_step(table["from"], words), _step(table["to"], words), table["says"].string(), longest)


def _extend(node: Node, words: Mapping[str, str]) -> Extend:
    table = node.table(required=required(EXTEND), allowed=EXTEND)
    if "told_before" in table and table["told_before"].string() != "due":
        raise Refused(table["told_before"].fault("told_before 只能写 due(原期限届满前)"))
    decided = _step(table["decided"], words) if "decided" in table else "extended"
    told = None
    if "told_before" in table:
        told = _step(table["told"], words) if "told" in table else "extension_told"
    for step in filter(None, (decided, told)):
        if step not in words:
            raise Refused(node.fault(f"步骤“{step}”没有中文名，请写进 steps"))
    return Extend(read_span(table["once"]), decided, told, table["decided_by"].string())


def _windows(table: Mapping[str, Node]) -> tuple[Window, ...]:
    windows = sorted((_window(entry) for entry in table["windows"].listing()), key=lambda w: w.opens)
    for before, after in pairwise(windows):
        if after.opens <= before.closes:
            raise Refused(table["windows"].fault(f"“{before}”和“{after}”重叠"))
    if "propose_by" not in table:
        return tuple(windows)
    days = sorted(_month_day(entry, entry.string()) for entry in table["propose_by"].listing())
    if len(days) != len(windows):
        raise Refused(table["propose_by"].fault(f"窗口有{len(windows)}个，提出期限有{len(days)}个，应当一一对应"))
    return tuple(replace(window, propose_by=_latest_before(days, window.opens)) for window in windows)


def _window(node: Node) -> Window:
    words = node.string().split("..")
    if len(words) != 2:
        raise Refused(node.fault(f"“{node.text}”不是窗口，请写成 07-01..07-15 的样子"))
    opens, closes = (_month_day(node, word) for word in words)
    if closes < opens:
        raise Refused(node.fault(f"“{node.text}”起止颠倒；跨年的请分写两段"))
    return Window(opens, closes)


LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _month_day(node: Node, text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})", text)
    month, day = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (1 <= month <= 12 and 1 <= day <= LAST_DAYS[month - 1]):
        raise Refused(node.fault(f"“{text}”不是每年都有的月日，请写成 07-15 的样子"))
    return month, day


def _latest_before(days: list[tuple[int, int]], opens: tuple[int, int]) -> tuple[int, int]:
    earlier = [day for day in days if day < opens]
    return max(earlier) if earlier else max(days)


def _next_day(month_day: tuple[int, int]) -> tuple[int, int]:
    month, day = month_day
    if day < LAST_DAYS[month - 1]:
        return month, day + 1
    return month % 12 + 1, 1


def _words(limits: Iterable[Limit]) -> dict[str, str]:
    return {step: word for limit in limits for step, word in limit.words.items()}
