"""读法: what each row of the workbook says, in Chinese, beside what is filled in. Nobody reads it back."""

from collections.abc import Iterator

from gongkai.law.diff import band_words
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.grades import USES
from gongkai.law.rulebook.model import Fact, Fold, Pick, ShareOf
from gongkai.law.rulebook.names import records_inside, root_list
from gongkai.law.words import condition_words, line_words, name_words, node_words, veto_words
from gongkai.law.workbook import forms

FOLDS = {"sum": "合计", "mean": "平均", "lowest": "最低", "highest": "最高", "rank": "名次"}


def readings(book: Rulebook) -> dict[str, list[str]]:
    """{sheet: a sentence a row}, in the order of `rows_of`; sheets without readings are left out."""
    nodes = list(book.indicators.values())
    grades = book.grades
    return {
        forms.INDICATORS.sheet: ["；".join(node_words(book, node)) for node in nodes],
        forms.LINES.sheet: [line_words(book, node, line) for node in nodes for line in node.rules],
        forms.VETOES.sheet: list(_vetoes(book)),
        forms.FACTS.sheet: [_fact(book, book.facts[id]) for id in book.own_facts],
        forms.BANDS.sheet: [band_words(book, band) for band in grades.bands] if grades else [],
        forms.LOWERED.sheet: list(_lowered(book)),
        forms.USE.sheet: [f"{condition_words(book, use.when)}的，{USES[use.do]}" for use in book.use],
    }


def _vetoes(book: Rulebook) -> Iterator[str]:
    for node in book.indicators.values():
        inside = records_inside(book, node)
        yield from (veto_words(book, veto, inside) for veto in node.veto)


def _lowered(book: Rulebook) -> Iterator[str]:
    for lowered in book.grades.lowered if book.grades else ():
        to = f"降为{lowered.to}" if lowered.to else f"降{lowered.by}等"
        yield f"{condition_words(book, lowered.when)}的，{to}"


def _fact(book: Rulebook, fact: Fact) -> str:
    derived = fact.derived
    if isinstance(derived, Pick):
        return f"{name_words(book, derived.source)}中，{_where(book, derived)}的"
    if isinstance(derived, ShareOf):
        return f"{name_words(book, derived.part)} ÷ {name_words(book, derived.whole)}"
    if isinstance(derived, Fold):
        whom = {"class": "同类单位", "all": "各单位"}.get(derived.among, "")
        names = "、".join(name_words(book, name) for name in derived.names) + (
            f".{derived.field}" * bool(derived.field)
        )
        return f"{whom}{names}的{FOLDS[derived.op]}"
    return ""


def _where(book: Rulebook, pick: Pick) -> str:
    return condition_words(book, pick.where, root_list(pick.source, book.facts))
