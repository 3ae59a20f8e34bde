"""What a revision of a list must pass before a step; each check takes (cases, takes), returns reasons by case key."""

from collections import defaultdict
from dataclasses import dataclass, field

from gongkai.acts.bound import still_holds
from gongkai.acts.models import Case
from gongkai.acts.taking import CHUNK
from gongkai.checks import privacy, secrecy
from gongkai.checks.finding import Finding
from gongkai.look.words import titled
from gongkai.registers import cells, content
from gongkai.registers.models import Change, Line, Register, Revision

Reasons = dict[int, list[str]]
STOPS = ("block", "confirm")
MOST_TOLD = 20  # reasons of one list


@dataclass
class Sheet:
    """A list with its draft revision and what it does, as the checks of one step read them."""

    register: Register
    revision: Revision
    changes: list[Change] = field(default_factory=list)


def sheets(cases: list[Case]) -> dict[int, Sheet]:
    """The drafts on the table by case key: three queries however many there are."""
    keys, found = [case.pk for case in cases], {}
    for start in range(0, len(keys), CHUNK):
        some = Register.objects.filter(pk__in=keys[start : start + CHUNK]).select_related("draft", "live")
        for register in some:
            revision = register.draft or register.live
            if revision:
                found[register.pk] = Sheet(register, revision)
    by_revision = {sheet.revision.pk: sheet for sheet in found.values()}
    for change in Change.objects.filter(revision__in=by_revision).select_related("line").order_by("line__key"):
        by_revision[change.revision_id].changes.append(change)
    return found


def findings(sheet: Sheet) -> list[tuple[str, Finding]]:
    """What the checks say about every cell the public would read, with the row and the field it stands in.

    A cell is read under its head, so that 银行账号 tells what the number below it is.
    """
    found = [("说明", one) for one in _find(sheet.revision.note)]
    kind = sheet.register.kind
    for change in sheet.changes:
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
    for key, sheet in sheets(cases).items():
        missing = _missing(sheet)
        if not sheet.changes and not sheet.revision.note:
            missing.append("还没有任何变动。确实没有变动的，请在“施行日期和说明”里写明，如“经核对，本季度无变动”")
        if sheet.revision.number == 1 and not sheet.changes:
            missing.append("清单还是空的，请先填写事项或者上传表格")
        if missing:
            reasons[key] = _cut(missing)
    return reasons


def holds_no_private_words(cases, takes) -> Reasons:
    """Blocking findings must be masked, or explained by an act bound to this very content."""
    explained, reasons = still_holds(cases, "override"), {}
    for key, sheet in sheets(cases).items():
        blocking = [f"{place}：{one.message}" for place, one in findings(sheet) if one.level in STOPS]
        if blocking and key not in explained:
            reasons[key] = [*_cut(blocking), "请遮盖上述内容，或用“说明检查疑点”写明为何可以公开"]
    return reasons


def is_what_was_read(cases, takes) -> Reasons:
    """The draft on the table still has the hash that the case keeps; a row changed behind the steps is caught."""
    found = sheets(cases)
    return {
        case.pk: [f"{titled(case.title)}的内容与送审时不一致，请退回后重新提出"]
        for case in cases
        if content.digest(found[case.pk].register, found[case.pk].revision, found[case.pk].changes) != case.content
    }


def is_by_another_hand(cases, takes) -> Reasons:
    """Who wrote a row of what stands now does not pass judgement on it, whoever pressed 提出."""
    by = {take.case.pk: take.by.person_id for take in takes}
    reasons: Reasons = {}
    for key, sheet in sheets(cases).items():
        own = [change.line.name for change in sheet.changes if change.saved_by_id == by[key]]
        if own or sheet.revision.saved_by_id == by[key]:
            what = f"“{own[0]}”" if own else "施行日期和说明"
            reasons[key] = [f"{titled(sheet.register.case.title)}里的{what}是您写的，须由另一人办理"]
    return reasons


def is_public(cases, takes) -> Reasons:
    keys = [case.pk for case in cases]
    public = set(Register.objects.filter(pk__in=keys, live__isnull=False).values_list("pk", flat=True))
    return {case.pk: ["这份清单没有公布，没有可撤回的内容"] for case in cases if case.pk not in public}


def names_a_row(cases, takes) -> Reasons:
    """Which row leaves at once, and why."""
    reasons: Reasons = {}
    for take in takes:
        line = None if take.only_asks else take.detail.get("line")
        if not take.only_asks and not Line.objects.standing().filter(pk=line, register=take.case.pk).exists():
            reasons[take.case.pk] = ["请选定要移出的事项；它可能已经移出"]
    return reasons


def _missing(sheet: Sheet) -> list[str]:
    kind, found = sheet.register.kind, []
    for change in sheet.changes:
        said = cells.all_of(change)
        for one in kind.fields.values():
            try:
                cells.read(one, said.get(one.id, ""))
            except ValueError as reason:
                found.append(f"{change.line.name}：{reason}")
        end = kind.named.get(str(said.get(kind.section, "")), "")
        if end and not change.leaves and not str(said.get(kind.name, "")).endswith(end):
            found.append(f"{change.line.name}：名称要统一，{said[kind.section]}的名称应写成“……{end}”")
    return found + _dangling(sheet)


def _dangling(sheet: Sheet) -> list[str]:
    """Rows that name a matter of another list of this unit which that list does not hold."""
    wanted: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for change in sheet.changes:
        for one in sheet.register.kind.fields.values():
            if one.of and change.values.get(one.id) and not change.leaves:
                wanted[one.of].append((change.values[one.id], change.line.name, one.name))
    found = []
    for other, asked in wanted.items():
        lines = Line.objects.standing().filter(register__unit=sheet.register.unit_id, register__type=other)
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


def _cut(reasons: list[str]) -> list[str]:
    more = len(reasons) - MOST_TOLD
    return reasons if more <= 0 else [*reasons[:MOST_TOLD], f"还有 {more} 处，改好上面的再看"]
