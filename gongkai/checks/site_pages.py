"""What is wrong with one public page as it is served: its national tags, and what a reader sees of title, date, source.

Pure: bytes in, findings out. Nothing is fetched.
"""

import re
from collections.abc import Iterable
from html import unescape

META = re.compile(r'<meta name="([A-Za-z]+)" content="([^"]*)"')
H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.S)
TAG = re.compile(r"<[^>]*>")
BLANKS = re.compile(r"\s+")
INSIDE = re.compile(r'\bhref="(/[^"#?]*)')
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")
ID_CODE = re.compile(r"bm\d{8}|\d{10}")  # inferred from live sites and the annex
NOT_THIS = {"PubDate": (MOMENT, "应写成 2025-03-01 08:30"), "SiteIDCode": (ID_CODE, "应是十位数字")}


def tags(html: str) -> dict[str, str]:
    """Page tags of the head by name."""
    return {name: unescape(content).strip() for name, content in META.findall(html.partition("</head>")[0])}


def lacking(told: dict[str, str], wanted: Iterable[str]) -> list[str]:
    """A sentence for each tag that is missing, empty or not written as it has to be."""
    found = []
    for name in wanted:
        value = told.get(name, "")
        pattern, says = NOT_THIS.get(name, (None, ""))
        if not value:
            found.append(f"缺标签 {name}")
        elif pattern and not pattern.fullmatch(value):
            found.append(f"标签 {name} 写的是“{value[:40]}”，{says}")
    return found


def unseen(html: str, told: dict[str, str]) -> list[str]:
    """What of title, date and source the reader of a page of content does not see on it."""
    body = html.partition("</head>")[2]
    words = BLANKS.sub("", unescape(TAG.sub("", body)))
    title = H1.search(body)
    found = [] if title and TAG.sub("", title[1]).strip() else ["页面上没有标题"]
    day = told.get("PubDate", "")[:10]
    if not day or (day not in body and _riqi(day) not in words):
        found.append("页面上没有发布日期")
    source = BLANKS.sub("", told.get("ContentSource", ""))
    if not source or source not in words:
        found.append("页面上没有来源")
    return found


def inside(html: str) -> list[str]:
    """Paths of this site that a page leads to, each once, in order."""
    return list(dict.fromkeys(unescape(path) for path in INSIDE.findall(html.partition("</head>")[2])))


def _riqi(day: str) -> str:
    year, month, number = day.split("-")
    return f"{year}年{int(month)}月{int(number)}日"
