"""The writer: takes up what was marked, the newest first, and between marks what is left of a change of the frame."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from gongkai.acts.clock import BEIJING
from gongkai.publication import folder, portions, stale, stamps
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import Shown, ShownFile, Stale
from gongkai.publication.tree import paths, putting, shape, state

AT_ONCE = 200  # marks taken up together
SOME = 100  # rows read together
KEPT_EACH = 20  # batches of rows after which it is kept how far a rewriting came
FEW = 100  # stretches of one list that are looked up one by one
MANY = 400  # changed files from which on one flush of all disks is cheaper than one a file

Steps = Iterator[list[str]]  # each did a little; the paths it changed


class Writer:
    """``step`` does a little of what is most urgent. What was withdrawn stands before what is merely old."""

    def __init__(self) -> None:
        folder.make(folder.root())
        with folder.alone():
            folder.sweep()
        self.state = state.read()
        self.seen = 0
        self.going: list[Steps] = []
        self.changed: list[str] = []

    def step(self, now: datetime) -> bool:
        """False when there is nothing left to do."""
        self._look(now)
        if not self.going:
            return False
        done = next(self.going[-1], None)
        if done is None:
            self.going.pop()
        else:
            self.changed += done
        return True

    def catch_up(self, now: datetime) -> list[str]:
        """Everything there is to do. Returns the paths that changed, in their order."""
        self.changed = []
        while self.step(now):
            pass
        return self.changed

    def _look(self, now: datetime) -> None:
        number, last = stamps.of_marks()
        day = now.astimezone(BEIJING).date().isoformat()
        if number != self.state.frame:
            self._reframe(number, day)
        elif not self.going and self.state.plan:
            self.going.append(self._rewrite())
        if day != self.state.day:
            self.state.day = day
            self.state.keep()
            self.going.append(_pages([*paths.standing(), *_newest(frame(number))]))
        if last > self.seen:
            self._take_up(Stale.objects.filter(pk__gt=self.seen), number)
        elif last and len(self.going) <= bool(self.state.plan):  # nothing but a rewriting goes on: the rest, too
            self._take_up(Stale.objects.all(), number)

    def _take_up(self, marks: QuerySet[Stale], number: int) -> None:
        if fresh := list(marks.order_by("-pk")[:AT_ONCE]):
            self.seen = max(self.seen, fresh[0].pk)
            self.going.append(_marked(fresh, frame(number)))

    def _reframe(self, number: int, day: str) -> None:
        around = frame(number)
        shaped = shape.shape(around)
        self.state.plan = shape.plan(self.state.shape, shaped, self.state.plan, around)
        self.state.frame, self.state.shape = number, shaped
        self.state.keep()
        self.going = [self._rewrite()]
        self.seen = 0  # what was begun and is dropped here is still marked

    def _rewrite(self) -> Steps:
        """All that a change of the frame touches; begun again where it was left."""
        plan, around = self.state.plan, frame(self.state.frame)
        yield putting.statics() + putting.apart()
        yield from _pages([*paths.standing(), *paths.OF_FRAME, *_newest(around)])
        yield from _rows(plan, self.state)
        yield from _lists(plan, around)
        if plan.everything:
            yield from _strangers()
        if self.state.plan is plan:
            os.sync()
            self.state.plan = shape.Plan()
            self.state.keep()


def _marked(marks: list[Stale], around: Frame) -> Steps:
    """What these marks say, and others of the same lists; then they are taken away."""
    last = max(mark.pk for mark in marks)
    ranges = [(mark.low, mark.high) for mark in marks if mark.scope == stale.ITEM]
    scopes = {mark.scope for mark in marks} - {stale.ITEM}
    others = list(Stale.objects.filter(scope__in=scopes, pk__lte=last))
    changed: list[str] = []
    for done in _work(ranges, others, around):
        changed += done
        yield done
    _settle(changed)
    taken = [mark.pk for mark in (*marks, *others)]
    Stale.objects.filter(pk__in=taken).delete()


def _work(ranges: list[tuple[int, int]], others: list[Stale], around: Frame) -> Steps:
    lasting = False
    for low, high in _merged(ranges):
        rows = Shown.objects.filter(pk__range=(low, high)).order_by("-pk")
        for some in batches(rows):
            lasting = lasting or any(row.kind in paths.GATHERED for row in some)
            yield from _items([*some, *paths.second_hand(some)])
    spans: dict[str, list[tuple[int, int]]] = {}
    for mark in others:
        spans.setdefault(mark.scope, []).append((mark.low, mark.high))
    packed = [scope for scope in spans if scope.startswith(portions.DATA)]
    for scope, stretches in spans.items():
        if scope.startswith(stale.FILE):
            yield putting.tidy(scope.removeprefix(stale.FILE))
        elif scope not in packed:
            yield from _pages(paths.of_scope(scope, _few(_merged(stretches)), around))
    yield from _pages([*paths.standing(), *(["/sitemap-1.xml"] if lasting else [])])
    yield from _pages(map(portions.path_of, packed))  # costly, and one that held a withdrawn word went with it


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that do not overlap, the last first."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found[::-1]


def _few(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Many are one: to find each in a list would cost more than to write what lies between."""
    return stretches if len(stretches) <= FEW else [(stretches[-1][0], stretches[0][1])]


def batches(rows) -> Iterator[list[Shown]]:
    """Rows, some at a time."""
    some: list[Shown] = []
    for row in rows.defer("plain").iterator(SOME):
        some.append(row)
        if len(some) == SOME:
            yield some
            some = []
    if some:
        yield some


def _items(rows: list[Shown]) -> Steps:
    """Every page and file of some items, and nothing else where they stand."""
    files = paths.files_of(rows)
    for row in rows:
        known = paths.of_item(row)
        if not known:
            continue
        changed = [path for one in known for path in putting.page(one)]
        if not row.withdrawn:
            changed += [path for one in files.get(row.pk, ()) for path in putting.file(one)]
            with folder.alone():
                extra = [path for path in list(folder.below(known[0])) if path not in known]
                changed += [path for path in extra if folder.drop(path)]
        yield changed


def _pages(found: Iterable[str]) -> Steps:
    return (putting.page(path) for path in dict.fromkeys(found))


def _rows(plan: shape.Plan, kept: state.State) -> Steps:
    for number, some in enumerate(batches(plan.rows()), start=1):
        yield from _items(some)
        gone = ShownFile.objects.filter(source__in=[row for row in some if row.withdrawn])
        yield [path for short in set(gone.values_list("short", flat=True)) for path in putting.tidy(short)]
        plan.below = some[-1].docid
        if number % KEPT_EACH == 0 and kept.plan is plan:
            kept.keep()


def _lists(plan: shape.Plan, around: Frame) -> Steps:
    """Every page of the lists concerned; beside a column stand its neighbours, so all columns are."""
    columns = {**around.columns, **dict.fromkeys(plan.columns)} if plan.columns else {}
    scopes = [*(f"column:{code}" for code in columns), *(f"unit:{code}" for code in plan.units)]
    scopes += [*paths.scopes(around)] if plan.everything else [stale.MAP]
    for scope in dict.fromkeys(scopes):
        yield from _pages(paths.of_scope(scope, [(0, stale.END)], around))


def _newest(around: Frame) -> Iterator[str]:
    """The first page of every column and unit."""
    for scope in (*(f"column:{code}" for code in around.columns), *(f"unit:{code}" for code in around.units)):
        yield from paths.of_scope(scope, [], around)


def _strangers() -> Steps:
    """What no row knows goes: left by a database that was another one, or by somebody's hand."""
    rows = Shown.objects.live().filter(kind__in=paths.ITEMS)
    items = set(rows.values_list("address", flat=True))
    shorts = set(ShownFile.objects.filter(source__withdrawn=None).values_list("short", flat=True))
    for top, known in (("d", items), ("f", shorts)):
        place = folder.root() / top
        for name in os.listdir(place) if place.is_dir() else ():
            if name not in known:
                with folder.alone():
                    yield [f"/{top}/{name}/"] * folder.drop(f"/{top}/{name}/")


def _settle(changed: list[str]) -> None:
    if len(changed) > MANY:
        os.sync()
    else:
        folder.settle(changed)
