"""Public records found as an officer knows them: by index number, 发文字号 or title (G5)."""

from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.elements.paper_gates import number_as_written
from gongkai.disclosures.models import Disclosure


def named(text: str) -> list[Disclosure]:
    """What is public here under these words; several where they fit several."""
    text = text.strip().strip("《》")
    if not text:
        return []
    out = Disclosure.objects.filter(live__isnull=False, topic__audience=Audience.PUBLIC)
    out, number = out.select_related("case__unit", "live"), number_as_written(text)
    found = list(out.filter(index_no=number)[:1]) or list(out.filter(live__doc_no=number)[:3])
    return found or list(out.filter(live__title=text)[:3])


def told(record: Disclosure) -> tuple[str, str]:
    """(title, number) as a page names it."""
    assert record.live is not None
    return record.live.title, record.live.doc_no or record.index_no or ""
