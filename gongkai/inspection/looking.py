"""A round through what is public: page by page as it is served, then the site as a whole; a little at every sweep.

Pages are read where the web server takes them from, the tree of files; where there is none, as the live page. A round
begins every week, or when somebody asks for one.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import unquote

from django.db import transaction
from django.urls import Resolver404, resolve

from gongkai.accounts.models import Post
from gongkai.acts.refusals import WrongState
from gongkai.checks import site_pages
from gongkai.files import places, text
from gongkai.files.models import StoredFile
from gongkai.inspection import keeping, whole
from gongkai.inspection.indicators import known
from gongkai.inspection.keeping import Found
from gongkai.inspection.models import Round
from gongkai.publication import folder, pages
from gongkai.publication.found import url_of
from gongkai.publication.items import ITEMS
from gongkai.publication.models import Shown, ShownFile
from gongkai.writing import visits

log = logging.getLogger("gongkai.inspection")
EVERY = timedelta(days=7)
AT_A_SWEEP = 100
# Of the reasons why no text could be read, those for which a reader cannot open the file either.
UNOPENED = ("损坏", "加密")
HOME = "/"
STANDING = {HOME: "首页", "/c/": "栏目导航", "/u/": "机构职能", "/t/": "政府信息公开"}
CONTENT = ("document", "text", "result", "register", "dossier")  # pages of content; others tell nothing of themselves
LIVE = ("portal:page", "portal:old", "portal:file")  # views that answer for what stands in the tree


def due(now: datetime) -> list[Round]:
    """The round under way, or a new one where the last began a week ago."""
    last = Round.objects.order_by("-pk").first()
    if last is not None and last.ended is None:
        return [last]
    if (last is not None and now < last.began + EVERY) or not Shown.objects.live().exists():
        return []
    return [Round(began=now)]


def ask(by: Post, now: datetime) -> Round:
    """A round at once. Raises ``WrongState`` while one is under way."""
    if Round.objects.filter(ended=None).exists():
        raise WrongState("自查正在进行，结束以后再开始新的一次")
    return Round.objects.create(began=now, asked_by=by)


def look(some: Round, now: datetime) -> None:
    """The next pages of a round, behind the last the site as a whole; claimed, so that two workers do not both look."""
    if some.pk is None:
        some.save()
    kinds = (*ITEMS, "column", "unit")
    rows = list(Shown.objects.live().filter(kind__in=kinds, pk__gt=some.reached).order_by("pk")[:AT_A_SWEEP])
    end = rows[-1].pk if rows else some.reached
    look_at = _Pages(now)
    with transaction.atomic():
        counts = Round.objects.select_for_update().filter(pk=some.pk, reached=some.reached, ended=None)
        before = counts.values_list("counts", flat=True).first()
        if before is None:
            return
        found = list(look_at.rows(rows) if rows else look_at.site())
        keeping.keep(found, some, now)
        told = {name: [before.get(name, [0, 0])[0] + look_at.seen.get(name, 0), 0] for name in known()}
        if not rows:
            standing = keeping.end(some, now)
            told = {name: [number, standing.get(name, 0)] for name, (number, _) in told.items()}
        Round.objects.filter(pk=some.pk).update(reached=end, counts=told, ended=None if rows else now)


class _Pages:
    """What one sweep looks at; ``seen`` counts it by indicator. What is equal is asked once."""

    def __init__(self, now: datetime) -> None:
        self.now, self.seen, self.indicators = now, dict[str, int](), known()
        self._leads: dict[str, str] = {}
        # What the first page lacks and where it leads stands around every page: told there, and once.
        home = served(HOME)
        self._around = {*site_pages.lacking(site_pages.tags(home), self.indicators["tags_site"].tags)}
        self._around |= {*site_pages.inside(home)}

    def rows(self, rows: list[Shown]) -> Iterator[Found]:
        """Faults of the pages of rows and of their files."""
        files = list(ShownFile.objects.filter(source__in=rows))
        for row in rows:
            unit = row.unit or row.fields.get("keeper", "") or (row.fields["code"] if row.kind == "unit" else "")
            path = url_of(row)
            for indicator, says in self._page(path, row.kind, row.html):
                yield Found(indicator, path, says, unit, row.title)
        named = {row.pk: row for row in rows}
        for file, says in self._unopened(files):
            row = named[file.source_id]
            yield Found("files_open", url_of(row), f"附件“{file.name[:120]}”{says}", row.unit, row.title)

    def site(self) -> Iterator[Found]:
        """The pages that always stand, and what only the whole tells."""
        for path, name in STANDING.items():
            for indicator, says in self._page(path, "standing" if path != HOME else "home", ""):
                yield Found(indicator, path, says, title=name)
        yield from whole.found(self.now, self.seen, served)

    def _page(self, path: str, kind: str, html: str) -> Iterator[tuple[str, str]]:
        page = served(path)
        if not page:
            self._count("links_inside")
            yield "links_inside", "页面打不开"
            return
        told = site_pages.tags(page)
        wanted = ["tags_site"]
        wanted += ["tags_column"] if kind in ("column", *CONTENT) else []
        wanted += ["tags_content"] if kind in CONTENT else []
        for indicator in wanted:
            self._count(indicator)
            lacks = site_pages.lacking(told, self.indicators[indicator].tags)
            yield from ((indicator, says) for says in lacks if kind == "home" or says not in self._around)
        if kind in CONTENT:
            self._count("shown")
            yield from (("shown", says) for says in site_pages.unseen(page, told))
        for inner in site_pages.inside(page):
            self._count("links_inside")
            if (kind == "home" or inner not in self._around) and (says := self._dead(inner)):
                yield "links_inside", f"链接“{unquote(inner)[:120]}”：{says}"
        if "http" in html:
            yield from self._outside(html)

    def _outside(self, html: str) -> Iterator[tuple[str, str]]:
        """By what the last visit of an address said; those not visited yet are put on the list."""
        self._count("links_outside")
        for one in visits.findings(html, self.now):
            if one.kind == "dead_outside":
                yield "links_outside", one.message

    def _unopened(self, files: list[ShownFile]) -> Iterator[tuple[ShownFile, str]]:
        self._count("files_open", len(files))
        sizes = dict(StoredFile.objects.filter(pk__in={file.sha256 for file in files}).values_list("pk", "size"))
        faults = text.told_faults(sizes)
        for file in files:
            place = places.path(file.sha256)
            if file.sha256 not in sizes or not place.exists():
                yield file, "没有文件，下载不了"
            elif place.stat().st_size != sizes[file.sha256]:
                yield file, "文件不完整"
            elif any(word in (says := faults.get(file.sha256, "")) for word in UNOPENED):
                yield file, f"打不开：{says}"

    def _dead(self, path: str) -> str:
        if path not in self._leads:
            self._leads[path] = _leads_nowhere(path)
        return self._leads[path]

    def _count(self, indicator: str, many: int = 1) -> None:
        self.seen[indicator] = self.seen.get(indicator, 0) + many


def served(path: str) -> str:
    """A page as the public gets it; empty where there is none."""
    if folder.stands():
        try:
            return folder.place(path).read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            pass  # not written yet: the application answers
    page = pages.at(path)
    try:
        return page.make().decode() if page and page.status == 200 else ""
    except Exception:  # a page that cannot be made is a fault of the site and no reason to stop the round
        log.exception("页面做不出来：%s", path)
        return ""


def _leads_nowhere(path: str) -> str:
    """Why a path opens nothing; what the application answers for itself (search, forms) and styles always open."""
    try:
        live = resolve(path).view_name not in LIVE and not path.startswith("/staff/")
    except Resolver404:
        live = False
    return "" if live or path.startswith("/static/") else visits.leads_nowhere(path)
