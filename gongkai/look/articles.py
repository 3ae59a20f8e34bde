"""A code such as TZ-4.1 in people's words: the document's title and the article, the code kept as a quiet tail."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai import shelf


@dataclass(frozen=True)
class Cited:
    """Articles of one document. ``title`` is empty where the reader knows the document, or nobody registered it."""

    title: str
    articles: str
    codes: str
    says: str


def cited(codes: str | Iterable[str], home: str = "") -> list[Cited]:
    """What codes stand for, a row a document in the order they come; ``home``: the document that needs no title.

    A string may hold several, parted by commas of either kind; what is no registered code stays as it is written.
    """
    names = [name for name in _parts(codes) if name]
    known = shelf.documents()
    rows: dict[str, list] = {}
    for name in names:
        found = known.resolve(name) if known.cites(name) else None
        rows.setdefault(found.document.code if found else name, []).append((name, found))
    return [_row(document, parts, home) for document, parts in rows.items()]


def in_words(codes: str | Iterable[str], home: str = "") -> str:
    """The same as one string, for tables that leave the screen: 《…通知》附件2（DY-F2.1、DY-F2.7）."""
    told = (row.title + row.articles + (f"（{row.codes}）" if row.codes else "") for row in cited(codes, home))
    return "；".join(told)


def national(codes: Iterable[str]) -> tuple[str, ...]:
    """What of these the whole nation goes by: another place's own rules are no basis that the public should read."""
    known = shelf.documents()
    kept = [code for code in codes if known.resolve(code).document.level == "国家"]
    return tuple(row.title + row.articles for row in cited(kept))


def _parts(codes: str | Iterable[str]) -> list[str]:
    return codes.replace(",", "、").replace("；", "、").split("、") if isinstance(codes, str) else list(codes)


def _row(document: str, parts: list, home: str) -> Cited:
    known = [found for _, found in parts if found]
    if not known:
        return Cited("", document, "", "")
    articles = "、".join(dict.fromkeys(found.article for found in known if found.article))
    title = "" if document == home and articles else f"《{known[0].document.title}》"
    codes = "、".join(name for name, found in parts if found.article)
    return Cited(title, articles, codes, "；".join(found.sentence for found in known if found.sentence))
