"""What may stop a paper, looked for in all its words: private data and markings of secrecy."""

from collections.abc import Mapping

from gongkai.checks import privacy, secrecy
from gongkai.checks.finding import Finding

PAGE = ""  # the part that is the page itself
Words = tuple[Mapping[str, str], str]  # plain words by part, and the page's HTML


def found(words: Words, key: bytes) -> list[tuple[str, Finding]]:
    """(part, finding), part by part; ``key`` as in ``privacy.find``."""
    plain, page = words
    told = [
        (part, finding)
        for part, text in plain.items()
        if text
        for finding in (*privacy.find(text, key=key), *secrecy.find(text))
    ]
    # In a page a number may be cut by tags, written in entities or stand in an attribute.
    return told + [(PAGE, one) for one in (*privacy.find_in_html(page, key=key), *secrecy.find_in_html(page))]
