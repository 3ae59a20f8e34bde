"""领导职务: whether a leader is named with the office that was held on the day, and leaders in their order."""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.checks.finding import Finding
from gongkai.checks.lexicon import Leaders, Tenure
from gongkai.checks.page_text import PageText, page_text

# Offices as they stand right before or behind a name; the longest that fits counts.
OFFICES = (
    "县委副书记、代县长", "县委副书记、县长", "县委常委、常务副县长", "县委常委、副县长", "常务副县长",
    "副县长", "代县长", "县长", "县委副书记", "县委书记", "常务副市长", "副市长", "市长", "市委副书记",
    "市委书记", "区委副书记", "区委书记", "常务副区长", "副区长", "区长", "副局长", "局长", "副主任", "主任",
    "副镇长", "镇长", "副乡长", "乡长", "镇党委书记", "乡党委书记", "党组书记", "政协主席",
)  # fmt: skip
OFFICE = "|".join(sorted(OFFICES, key=len, reverse=True))
LINKS = r"[ \t\u3000、]*"


def find(text: str, leaders: Leaders, *, on: date | None = None) -> list[Finding]:
    """Candidates in plain text; ``on`` is the day the paper speaks of (none: titles are held against all tenures)."""
    return _findings(PageText.plain(text), leaders, on)


def find_in_html(html: str, leaders: Leaders, *, on: date | None = None) -> list[Finding]:
    """The same in a page; offsets are those of its source."""
    return _findings(page_text(html), leaders, on)


def _findings(page: PageText, leaders: Leaders, on: date | None) -> list[Finding]:
    names = [name for name in dict.fromkeys(tenure.name for tenure in leaders.tenures) if name in page.text]
    if not names:
        return []
    found = [finding for name in names for finding in _titles(page, leaders, name, on)]
    return sorted([*found, *_order(page, leaders, names, on)], key=lambda finding: finding.start)


def _titles(page: PageText, leaders: Leaders, name: str, on: date | None) -> Iterator[Finding]:
    held = [tenure for tenure in leaders.tenures if tenure.name == name]
    standing = [tenure for tenure in held if on is None or _stands(tenure, on)]
    fits = {office for tenure in standing for office in (tenure.title, *tenure.title.split("、"))}
    pattern = re.compile(f"(?P<before>{OFFICE}){LINKS}{re.escape(name)}|{re.escape(name)}{LINKS}(?P<after>{OFFICE})")
    for place in pattern.finditer(page.text):
        said = place["before"] or place["after"]
        if said in fits or any(said in tenure.title for tenure in standing if "副" in said or "副" not in tenure.title):
            continue
        day = f"{on.year}年{on.month}月{on.day}日" if on else "词库"
        now = f"的职务是“{'、'.join(tenure.title for tenure in standing)}”" if standing else "不在任"
        message = f"{name}在{day}{now}，文中写作“{said}”，请核对。"
        start, end = page.source(place.start())[0], page.source(place.end() - 1)[1]
        yield Finding("leader_title", "warn", start, end, place[0].replace("\n", " "), message)


def _order(page: PageText, leaders: Leaders, names: list[str], on: date | None) -> Iterator[Finding]:
    """In one enumeration (parted by 、) leaders stand in the order of the lexicon."""
    rank: dict[str, int] = {}
    for number, tenure in enumerate(leaders.tenures):
        if on is None or _stands(tenure, on):
            rank.setdefault(tenure.name, number)
    some = [name for name in names if name in rank]
    if len(some) < 2:
        return
    one = "|".join(map(re.escape, some))
    run = re.compile(f"(?:{one})(?:[ \\t\u3000]*、[ \\t\u3000]*[\u4e00-\u9fff·]{{2,8}}){{1,20}}")
    for place in run.finditer(page.text):
        parts = re.split("[ \t\u3000]*、[ \t\u3000]*", place[0])
        said = [name for part in parts for name in some if part.startswith(name)]
        right = sorted(said, key=rank.__getitem__)
        if len(said) > 1 and said != right:
            message = f"领导排序为“{'、'.join(said)}”，词库中的顺序是“{'、'.join(right)}”，请核对。"
            start, end = page.source(place.start())[0], page.source(place.end() - 1)[1]
            yield Finding("leader_order", "warn", start, end, "、".join(said), message)


def _stands(tenure: Tenure, on: date) -> bool:
    return (tenure.since is None or tenure.since <= on) and (tenure.until is None or on <= tenure.until)
