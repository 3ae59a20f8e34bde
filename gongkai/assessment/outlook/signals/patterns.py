"""What may tell of work done for the score: pure functions over what was published, a sentence and its records each.

The figures here are our own guards and no regulation's: what they find is looked at by a person, and nothing follows.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

# Measured over a year of a county that works as it should (64 units, 12,117 texts, monthly notices and guides among
# them), and over 300 of its texts each published again: as they stand, a tenth or a fifth of their sentences rewritten.
BACK_DAYS = 60  # from the day of a paper to its publication; the slowest there took 59 days, one in a hundred 23
LAST_DAYS, LAST_LEAST, LAST_TIMES = 10, 5, 3  # a burst: so many, and so many times the usual pace; the most was 1.8
# Of a text's sentences that stand in another. With their numbers, the sentences of 4 in 5 alike told 5 pairs there and
# 99%, 94%, 59% of the repeated ones; 3 in 4 told 3,166 pairs; without their numbers 4 in 5 told 613 pairs, and 80%.
ALIKE, COPIED = 0.8, 0.7  # the most an interpretation took from its paper was 0.14
SENTENCES = 3  # fewer tell nothing; the shortest text there had six
COMMON, COMMON_HERE = 20, 10  # a sentence in more texts than this, of the county or of those compared, is a set phrase
HOLLOW = 30  # signs; the shortest text there had 266
SENTENCE = re.compile(r"[^。；;！？!?\n]{8,}")
NOT_WORDS, DIGITS = re.compile(r"[\W_]+"), re.compile(r"\d+")


@dataclass(frozen=True)
class Item:
    """One edition that went out. ``before`` is the text of the edition before it, None for a first one; ``attached``
    are names, ``readable`` the signs that can be read of them, None where nobody read them."""

    key: int
    unit: int
    title: str
    column: str
    formed: date
    published: date
    text: str
    attached: tuple[str, ...] = ()
    readable: int | None = 0
    before: "Item | None" = None
    interprets: str | None = None


@dataclass(frozen=True)
class Signal:
    """One thing to look at: of a unit, in a sentence, with the records behind it (key, title)."""

    kind: str
    unit: int
    says: str
    items: tuple[tuple[int, str], ...]


def backdated(items: Iterable[Item]) -> Iterator[Signal]:
    """Papers of long ago that went out now, and papers whose day was changed after they were out."""
    for one in items:
        gap = (one.published - one.formed).days
        if one.before is None and gap >= BACK_DAYS:
            says = f"成文日期 {one.formed}，{one.published} 才公开，隔了 {gap} 天；补录的旧信息也计入本期公开数"
            yield _signal("backdated", one, says)
        elif one.before is not None and one.before.formed != one.formed:
            yield _signal("backdated", one, f"公开以后把成文日期由 {one.before.formed} 改为 {one.formed}")


def bursts(items: Iterable[Item], first: date, last: date) -> Iterator[Signal]:
    """A unit that published much of the whole period's in its last days."""
    days = (last - first).days + 1
    if days < 3 * LAST_DAYS:
        return
    for unit, mine in _by_unit(one for one in items if one.before is None).items():
        late = [one for one in mine if (last - one.published).days < LAST_DAYS]
        usual = (len(mine) - len(late)) / (days - LAST_DAYS) * LAST_DAYS
        if len(late) >= LAST_LEAST and len(late) >= LAST_TIMES * usual:
            says = f"考核期最后 {LAST_DAYS} 天首次公开 {len(late)} 条，全期 {len(mine)} 条"
            says += f"；此前平均每 {LAST_DAYS} 天 {usual:.1f} 条"
            yield Signal("burst", unit, says, tuple((one.key, one.title) for one in late))


def duplicates(items: Iterable[Item]) -> Iterator[Signal]:
    """Texts of one unit of which most sentences stand in another of its texts, numbers and dates with them: the notice
    of the next month says the same with other numbers."""
    first = [one for one in items if one.before is None]
    told = {one.key: sentences(one.text, numbers=True) for one in first}
    many = Counter(sentence for some in told.values() for sentence in some)
    own = {key: {one for one in some if many[one] <= COMMON} for key, some in told.items()}
    for unit, mine in _by_unit(first).items():
        for share, one, other in _pairs(mine, [own[one.key] for one in mine], COMMON):
            says = f"正文约 {int(share * 100)}% 的句子连数字、日期都相同（到处都用的套话不比），请核对是否重复公开"
            yield Signal("duplicate", unit, says, ((one.key, one.title), (other.key, other.title)))


def hollow(items: Iterable[Item]) -> Iterator[Signal]:
    """What has a title and nothing to read."""
    for one in items:
        if one.before is not None or len(NOT_WORDS.sub("", one.text)) >= HOLLOW:
            continue
        if not one.attached:
            yield _signal("hollow", one, "只有标题，没有正文，也没有附件")
        elif one.readable is not None and one.readable < HOLLOW:
            yield _signal("hollow", one, f"没有正文，附件（{one.attached[0]}）里也读不出文字")


def templated(items: Iterable[Item]) -> Iterator[Signal]:
    """Interpretations that repeat their document, or another interpretation."""
    mine = [one for one in items if one.interprets is not None and one.before is None]
    for one in mine:
        own = sentences(one.text)
        share = len(own & sentences(one.interprets or "")) / len(own) if len(own) >= SENTENCES else 0
        if share >= COPIED:
            yield _signal("template", one, f"解读约 {int(share * 100)}% 的句子是原文里的，没有解释")
    for share, one, other in _pairs(mine, [sentences(one.text) for one in mine], COMMON_HERE):
        says = f"两件解读约 {int(share * 100)}% 的句子相同，像套用模板"
        yield Signal("template", one.unit, says, ((one.key, one.title), (other.key, other.title)))


def touched(items: Iterable[Item]) -> Iterator[Signal]:
    """Changes that changed no word: the column's time begins anew all the same."""
    for one in items:
        if one.before is None or one.attached != one.before.attached:
            continue
        if NOT_WORDS.sub("", one.text + one.title) == NOT_WORDS.sub("", one.before.text + one.before.title):
            says = f"{one.published} 的变更没有改动标题、正文的文字和附件，“{one.column}”的更新时间却重新起算"
            yield _signal("touched", one, says)


def sentences(text: str, numbers: bool = False) -> set[str]:
    """A text's sentences, without signs, and where they are not asked for without numbers."""
    said = {NOT_WORDS.sub("", one) for one in SENTENCE.findall(text)}
    return said if numbers else {DIGITS.sub("0", one) for one in said}


def _pairs(mine: Sequence[Item], told: Sequence[set[str]], common: int) -> Iterator[tuple[float, Item, Item]]:
    """Of each text the one most like it by its sentences, where it is like enough; a pair once."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, some in enumerate(told):
        for sentence in some if len(some) >= SENTENCES else ():
            places[sentence].append(place)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for where in places.values():
        if 1 < len(where) <= common:
            for n, one in enumerate(where):
                for other in where[n + 1 :]:
                    shared[one, other] += 1
    closest: dict[int, tuple[float, int, int]] = {}
    for (one, other), number in shared.items():
        least = min(len(told[one]), len(told[other]))
        share = number / least if number >= SENTENCES else 0.0
        for place in (one, other) if share >= ALIKE else ():
            closest[place] = max(closest.get(place, (0.0, 0, 0)), (share, one, other))
    for share, one, other in sorted(set(closest.values()), key=lambda pair: pair[1:]):
        yield share, mine[one], mine[other]


def _by_unit(items: Iterable[Item]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = defaultdict(list)
    for one in items:
        found[one.unit].append(one)
    return found


def _signal(kind: str, one: Item, says: str) -> Signal:
    return Signal(kind, one.unit, says, ((one.key, one.title),))
