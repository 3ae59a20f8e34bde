"""Pasted or imported HTML made clean: what a paper says, without what a word processor or a stranger put around it.

Kept are headings (from the second level: the first is the page's title), paragraphs, lists, tables with joined cells,
quotations, rules, links and five signs within a line. Nothing else passes: no style, class, script, picture or frame.
"""

import html as entities
import re

import nh3

from gongkai.papers.flow import UNSEEN, flow

# What is read; `papers.flow` makes of it the shorter list that is written.
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend",
     "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
INLINE = frozenset(("a", "b", "br", "em", "i", "strong", "sub", "sup"))
# Dropped with all they hold: none of it is the paper's own words.
UNREAD = frozenset(
    ("script", "style", "title", "xml", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "math",
     "textarea", "select", "button")
)  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}, "ol": {"start"}}
# A relative link may not begin with two slashes (another site's), nor may any hold a blank, quotes or brackets.
LINK = re.compile(
    r"(?:https?://|mailto:|/(?!/)|\.{1,2}/|[#?])[^\s<>\"'\\]*|[^\s<>\"'\\:/?#]+(?:[/?#][^\s<>\"'\\]*)?", re.I
)
SPAN = re.compile(r"[1-9][0-9]{0,2}")
SCOPES = frozenset(("row", "col", "rowgroup", "colgroup"))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        value = value.strip()
        return value if LINK.fullmatch(value) else None
    if name in ("colspan", "rowspan", "start"):
        return value if SPAN.fullmatch(value) and (value != "1" or name == "start") else None
    return value if name == "scope" and value in SCOPES else None


CLEANER = nh3.Cleaner(
    tags=set(BLOCKS | INLINE),
    clean_content_tags=set(UNREAD),
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)
LINE_ENDS = re.compile(r"</?(?:p|h[2-6]|li|ul|ol|table|caption|tr|blockquote)>|<[bh]r>|<(?:ol|tr) [^>]*>")
CELL_END = re.compile(r"</t[dh]>(?!</tr>)")
TAG = re.compile(r"<[^>]*>")
# A whole tag that papers are written with; “a<b且c>d” and “<zhang@x.cn>” are words. Values end at any bracket, so that
# no text however made is read twice.
WRITTEN_WITH = "|".join(sorted(BLOCKS | INLINE | {"body", "font", "html", "img", "span", "u"}))
VALUE = r"""(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
WRITTEN = re.compile(rf"</?(?:{WRITTEN_WITH})(?:\s+[a-z][\w:-]*={VALUE})*+\s*/?>", re.I | re.A)
INDENT = " \t\u3000\xa0"
# What is written here already: paragraphs, headings and plain tables, of words parted by single blanks. Possessive, so
# that no text however made takes longer than its length.
SIGN = "[^ <>&\x00-\x1f\x7f-\xa0\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
WORDS = f"(?!\u3000){SIGN}++(?: {SIGN}++)*+(?<!\u3000)"
LEAF = "|".join(f"<{tag}>{WORDS}</{tag}>" for tag in ("p", "h2", "h3", "h4", "h5", "h6"))
ROW = f"<tr>(?:<td>(?:{WORDS})?+</td>|<th>(?:{WORDS})?+</th>)++</tr>"
TABLE = f"<table>(?=<t(?:head|body)><tr><t[dh]>[^<])(?:<thead>(?:{ROW})++</thead>)?+<tbody>(?:{ROW})++</tbody></table>"
SETTLED = re.compile(f"(?:{LEAF}|{TABLE})*+")


def html(raw: str) -> str:
    """Clean semantic HTML of any HTML; the same again if cleaned twice. Never raises, whatever the text."""
    return raw if SETTLED.fullmatch(raw) else flow(CLEANER.clean(UNSEEN.sub("", raw)))


def plain(cleaned: str) -> str:
    """The words of cleaned HTML: a line a block, a tab between cells."""
    lines = CELL_END.sub("\t", LINE_ENDS.sub("\n", cleaned)).split("\n")
    told = (entities.unescape(TAG.sub("", line)).rstrip(" \t").lstrip(" ") for line in lines)
    return "\n".join(line for line in told if line.strip())


def as_html(text: str) -> str:
    """Plain typing becomes paragraphs; what already is HTML stays."""
    return text if WRITTEN.search(text) else from_text(text)


def from_text(text: str) -> str:
    """Typed text as HTML: a paragraph a line, indents and empty lines left out."""
    paragraphs = (line.strip(INDENT) for line in text.splitlines())
    return html("".join(f"<p>{entities.escape(line, quote=False)}</p>" for line in paragraphs if line))
