"""Whether a table of a budget goes down to the level asked for and adds up: by codes, across a row, to its total."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gongkai.checks.budget_rules import DEPTHS, Asked, Words
from gongkai.checks.tabled import Row, Table, amount, bare, body_of, heads

CODE = re.compile(r"[\[［(（]?(\d{3}(?:\d{2}){0,2})[\]］)）]?(?:[\s\-－—.、]*[\u4e00-\u9fff].*)?")
PART = re.compile(r"\d{1,2}")
TOTAL = re.compile(r"合计|总计|本年支出合计|支出合计")
RATIO = re.compile(r"%|％|比例|占比|增减|幅度|人数|完成")
ACROSS = (("基本支出", "项目支出"), ("人员经费", "公用经费"))
WHOLES = ("合计", "小计", "总计", "本年支出合计", "")
CENT = Decimal("0.01")
Fault = tuple[str, str, str]  # kind, what it is about, what is wrong
Sums = dict[int, Decimal]  # by column


def sum_faults(asked: Asked, table: Table) -> Iterator[Fault]:
    """Faults of one table, the gravest first."""
    over, body = body_of(table.rows)
    named = heads(over)
    if asked.codes:
        yield from _by_code(asked.codes, named, body)
        yield from _across(named, body)
    if asked.adds:
        yield from _of_parts(asked.adds, named, body)
    if asked.balance:
        yield from _balance(body)


def _by_code(kind: str, named: list[str], body: tuple[Row, ...]) -> Iterator[Fault]:
    begins, deepest, level = DEPTHS[kind]
    sums, names = _coded(begins, named, body)
    if not sums:
        yield "level", "编码", f"里没有找到科目编码，请按{level}级科目逐行列出编码。"
        return
    shallow = [code for code in sums if len(code) < deepest and not _below(code, sums)]
    if shallow:
        shown = "、".join(f"{code}{names[code]}" for code in shallow[:5])
        yield "level", shown, f"没有列到{level}级：{shown}下面没有更细的科目；涉密不公开的，请在说明里写明。"
    for code in sums:
        if children := _below(code, sums):
            yield from _differs(f"{code}{names[code]}", sums[code], [sums[one] for one in children])
    top = min(len(code) for code in sums)
    for row in body:
        if any(TOTAL.fullmatch(bare(cell)) for cell in row[:3]):
            yield from _differs("合计", _amounts(row, named), [sums[one] for one in sums if len(one) == top])
            break


def _coded(begins: str, named: list[str], body: tuple[Row, ...]) -> tuple[dict[str, Sums], dict[str, str]]:
    sums: dict[str, Sums] = defaultdict(lambda: defaultdict(Decimal))
    names: dict[str, str] = {}
    for row in body:
        code, after = _code(row)
        if code and code[0] in begins:
            names.setdefault(code, next((bare(cell) for cell in row if re.search(r"[\u4e00-\u9fff]{2}", cell)), ""))
            for at, value in _amounts(row, named, after).items():
                sums[code][at] += value
    return {code: dict(sums[code]) for code in names}, {code: re.sub(r"^[\d\W]+", "", n) for code, n in names.items()}


def _code(row: Row) -> tuple[str, int]:
    """The code at the beginning of a row, in one cell or cut into 类 款 项, and the first cell after it."""
    first = next((at for at, cell in enumerate(row) if cell.strip()), len(row))
    found = CODE.fullmatch(bare(row[first])) if first < len(row) else None
    if not found:
        return "", 0
    code, at = found[1], first + 1
    while row[first].strip() == found[1] and len(code) < 7 and at < len(row) and PART.fullmatch(row[at].strip()):
        code, at = code + row[at].strip().zfill(2), at + 1
    return code, at


def _below(code: str, sums: dict[str, Sums]) -> list[str]:
    """The codes one level down."""
    return [one for one in sums if len(one) == len(code) + 2 and one.startswith(code)]


def _amounts(row: Row, named: list[str], after: int = 0) -> Sums:
    found = {}
    for at in range(after, len(row)):
        value = amount(row[at])
        if value is not None and not (at < len(named) and RATIO.search(named[at])):
            found[at] = value
    return found


def _differs(name: str, whole: Sums, parts: list[Sums]) -> Iterator[Fault]:
    for at, value in whole.items():
        added = sum((one.get(at, Decimal(0)) for one in parts), Decimal(0))
        if abs(value - added) > CENT * max(1, len(parts)):
            yield "sum", name, f"加不起来：{name}写的是{value:,.2f}，下一级相加是{added:,.2f}，请核对。"
            return


def _across(named: list[str], body: tuple[Row, ...]) -> Iterator[Fault]:
    """合计 = 基本支出 + 项目支出, where one row says all three."""
    for first, second in ACROSS:
        for at, head in enumerate(named):
            base = head.removesuffix(first)
            if head == base or base + second not in named:
                continue
            whole = next((named.index(base + word) for word in WHOLES if base + word in named and base + word), None)
            if whole is not None:
                yield from _rows_differ(body, whole, (at, named.index(base + second)), f"{first}、{second}")


def _rows_differ(body: tuple[Row, ...], whole: int, parts: tuple[int, ...], says: str) -> Iterator[Fault]:
    for row in body:
        if len(row) <= whole or (value := amount(row[whole])) is None:
            continue
        added = sum((amount(row[at]) or Decimal(0) for at in parts if at < len(row)), Decimal(0))
        if abs(value - added) > CENT * len(parts):
            label = next((bare(cell) for cell in row if re.search(r"[\u4e00-\u9fff]{2}", cell)), "有一行")
            yield "sum", label, f"加不起来：{label}的合计是{value:,.2f}，{says}相加是{added:,.2f}，请核对。"
            return


def _of_parts(adds: tuple[Words, ...], named: list[str], body: tuple[Row, ...]) -> Iterator[Fault]:
    """三公: total and parts stand as heads (one group, or budget and outcome side by side) or as labels of rows."""
    (_, total), parts = adds[0], adds[1:]
    starts = [at for at, head in enumerate(named) if total.search(head) and not _subtotal(head, parts)]
    groups = list(zip(starts, [*starts[1:], len(named)], strict=False))
    for begin, end in groups:
        chosen = [_columns(pattern, named, begin + 1, end) for _, pattern in parts]
        if all(chosen):
            yield from _rows_differ(body, begin, tuple(at for some in chosen for at in some), "各项")
    if not groups:
        yield from _labelled(adds, body)


def _subtotal(head: str, parts: tuple[Words, ...]) -> bool:
    return any(pattern.search(head) for _, pattern in parts)


def _columns(pattern: re.Pattern[str], named: list[str], begin: int, end: int) -> list[int]:
    fits = [at for at in range(begin, end) if pattern.search(named[at])]
    return _wholes(fits, [named[at] for at in fits])


def _wholes(fits: list[int], labels: list[str]) -> list[int]:
    """Of a part told whole and in pieces (公务用车 小计, 购置费, 运行费), the whole; else all its pieces."""
    for word in (r"小计|合计", r"购置(?:及|和|与|、)"):
        whole = [one for one, label in zip(fits, labels, strict=True) if re.search(word, label)]
        if len(whole) == 1:
            return whole
    return fits


def _labelled(adds: tuple[Words, ...], body: tuple[Row, ...]) -> Iterator[Fault]:
    labels = [next((bare(cell) for cell in row if amount(cell) is None and bare(cell)), "") for row in body]
    (_, total), parts = adds[0], adds[1:]
    whole = [at for at, label in enumerate(labels) if total.search(label) and not _subtotal(label, parts)]
    chosen = []
    for _, pattern in parts:
        fits = [at for at, label in enumerate(labels) if pattern.search(label)]
        chosen.append(_wholes(fits, [labels[at] for at in fits]))
    if len(whole) == 1 and all(chosen):
        rows = [_amounts(body[at], []) for some in chosen for at in some]
        yield from _differs("合计", _amounts(body[whole[0]], []), rows)


def _balance(body: tuple[Row, ...]) -> Iterator[Fault]:
    """收入总计 and 支出总计 say the same."""
    found: dict[str, Decimal] = {}
    for row in body:
        for at, cell in enumerate(row):
            label = bare(cell)
            if label in ("收入总计", "支出总计", "总计"):
                side = {"总计": "收入总计" if "收入总计" not in found else "支出总计"}.get(label, label)
                value = next((n for one in row[at + 1 :] if (n := amount(one)) is not None), None)
                if value is not None:
                    found.setdefault(side, value)
    if len(found) == 2 and abs(found["收入总计"] - found["支出总计"]) > CENT:
        income, spent = found["收入总计"], found["支出总计"]
        yield "balance", "总计", f"收支不平：收入总计{income:,.2f}，支出总计{spent:,.2f}，请核对。"
