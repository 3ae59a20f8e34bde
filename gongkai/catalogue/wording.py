"""A topic in words, as pages, sheets and the public read it."""

from gongkai import shelf
from gongkai.catalogue.models import Topic

GENERAL = "disclosures.publish"


def elements(topic: Topic) -> list[str]:
    """Each element, with what it must say where that is laid down: 标准：每月金额和计算办法."""
    return [f"{one}：{topic.requires[one]}" if topic.requires.get(one) else one for one in topic.elements]


def basis(topic: Topic) -> list[str]:
    """The grounds in full; those of an imported sheet as they stand there."""
    register = shelf.documents()
    cited = [str(register.resolve(code)) if register.cites(code) else code for code in topic.cites]
    return [*cited, *([topic.basis] if topic.basis else [])]


def limit(topic: Topic) -> str:
    """By when an item is to be published; the general limit where none is named, and as an imported sheet
    has it where it has."""
    named = "、".join(limit_words(name) for name in topic.limits)
    return topic.limit_says or named or limit_words(GENERAL)


def refresh(topic: Topic) -> str:
    return limit_words(topic.refresh)


def limit_words(name: str) -> str:
    """A limit's measure in words: 20个工作日, 每月; of one that is not in force here, its name."""
    if not name:
        return "不定期"
    known = shelf.here()
    if name not in known:
        return f"{name}（本安装没有）"
    found = known[name]
    return "、".join(str(window) for window in found.windows) if found.windows else str(found.span)
