"""Which files a change touches: the parts of an item, the pages of a list that moved, what stands above them."""

from collections.abc import Iterable, Iterator
from itertools import count

from django.db.models import QuerySet

from gongkai.publication import catalogue, changes, feeds, folder, listed, lists, portions, stale, texts
from gongkai.publication.frame import Frame
from gongkai.publication.items import ITEMS
from gongkai.publication.models import Shown, ShownFile
from gongkai.publication.records import TEXTS

GATHERED = {"register": "/l/", "dossier": "/g/"}
OF_FRAME = ("/u/", "/robots.txt", *(f"/c/catalogue.{suffix}" for suffix in catalogue.TYPES))


def of_item(row: Shown) -> list[str]:
    """Every page of one item; of one withdrawn, where its tombstone stands."""
    home = f"/d/{row.address}/"
    if row.kind not in ITEMS or row.withdrawn:
        return [home] if row.kind in ITEMS else []
    found = [home, *(f"{home}{part}/" for part in _texts(row))]
    if row.kind == "document":
        found += changes.urls(row).values()
    if row.kind == "register":
        found += [f"{home}history/", *(f"{home}{part}/" for part in _further(row))]
        found += [f"{home}list.{suffix}" for suffix in listed.EXPORTS]
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
    found = ["/", "/c/", *(f"/t/{part}/" for part in TEXTS), "/feed.xml", "/sitemap.xml"]
    for kind, root in GATHERED.items():
        codes = Shown.objects.live().filter(kind=kind).values_list(f"fields__{kind}", flat=True)
        known = {root, *folder.below(root), *(f"{root}{code}/" for code in codes)}
        found += sorted(known)
    return found


def of_scope(scope: str, low: int, high: int, around: Frame) -> Iterator[str]:
    """The pages of a list that hold the rows from ``low`` to ``high``, its newest page, its feed, and those above."""
    if scope == stale.MAP:
        yield from _maps(low, high)
        return
    if scope.startswith(portions.DATA):
        yield portions.path_of(scope)
        return
    sort, code = scope.split(":", 1)
    items = Shown.objects.filter(**{sort: code})
    yield from _sheets(f"/{sort[0]}/{code}/", items, low, high)
    if sort == "column":
        yield f"/c/{code}/feed.xml"
        for above in around.path_to(code)[:-1]:
            yield from _sheets(above.url, Shown.objects.filter(column=above.code), stale.END, stale.END)


def _sheets(url: str, items: QuerySet, low: int, high: int) -> Iterator[str]:
    total = items.count()
    last = lists.pages_of(total)
    touched = {last}
    if low < stale.END and total:
        first = min(items.filter(docid__lt=low).count() // lists.SIZE + 1, last)
        end = last
        if high < stale.END:
            end = min(max(items.filter(docid__lte=high).count() - 1, 0) // lists.SIZE + 1, last)
        touched |= set(range(first, end + 1))
    for number in range(last, 0, -1):  # a list that gained a page: what stood on the former newest is parted now
        if folder.place(f"{url}p{number}/").exists():
            break
        touched |= {number, max(1, number - 1)}
    yield url
    yield from (f"{url}p{number}/" for number in sorted(touched, reverse=True))
    for number in count(last + 1):
        if not folder.place(f"{url}p{number}/").exists():
            return
        yield f"{url}p{number}/"


def _maps(low: int, high: int) -> Iterator[str]:
    items = Shown.objects.filter(kind__in=feeds.MAPPED)
    first = items.filter(docid__lt=low).count() // feeds.SHEET + 1
    last = max(1, -(-items.filter(docid__lte=high).count() // feeds.SHEET))
    yield from (f"/sitemap-{number}.xml" for number in range(last, first - 1, -1))


def _texts(row: Shown) -> Iterator[str]:
    numbers = range(1, len(row.fields.get("attachments", ())) + 1)
    return (f"t{number}" for number in numbers if texts.reaches(row, f"t{number}"))


def _further(row: Shown) -> Iterator[str]:
    for number in count(2):
        if not listed.reaches(row.fields, f"p{number}"):
            return
        yield f"p{number}"
