"""How the text of a paper stands on its page (GB/T 9704): to whom at the left, who signs and when at the right.

The text is kept without any look, as it was cleaned; the places are found anew each time the page is made.
"""

import re

_TO = re.compile(r"\s*<p>([^<。；]{2,80}[：:])</p>")
_NUMERALS = "一二三四五六七八九十"
_DAY = rf"(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日|[〇○零{_NUMERALS}]{{4}}年[{_NUMERALS}]{{1,2}}月[{_NUMERALS}]{{1,3}}日)"
_SIGNED = re.compile(rf"<p>(?=(?:[^<。；，：]{{2,40}}</p>\s*<p>)?{_DAY}</p>)")


def laid_out(html: str) -> str:
    """The same text with the lines named that do not begin two signs in: ``to``, ``sign``."""
    return _SIGNED.sub('<p class="sign">', _TO.sub(r'<p class="to">\1</p>', html, count=1) if _TO.match(html) else html)
