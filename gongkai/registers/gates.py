"""What a revision of a list must pass before a step; each check takes (cases, takes), returns reasons by case key."""

from collections import defaultdict

from gongkai.checks import privacy, secrecy
from gongkai.checks.finding import Finding
from gongkai.registers import cells
from gongkai.registers.models import Line, Register
from gongkai.revisions.gates import Found, Reasons, cut, on_the_table


def findings(register: Register) -> Found:
    """What the checks say about every cell the public would read, with the row and the field it stands in.

    A cell is read under its head, so that 银行账号 tells what the number below it is.
    """
    found = [("说明", one) for one in _find(register.revision.note)]
    kind = register.kind
    for change in register.revision.rows:
        if change.withheld or change.leaves:
            continue
        for name, text in cells.shown(kind, change).items():
            head = kind.fields[name].name
            found += [(f"{change.line.name}，{head}", one) for one in _find_in_cell(head, text)]
        found += [(f"{change.line.name}，变动依据", one) for one in _find(change.basis)]
    return found


def is_complete(cases, takes) -> Reasons:
    """Every row has what its kind asks for; a revision that changes nothing says that it was looked through."""
    reasons: Reasons = {}
    for register in on_the_table(cases):
        revision, missing = register.revision, _missing(register)
        if not revision.rows and not revision.note:
            missing.append("还没有任何变动。确实没有变动的，请在“施行日期和说明”里写明，如“经核对，本季度无变动”")
        if revision.number == 1 and not revision.rows:
            missing.append("清单还是空的，请先填写事项或者上传表格")
        reasons[register.pk] = cut(missing)
    return reasons


def names_a_row(cases, takes) -> Reasons:
    """Which row leaves at once, and why."""
    reasons: Reasons = {}
    for take in takes:
        line = None if take.only_asks else take.detail.get("line")
        if not take.only_asks and not Line.objects.standing().filter(pk=line, register=take.case.pk).exists():
            reasons[take.case.pk] = ["请选定要移出的事项；它可能已经移出"]
    return reasons


def _missing(register: Register) -> list[str]:
    kind, found = register.kind, []
    for change in register.revision.rows:
        said = cells.all_of(change)
        for one in kind.fields.values():
            try:
                cells.read(one, said.get(one.id, ""))
            except ValueError as reason:
                found.append(f"{change.line.name}：{reason}")
        end = kind.named.get(str(said.get(kind.section, "")), "")
        if end and not change.leaves and not str(said.get(kind.name, "")).endswith(end):
            found.append(f"{change.line.name}：名称要统一，{said[kind.section]}的名称应写成“……{end}”")
    return found + _dangling(register)


def _dangling(register: Register) -> list[str]:
    """Rows that name a matter of another list of this unit which that list does not hold."""
    wanted: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for change in register.revision.rows:
        for one in register.kind.fields.values():
            if one.of and change.values.get(one.id) and not change.leaves:
                wanted[one.of].append((change.values[one.id], change.line.name, one.name))
    found = []
    for other, asked in wanted.items():
        lines = Line.objects.standing().filter(register__unit=register.unit_id, register__type=other)
        known = set(lines.filter(key__in={key for key, _, _ in asked}).values_list("key", flat=True))
        found += [
            f"{name}：“{head}”写的是“{key}”，本单位已公布的清单里没有这个编号"
            for key, name, head in asked
            if key not in known
        ]
    return found


def _find(text: str) -> list[Finding]:
    return [*privacy.find(text), *secrecy.find(text)] if text else []


def _find_in_cell(head: str, text: str) -> list[Finding]:
    """By itself and under its head; what both ways find is told once."""
    if not text:
        return []
    below = [one for one in privacy.find(f"{head}：{text}") if one.start > len(head)]
    places = {(one.kind, one.start - len(head) - 1) for one in below}
    return [*below, *(one for one in privacy.find(text) if (one.kind, one.start) not in places), *secrecy.find(text)]
