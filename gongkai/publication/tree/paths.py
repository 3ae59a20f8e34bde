"""Which files a change touches: the parts of an item, the pages of a list that moved, what stands above them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import count, takewhile

from django.db.models import QuerySet

from gongkai import shelf
from gongkai.publication import (
    catalogue,
    changes,
    concerns,
    feeds,
    folder,
    listed,
    policies,
    portions,
    results,
    sheets,
    stale,
    texts,
)
from gongkai.publication.frame import Frame
from gongkai.publication.items import ITEMS
from gongkai.publication.models import Counter, Shown, ShownFile
from gongkai.publication.records import TEXTS

Stretch = tuple[int, int]  # docids from … to
GATHERED = {"register": "/l/", "dossier": "/g/", "answer": "/q/"}
DATA = ("/data/", "/data/index.json")
FEEDS = ("/feed.xml", "/feed.json", "/calendar.ics", "/calendar/")
OF_FRAME = ("/u/", "/robots.txt", *(f"/c/catalogue.{suffix}" for suffix in catalogue.TYPES))
OF_FRAME += ("/t/apply/form.docx", "/data/directory.zip", "/data/fields.csv", "/api/v1/openapi.json")


def of_item(row: Shown) -> list[str]:
    """Every page of one item; of one withdrawn, where its tombstone stands."""
    home = f"/d/{row.address}/"
    if row.kind not in ITEMS or row.withdrawn:
        return [home] if row.kind in ITEMS else []
    found = [home, *(f"{home}{part}/" for part in _texts(row))]
    if row.kind == "document":
        found += changes.urls(row).values()
    if row.kind == "result":
        found += [f"{home}{part}/" for part in results.parts(row)]
    if row.kind == "register":
        found += [f"{home}history/", *(f"{home}{part}/" for part in _further(row))]
        found += [f"{home}list.{suffix}" for suffix in listed.EXPORTS]
    if row.kind == "dossier":
        found += _feeds(home)
    if row.kind == "dossier" and row.fields["genre"] == "theme":
        found.append(f"{home}all/")
    return found


def files_of(rows: Iterable[Shown]) -> dict[int, list[ShownFile]]:
    """What rows list, by their keys."""
    found: dict[int, list[ShownFile]] = {}
    for file in ShownFile.objects.filter(source__in=list(rows)):
        found.setdefault(file.source_id, []).append(file)
    return found


def second_hand(rows: Iterable[Shown]) -> QuerySet:
    """Rows that tell of these without being their neighbours: dossiers, rows of a list and the list of a row."""
    rows = list(rows)
    registers = [row.key for row in rows if row.kind == "register"]
    within = [row.fields["within"] for row in rows if row.kind == "entry" and row.fields]
    live = Shown.objects.live()
    found = live.filter(kind="dossier", links__kind="gathers", links__target__in=[row.key for row in rows])
    keys = set(found.values_list("pk", flat=True))
    if registers:
        keys |= set(live.filter(kind="entry", fields__within__in=registers).values_list("pk", flat=True))
    keys |= set(live.filter(key__in=within).values_list("pk", flat=True))
    return Shown.objects.filter(pk__in=keys - {row.pk for row in rows})


def standing() -> list[str]:
    """Pages that any change may touch."""
    found = [
        "/",
        "/c/",
        "/p/",
        "/t/",
        *(f"/t/{part}/" for part in TEXTS),
        *FEEDS,
        "/sitemap.xml",
        "/now/",
        "/now.json",
        "/glance/",
        "/media/",
        *DATA,
    ]
    for kind, root in GATHERED.items():
        codes = Shown.objects.live().filter(kind=kind).values_list(f"fields__{kind}", flat=True)
        known = {root, *folder.below(root), *(f"{root}{code}/" for code in codes)}
        found += sorted(known)
    return found


def scopes(around: Frame) -> list[str]:
    """Every list there is."""
    portioned = Counter.objects.filter(name__startswith=portions.DATA).values_list("name", flat=True)
    heads = [*(f"column:{code}" for code in around.columns), *(f"unit:{code}" for code in around.units)]
    heads += [f"{sort}:{code}" for code in shelf.concerns().doors for sort in (concerns.POLICY, concerns.GUIDE)]
    return [*heads, stale.MAP, *sorted(portioned)]


def of_scope(scope: str, stretches: Sequence[Stretch], around: Frame) -> Iterator[str]:
    """The pages of a list that hold these stretches of it, its newest page, its feed, and those above it."""
    if scope == stale.MAP:
        yield from _maps(stretches)
        return
    if scope.startswith(portions.DATA):
        yield portions.path_of(scope)
        return
    sort, code = scope.split(":", 1)
    if sort in (concerns.POLICY, concerns.GUIDE):
        url = policies.url_of(sort, code)
        yield from _sheets(url, concerns.of(sort, code), stretches)
        yield from _feeds(url) if sort == concerns.POLICY else ()
        return
    yield from _sheets(f"/{sort[0]}/{code}/", Shown.objects.filter(**{sort: code}), stretches)
    yield from _feeds(f"/{sort[0]}/{code}/")
    if sort == "column":
        for above in around.path_to(code)[:-1]:
            yield from _feeds(above.url)
            yield from _sheets(above.url, Shown.objects.filter(column=above.code), [])


def _feeds(url: str) -> list[str]:
    return [f"{url}feed.{suffix}" for suffix in feeds.FORMS]


def _sheets(url: str, items: QuerySet, stretches: Sequence[Stretch]) -> Iterator[str]:
    last = sheets.pages_of(items.count())
    touched = {last, *(number for one in stretches for number in _held(items, one, sheets.SIZE, last))}
    parted = set()  # of a list that gained a page: what stood on the former newest stands on two now
    for number in range(last, 0, -1):
        if _stands(url, number):
            break
        parted |= {number, max(1, number - 1)}
    # Cut off in between, the next start must see what is left to do: the last page that stands tells where one was.
    lost = list(takewhile(partial(_stands, url), count(last + 1)))
    ordered = [*sorted(parted), *sorted(touched - parted, reverse=True), *lost[::-1]]
    yield from (url, *(f"{url}p{number}/" for number in ordered))


def _stands(url: str, number: int) -> bool:
    return folder.place(f"{url}p{number}/").exists()


def _held(items: QuerySet, stretch: Stretch, size: int, last: int) -> range:
    """Numbers of the pages, from 1, that hold a stretch of rows."""
    low, high = stretch
    first = items.filter(docid__lt=low).count() // size + 1
    end = last if high >= stale.END else (max(items.filter(docid__lte=high).count(), 1) - 1) // size + 1
    return range(min(first, last), min(end, last) + 1)


def _maps(stretches: Sequence[Stretch]) -> Iterator[str]:
    items = Shown.objects.filter(kind__in=feeds.MAPPED)
    last = feeds.parts()
    touched = {number for one in stretches for number in _held(items, one, feeds.SHEET, last)}
    yield from (f"/sitemap-{number}.xml" for number in sorted(touched, reverse=True))


def _texts(row: Shown) -> Iterator[str]:
    numbers = range(1, len(row.fields.get("attachments", ())) + 1)
    return (f"t{number}" for number in numbers if texts.reaches(row, f"t{number}"))


def _further(row: Shown) -> Iterator[str]:
    for number in count(2):
        if not listed.reaches(row.fields, f"p{number}"):
            return
        yield f"p{number}"
