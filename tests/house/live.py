"""Addresses that the application answers itself: all outside the desk but pages and attachments, which are files."""

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from gongkai.portal import views

PARTS = ("abcdefghij", "a" * 16, "0" * 32, "end", 1)  # one of them fits each part of a public address


def live() -> list[str]:
    """An example of each address that is no file: every one outside the desk but pages and attachments."""
    public = [room for room in get_resolver().url_patterns if not str(room.pattern).startswith("staff/")]
    named = [(room.app_name, one) for room in public for one in room.url_patterns if isinstance(one, URLPattern)]
    filed = (views.page, views.file)
    return [
        _example(f"{room}:{one.name}", one)
        for room, one in named
        if one.callback not in filed and one.name != "api-nothing"
    ]


def _example(name: str, pattern: URLPattern) -> str:
    words = list(pattern.pattern.regex.groupindex) or list(pattern.pattern.converters)
    said: dict = {}
    for word in words:
        said[word] = next(part for part in PARTS if _fits(name, words, said | {word: part}))
    return reverse(name, kwargs=said)


def _fits(name: str, words: list[str], said: dict) -> bool:
    """Whether some address of this name says so: the words not yet chosen are tried in turn."""
    left = [word for word in words if word not in said]
    if left:
        return any(_fits(name, words, said | {left[0]: part}) for part in PARTS)
    try:
        return bool(reverse(name, kwargs=said))
    except NoReverseMatch:
        return False
