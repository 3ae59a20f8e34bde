"""Limits as written in a limits file or under a rulebook's `limits:`; each slip is refused where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping

from gongkai.law.keys import EXTEND, LIMIT, PAUSE, required
from gongkai.law.limits.limit import Extend, Limit, Limits, Pause
from gongkai.law.limits.spans import Span, read_span
from gongkai.law.limits.windows import read_windows
from gongkai.law.reading import Fault, Node, Refused
from gongkai.law.workdays import read_day

NAME = re.compile(r"[a-z_]+(\.[a-z_]+)+")
STEP = re.compile(r"[a-z][a-z_]*")
FORMS = ("within", "every", "windows", "by")


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
        windows=read_windows(table) if "windows" in table else (),
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


def _words(limits: Iterable[Limit]) -> dict[str, str]:
    return {step: word for limit in limits for step, word in limit.words.items()}
