"""All that the public would get of an edition, and what may stop it there.

A sitting that opens hundreds of papers has them looked through on another core while it writes their rows; the gate
that asks for the findings later takes them only if they are of the very words that the edition says then.
"""

from collections.abc import Sequence

from django.conf import settings

from gongkai.acts import sitting
from gongkai.checks import beside, grave
from gongkai.checks.finding import Finding
from gongkai.checks.grave import Words
from gongkai.disclosures.models import Edition

PARTS = {
    "标题": "title", "概述": "summary", "来源": "source", "发文字号": "doc_no", "关键词": "keywords",
    "内容要素": "element", "更新说明": "change_note", "主送": "addressees", "抄送": "copied", "落款": "signed",
    "主题词": "subject_words", "目录标题": "public_title",
}  # fmt: skip
MANY = 200  # editions that are worth asking another core


def words_of(edition: Edition) -> Words:
    told = {part: getattr(edition, name) for part, name in PARTS.items()}
    for file in edition.attachments:
        if file.get("text"):
            told[f"附件《{file['name']}》文字版"] = file["text"]
    told["附件名"] = "\n".join(file["name"] for file in edition.attachments)
    outside = [link for link in edition.links if "to" not in link]
    told["关联"] = "\n".join(f"{link.get('title', '')}\n{link.get('issuer', '')}" for link in outside)
    return told, edition.html


def found(edition: int | None, words: Words) -> list[tuple[str, Finding]]:
    """What privacy and secrecy say of an edition (by key, if it has one): part (``PAGE``: the text) and finding."""
    sent, batch, place = _beside().get(edition, (None, None, 0))
    told = batch.told(place) if batch and sent == words else None
    return grave.found(words, settings.KEYS.digest) if told is None else told


def send(editions: Sequence[Edition]) -> None:
    """These will be asked for soon, in this sitting."""
    if len(editions) >= MANY and sitting.sits():
        words = [words_of(edition) for edition in editions]
        batch = beside.READER.send(words, settings.KEYS.digest)
        known = _beside()
        for place, edition in enumerate(editions):
            known[edition.pk] = words[place], batch, place


def _beside() -> dict[int | None, tuple[Words, beside.Batch, int]]:
    """What was sent, by edition; of this sitting alone."""
    return sitting.once("scanned beside", dict)
