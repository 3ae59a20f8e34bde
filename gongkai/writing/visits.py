"""链接是否有效: inside addresses at once from what is public, outside ones by what a background line last saw.

No page waits for another's server. A visit is one polite request: HEAD, then GET where that is refused, one a host at a
time, no private network, nothing of the answer kept but its status.
"""

import http.client
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from gongkai import wire
from gongkai.acts.clock import told
from gongkai.checks.finding import Finding
from gongkai.checks.links import Link, links
from gongkai.publication import downloads, moved, pages
from gongkai.publication.models import Site
from gongkai.writing.models import Visit

FRESH, AGAIN, DOUBTED = timedelta(days=30), timedelta(days=1), timedelta(minutes=20)
MOST, SURE = 3, 3  # visits a sweep; failures in a row after which a silent address is told
SECONDS, HOPS, LONGEST = 6, 3, 700
AGENT = "gongkai link check"
GONE = (404, 410)
Answer = tuple[str, str]  # of Visit.Answer, and in words


def findings(html: str, now: datetime, *, asks: bool = True) -> list[Finding]:
    """Links that lead nowhere: inside ones looked up here, outside ones by their last visit.

    ``asks``: an outside address that is not known yet is put on the list of those to be visited.
    """
    site = Site.objects.values_list("domain", flat=True).first() or ""
    found, outside = [], []
    for link in links(html):
        inner = _inner(link.address, site)
        if inner is not None:
            if says := leads_nowhere(inner):
                found.append(_finding("dead_inside", link, says))
        elif len(link.address) <= LONGEST and link.address.startswith(("http://", "https://")):
            outside.append(link)
    known = {row.address: row for row in Visit.objects.filter(address__in=[link.address for link in outside])}
    if asks:
        _ask_for([link.address for link in outside if link.address not in known], now)
    for link in outside:
        row = known.get(link.address)
        if row and (row.answer == Visit.Answer.GONE or (row.answer == Visit.Answer.SILENT and row.failures >= SURE)):
            found.append(_finding("dead_outside", link, f"{row.says}（{row.visited:%Y-%m-%d}查看）"))
    return sorted(found, key=lambda one: one.start)


def due(now: datetime) -> list[Visit]:
    """Addresses to look up now, one a host; none where that is switched off or time is told (a demonstration)."""
    if not settings.CHECK_LINKS or told() is not None:
        return []
    some: dict[str, Visit] = {}
    for row in Visit.objects.filter(due__lte=now).order_by("due")[: 20 * MOST]:
        some.setdefault(row.host, row)
    return list(some.values())[:MOST]


def visit(row: Visit, now: datetime, ask: Callable[[str], Answer] | None = None) -> None:
    """Looks one address up and writes what it answered; claimed first, so that two workers do not both go."""
    if not Visit.objects.filter(pk=row.pk, due=row.due).update(due=now + DOUBTED):
        return
    answer, says = (ask or asked)(row.address)
    failed = answer != Visit.Answer.ALIVE
    wait = FRESH if not failed else AGAIN if row.failures + 1 >= SURE else DOUBTED
    row.answer, row.says, row.visited, row.due = answer, says[:120], now, now + wait
    row.failures = min(row.failures + 1, 99) if failed else 0
    row.save(update_fields=["answer", "says", "visited", "due", "failures"])


def asked(address: str) -> Answer:
    """What the server of an address answers to one polite request. Follows a few hops; never into a private network."""
    try:
        for _ in range(HOPS):
            status, there = _request("HEAD", address)
            if status in (403, 405, 501):
                status, there = _request("GET", address)
            if status in (301, 302, 303, 307, 308) and there:
                address = urljoin(address, there)
                continue
            if status in GONE:
                return Visit.Answer.GONE, f"对方网站答复没有这个页面（{status}）"
            if status >= 500:
                return Visit.Answer.SILENT, f"对方网站出错（{status}）"
            return Visit.Answer.ALIVE, ""
        return Visit.Answer.SILENT, "转来转去打不开"
    except wire.Private:
        return Visit.Answer.SILENT, "是内部网络的地址，公众打不开"
    except (OSError, http.client.HTTPException, ValueError):
        return Visit.Answer.SILENT, "连不上对方网站"


def _request(method: str, address: str) -> tuple[int, str]:
    answer = wire.ask(method, address, agent=AGENT, seconds=SECONDS)
    return answer.status, answer.header("Location")


def _inner(address: str, domain: str) -> str | None:
    """The path of an address on this site; None for another site's."""
    parts = urlsplit(address)
    if not parts.scheme and not parts.netloc:
        return parts.path if parts.path.startswith("/") else f"/{parts.path}"
    host = domain.removeprefix("https://").removeprefix("http://").strip("/")
    return parts.path or "/" if host and parts.netloc == host else None


def leads_nowhere(path: str) -> str:
    """Why a path of this site opens nothing for the public; empty where it opens."""
    if path.startswith("/staff/"):
        return "链到内部工作页面，公众打不开，请换成公开页面的地址"
    if path.startswith("/search/"):
        return ""
    if path.startswith("/f/"):
        short, _, name = unquote(path).removeprefix("/f/").partition("/")
        return "" if downloads.listed(short, name) else "链到的文件没有公开，或已撤回"
    page = pages.at(path) or pages.at(f"{path}/")
    if page is None and moved.place_of(path):
        return ""
    if page is None:
        return "本站没有这个页面，请核对地址"
    return "" if page.status == 200 else "链到的页面已撤回"


def _ask_for(addresses: Iterable[str], now: datetime) -> None:
    rows = [
        Visit(address=one, host=(urlsplit(one).hostname or "")[:200], asked=now, due=now)
        for one in addresses
    ]  # fmt: skip
    Visit.objects.bulk_create(rows, ignore_conflicts=True)


def _finding(kind: str, link: Link, says: str) -> Finding:
    excerpt = link.address[:80]
    return Finding(kind, "warn", link.start, link.end, excerpt, f"链接“{excerpt}”：{says}。")
