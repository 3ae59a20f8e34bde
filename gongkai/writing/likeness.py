"""Near-duplicates among what is public: looked for by the index, compared by their words; no list is walked."""

from gongkai.checks import likeness
from gongkai.checks.finding import Finding
from gongkai.look.words import titled
from gongkai.publication.found import url_of
from gongkai.publication.models import Shown
from gongkai.search import index

ALIKE, TITLE_ALIKE = 0.7, 8
EACH, MOST = 5, 3


def alike(title: str, text: str, *, but: str = "") -> list[tuple[Finding, str]]:
    """Public documents that say nearly the same, each with its address; ``but`` is the key of the record itself."""
    rows = {row.pk: row for row in _near(title, text) if row.key != but}
    found = []
    for row in rows.values():
        much = likeness.share(text, row.plain)
        same = title.strip() == row.title.strip() and len(title.strip()) >= TITLE_ALIKE
        if much >= ALIKE or same:
            found.append((max(much, 1.0 if same else 0.0), _finding(row, much, same), url_of(row)))
    return [(finding, url) for _, finding, url in sorted(found, key=lambda one: -one[0])[:MOST]]


def _near(title: str, text: str) -> list[Shown]:
    docids: set[int] = set()
    for words in [title.strip(), *likeness.telling(text)]:
        if words:
            try:
                docids |= set(index.find("public", words, limit=EACH).ids)
            except index.QueryFault:
                continue
    return list(Shown.objects.live().filter(docid__in=docids, kind="document").defer("html"))


def _finding(row: Shown, much: float, same: bool) -> Finding:
    where = f"{titled(row.title)}（{row.fields.get('unit_name', '')}，{row.moment:%Y-%m-%d}公开）"
    says = f"标题与已公开的{where}相同" if same else f"正文约{int(much * 100)}%与已公开的{where}相同"
    return Finding("alike", "warn", 0, 0, row.address, f"{says}，请核对是否重复公开。")
