"""What changed between two rulebooks, in words: by indicator, line, fact, grade and use."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.grades import USES
from gongkai.law.rulebook.model import Annex, Band, Fact, Indicator, Use
from gongkai.law.words import COMPARES, cite_words, condition_words, decimal_text, figure_words, line_words, node_words


class Change(NamedTuple):
    """One change. `kind`: 新增, 取消, 修改; `about`: the id; `says`: the sentence."""

    kind: str
    about: str
    says: str


def diff(old: Rulebook, new: Rulebook) -> list[Change]:
    """Every change, in the order of the new rulebook; what was dropped comes last in its part."""
    return [*_heads(old, new), *_nodes(old, new), *_facts(old, new), *_above(old, new)]


def _heads(old: Rulebook, new: Rulebook) -> Iterator[Change]:
    for key, word in (("title", "标题"), ("period", "期间"), ("as_of", "截止日"), ("rounding", "舍入")):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield Change("修改", key, f"{word}由“{_head(before)}”改为“{_head(after)}”")


def _head(value: object) -> str:
    mode = getattr(value, "mode", None)
    return str(value) if mode is None else f"{mode}，末级{value.leaf}，总分{value.total}"  # type: ignore[attr-defined]


# Indicators ----------------------------------------------------------------------------------------------------------


def _nodes(old: Rulebook, new: Rulebook) -> Iterator[Change]:
    for id, node in new.indicators.items():
        if id not in old.indicators:
            yield Change("新增", id, f"新增指标“{node.title}”{_points(new, node)}{_told(node_says(new, node))}")
        else:
            yield from _node(old, new, old.indicators[id], node)
    for id, node in old.indicators.items():
        if id not in new.indicators:
            yield Change("取消", id, f"取消指标“{node.title}”{_points(old, node)}{_renamed(id, node, new)}")


def _renamed(id: str, node: Indicator, new: Rulebook) -> str:
    """An id that changed under the same title breaks what was kept by it."""
    same = [other for other in new.indicators.values() if other.title == node.title and other.id != id]
    return f"；名称似由 {id} 改成了 {same[0].id}，名称应当不变" if same else ""


def _points(book: Rulebook, node: Indicator) -> str:
    return f"（{figure_words(book, node.points)}分）" if node.points is not None else ""


def _told(sentences: Sequence[str]) -> str:
    return ":" + "；".join(sentences) if sentences else ""


def node_says(book: Rulebook, node: Indicator) -> list[str]:
    """A node's rules as sentences, its lines included."""
    return [*node_words(book, node), *(line_words(book, node, line) + cite_words(line.cite) for line in node.rules)]


def _node(old: Rulebook, new: Rulebook, before: Indicator, after: Indicator) -> Iterator[Change]:
    told = []
    if before.title != after.title:
        told.append(f"改名为“{after.title}”")
    for key, word in (("points", "分值"), ("weight", "权重")):
        was, now = getattr(before, key), getattr(after, key)
        if was != now:
            told.append(f"{word}由{_figure(old, was)}改为{_figure(new, now)}")
    if before.cite != after.cite:
        told.append(f"依据由{cite_words(before.cite) or '未写'}改为{cite_words(after.cite) or '未写'}")
    was_says, now_says = node_says(old, before), node_says(new, after)
    told += [f"不再有：{sentence}" for sentence in was_says if sentence not in now_says]
    told += [f"现在：{sentence}" for sentence in now_says if sentence not in was_says]
    if told:
        yield Change("修改", after.id, f"“{before.title}”：{'；'.join(told)}")


def _figure(book: Rulebook, written: object) -> str:
    return "未写" if written is None else figure_words(book, written)


# Facts ---------------------------------------------------------------------------------------------------------------


def _facts(old: Rulebook, new: Rulebook) -> Iterator[Change]:
    for id in new.own_facts:
        if id not in old.facts:
            yield Change("新增", id, f"新增事实“{new.facts[id].name}”")
        elif _shape(old.facts[id]) != _shape(new.facts[id]):
            yield Change("修改", id, f"事实“{new.facts[id].name}”的计法改变{_annex(old, new, id)}")
        elif old.annexes.get(id) != new.annexes.get(id):
            yield Change("修改", id, f"附表“{new.facts[id].name}”改变{_annex(old, new, id)}")
    for id in old.own_facts:
        if id not in new.facts:
            yield Change("取消", id, f"取消事实“{old.facts[id].name}”")


def _shape(fact: Fact) -> tuple[object, ...]:
    derived = fact.derived if not isinstance(fact.derived, Annex) else fact.derived.adds_to
    return (fact.name, fact.type, fact.places, fact.round, _unplaced(derived), fact.states)


def _unplaced(derived: object) -> str:
    """The derivation without the places it was written at."""
    import re

    return re.sub(r"place=Place\([^)]*\)", "", repr(derived))


def _annex(old: Rulebook, new: Rulebook, id: str) -> str:
    was, now = old.annexes.get(id, {}), new.annexes.get(id, {})
    moved = [unit for unit in now if was.get(unit) != now[unit]] + [unit for unit in was if unit not in now]
    parts = [f"{unit}{_number(was.get(unit))}→{_number(now.get(unit))}" for unit in moved[:10]]
    return f":{'、'.join(parts)}{f'等{len(moved)}个单位' if len(moved) > 10 else ''}" if parts else ""


def _number(value: object) -> str:
    return "无" if value is None else decimal_text(value)  # type: ignore[arg-type]


# Above the tree ------------------------------------------------------------------------------------------------------


def _above(old: Rulebook, new: Rulebook) -> Iterator[Change]:
    for kind, was, now in (
        ("等次", _grades(old), _grades(new)),
        ("结果运用", [_use(old, use) for use in old.use], [_use(new, use) for use in new.use]),
        ("时限", _limits(old), _limits(new)),
    ):
        yield from (Change("取消", kind, f"{kind}不再有：{sentence}") for sentence in was if sentence not in now)
        yield from (Change("新增", kind, f"{kind}现在：{sentence}") for sentence in now if sentence not in was)


def _grades(book: Rulebook) -> list[str]:
    if book.grades is None:
        return []
    found = [band_words(book, band) for band in book.grades.bands]
    for lowered in book.grades.lowered:
        to = f"降为{lowered.to}" if lowered.to else f"降{lowered.by}等"
        found.append(f"{condition_words(book, lowered.when)}的{to}")
    return found


def band_words(book: Rulebook, band: Band) -> str:
    """One grade as a sentence: 优秀:不低于90分,不超过同类单位的30%."""
    edges = "且".join(f"{COMPARES[edge.op]}{figure_words(book, edge.against)}分" for edge in band.edges)
    quota = ""
    if band.quota is not None:
        whom = "同类单位" if band.quota.per == "class" else "被考核单位"
        quota = f"，不超过{whom}的{figure_words(book, band.quota.at_most)}"
    needs = f"，并且{condition_words(book, band.needs)}" if band.needs else ""
    return f"{band.grade}：{edges}{quota}{needs}{cite_words(band.cite)}"


def _use(book: Rulebook, use: Use) -> str:
    within = f"，期限{use.span}" if use.span else ""
    done = f"移送{use.to}" if use.do == "refer" and use.to else USES[use.do] + (f"（{use.to}）" if use.to else "")
    return f"{condition_words(book, use.when)}的，{done}{within}{cite_words(use.cite)}"


def _limits(book: Rulebook) -> list[str]:
    return [
        f"{limit.title}（{name}）：{limit.within or limit.every or '、'.join(map(str, limit.windows))}"
        for name, limit in book.limits.items()
    ]
