"""Behind which doors of 政策服务 (适用对象) records stand, kept beside them: a door's page reads no text for it."""

from collections.abc import Iterable, Iterator, Sequence

from gongkai import shelf
from gongkai.checks.concerns import Concerns, Door
from gongkai.publication.models import Shown, ShownConcern

POLICY, GUIDE, LIST = "policy", "guide", "list"
OVER = ("lapsed", "repealed")  # how a policy stands that is no longer in force
Places = dict[int, dict[str, int]]  # key of a row → scope → docid


def keep(rows: Sequence[Shown], again: Sequence[Shown]) -> None:
    """Where ``rows`` stand now; those of ``again`` stood somewhere before."""
    if again:
        ShownConcern.objects.filter(source__in=again).delete()
    known = shelf.concerns()
    found = [
        ShownConcern(source=row, code=code, sort=sort, docid=row.docid, stands=row.validity not in OVER)
        for row in rows
        for sort, code in behind(row, known)
    ]
    if found:
        ShownConcern.objects.bulk_create(found)


def gone(rows: Sequence[Shown]) -> None:
    """They leave a gap: what stood after them keeps its page."""
    ShownConcern.objects.filter(source__in=rows).update(stands=False)


def places(keys: Sequence[int]) -> Places:
    """Scopes of the lists in which rows, by their keys, stand behind doors, and where."""
    found: Places = {}
    for key, code, sort, docid in _of(keys):
        for one in {sort, POLICY} - {LIST}:  # the newest page of the policies tells of guides and lists, too
            found.setdefault(key, {})[f"{one}:{code}"] = docid
    return found


def exist() -> bool:
    """Whether anything stands behind any door."""
    return ShownConcern.objects.filter(stands=True).exists()


def of(sort: str, code: str):
    """All that ever stood behind a door as policies or as guides."""
    return ShownConcern.objects.filter(code=code, sort=sort)


def doors(row: Shown, known: Concerns) -> list[Door]:
    """Doors of a document or of something to be done; of a document that names none, those its words suggest."""
    said = row.fields
    codes = said.get("concerns")
    if codes is None and row.kind == "document":
        words = " ".join(said.get("keywords", ()))
        codes = known.suggested(said.get("genre", ""), row.title, words, said.get("subject", ""))
    return [known.doors[code] for code in codes or () if code in known.doors]


def behind(row: Shown, known: Concerns) -> Iterator[tuple[str, str]]:
    """(sort, code of the door) of each place where a row stands."""
    if row.kind == "register":
        yield from ((LIST, door.code) for door in known.doors.values() if row.fields["register"] in door.lists)
    elif row.kind in ("document", "entry") and (found := doors(row, known)):
        sort = POLICY if known.is_policy(row.fields.get("genre", ""), row.title) else GUIDE
        yield from ((sort, door.code) for door in found)


def _of(keys: Iterable[int]):
    return ShownConcern.objects.filter(source__in=keys).values_list("source_id", "code", "sort", "docid")
