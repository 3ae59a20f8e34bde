"""What happens with a step that reaches the public: rows change places, and the door shows or takes back."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from gongkai import shelf
from gongkai.acts import rows
from gongkai.acts.clock import BEIJING
from gongkai.acts.taking import CHUNK, Take, take_many
from gongkai.catalogue.vocabulary import Audience
from gongkai.law.register_types import GENRES
from gongkai.look.articles import national
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.records import EntryRecord, Link, ListedRow, RegisterRecord, Term
from gongkai.registers import cells, history
from gongkai.registers.models import Change, Line, Register, entry_key
from gongkai.registers.vocabulary import Kind, Why
from gongkai.revisions.models import of_cases

DAY = timedelta(days=1)


def publish(register: Register, at: datetime) -> None:
    """What the revision does becomes what the list says (TZ-4.3)."""
    assert register.live is not None
    changes = [one for one in register.live.rows if one.line.gone is None]
    rows.update(
        Line, ["live_id", "name"],
        [(one.pk, cells.name_of(register.kind, cells.all_of(one)), one.line_id) for one in changes],
    )  # fmt: skip
    show(register, at)


def withdraw(register: Register, at: datetime) -> None:
    """The list and every row of it leave the public at once (TZ-6.3)."""
    door.withdraw([register.door_key, *_entries_out(register)], at=at, reason="清单已撤回")
    register.turns = None


def remove(cases, takes, acts) -> None:
    """One row leaves at once with its page, its words in the search and its place in the list (信用修复)."""
    for register, take, act in zip(of_cases(cases), takes, acts, strict=True):
        why = Why(take.detail.get("why", Why.OTHER))
        Line.objects.filter(pk=take.detail["line"], register=register).update(gone=act.at, why=why)
        show(register, act.at)


def lapse(cases, takes, acts) -> None:
    """Rows whose term is over leave with everything about them; others whose term begins come in."""
    for register, act in zip(of_cases(cases), acts, strict=True):
        over = Line.objects.standing().filter(register=register, live__lapses__lt=_day(act.at))
        over.update(gone=act.at, why=Why.LAPSED)
        show(register, act.at)


def turning(now: datetime) -> list[Register]:
    """Lists of which a row begins or lapses by today, for the schedule."""
    return list(Register.objects.filter(turns__lte=_day(now), live__isnull=False).select_related("case"))


def turn(register: Register, now: datetime) -> None:
    """Takes the step 期满移出 where a row's term is over; where one only begins, shows the list again."""
    over = Line.objects.standing().filter(register=register, live__lapses__lt=_day(now)).count()
    if over:
        says = f"{over} 项期满，已从网站撤下"
        take_many("register", "lapse", [Take(register.case, None, now, detail={"says": says}, follows=True)])
    else:
        show(register, now)


def show(register: Register, at: datetime) -> None:
    """Makes the public read what the list holds on the day of ``at``, and notes when that will next change."""
    today, kind = _day(at), register.kind
    standing = list(Line.objects.standing().filter(register=register).select_related("live").order_by("key"))
    begun = [line for line in standing if _runs(_live(line), today)]
    public = sorted((line for line in begun if not _live(line).withheld), key=lambda line: _place(register, line))
    if register.topic.audience == Audience.PUBLIC:
        entries = _entry_records(register, public) if kind.page else []
        door.show_many(entries, at=at)
        _take_back(register, {entry.key for entry in entries}, at)
        door.show(record_of(register, public, len(begun) - len(public)), at)
    register.turns = min(_turns(standing, today), default=None)
    Register.objects.filter(pk=register.pk).update(turns=register.turns)


def record_of(register: Register, lines: list[Line], withheld: int) -> RegisterRecord:
    """All that the public may see of a list, and nothing else; ``lines`` are the rows it may see, in their order."""
    kind, unit = register.kind, register.unit
    assert register.live is not None and register.published is not None
    told = [cells.shown(kind, _live(line)) for line in lines]
    return RegisterRecord(
        key=register.door_key,
        title=register.case.title,
        column=register.topic.code,
        unit=unit.code,
        unit_name=unit.full_name or unit.name,
        published=register.published,
        register=kind.id,
        register_name=kind.title,
        genre=GENRES[kind.genre],
        summary=kind.says,
        cites=national(kind.cite),
        effective=register.live.effective_on,
        heads=tuple(field.name for field in kind.in_list()),
        rows=tuple(
            ListedRow(
                name=said[kind.name],
                entry=line.door_key if kind.page else "",
                section=said[kind.section] if kind.section else "",
                cells=tuple(said[field.id] for field in kind.in_list()),
            )
            for line, said in zip(lines, told, strict=True)
        ),
        count=len(lines),
        withheld=withheld,
        history=tuple(history.revisions(register)),
    )


def _entry_records(register: Register, lines: list[Line]) -> list[EntryRecord]:
    kind, unit = register.kind, register.unit
    past, links, known = _past(lines), _links(register, lines), shelf.concerns()
    assert register.published is not None
    return [
        EntryRecord(
            key=line.door_key,
            title=line.name,
            within=register.door_key,
            register_name=kind.title,
            shelf=register.topic.code,
            keeper=unit.code,
            unit_name=unit.full_name or unit.name,
            published=past[line.pk][-1].revision.published or register.published,
            pairs=tuple(
                Term(kind.fields[name].name, text) for name, text in cells.shown(kind, _live(line)).items() if text
            ),
            links=links[line.pk],
            history=history.of_line(kind, past[line.pk]) if not kind.forgets else (),
            concerns=known.of_name(line.name) if kind.id in known.registers else (),
        )
        for line in lines
    ]


def _past(lines: list[Line]) -> dict[int, list[Change]]:
    """What was published of each row, oldest first."""
    found: dict[int, list[Change]] = defaultdict(list)
    for some in _chunks([line.pk for line in lines]):
        changes = Change.objects.filter(line__in=some, revision__published__isnull=False).select_related("revision")
        for change in changes.order_by("revision__number"):
            found[change.line_id].append(change)
    return found


def _links(register: Register, lines: list[Line]) -> dict[int, tuple[Link, ...]]:
    """Where a row names a matter of another list of its unit: that matter's page."""
    wanted = {
        (field.of, _live(line).values.get(field.id, ""))
        for field in register.kind.fields.values()
        if field.of
        for line in lines
    }
    others = Line.objects.standing().filter(register__unit=register.unit_id)
    others = others.filter(register__type__in={of for of, _ in wanted})
    known = {(of, key): pk for of, key, pk in others.values_list("register__type", "key", "pk") if (of, key) in wanted}
    return {line.pk: tuple(_links_of(register, line, known)) for line in lines}


def _links_of(register: Register, line: Line, known: dict[tuple[str, str], int]) -> Iterable[Link]:
    for field in register.kind.fields.values():
        named = _live(line).values.get(field.id, "")
        if field.of and (field.of, named) in known:
            yield Link("listed", entry_key(known[field.of, named]))


def _take_back(register: Register, kept: set[str], at: datetime) -> None:
    """Pages of rows that are no longer shown leave, each with the reason."""
    out = [key for key in _entries_out(register) if key not in kept]
    if not out:
        return
    gone = Line.objects.filter(pk__in=[int(key.partition(":")[2]) for key in out]).select_related("live")
    by_reason: dict[str, list[str]] = defaultdict(list)
    for line in gone:
        by_reason[_reason(line)].append(line.door_key)
    for reason, keys in by_reason.items():
        door.withdraw(keys, at=at, reason=reason)


def _reason(line: Line) -> str:
    if line.gone:
        return Why(line.why).label
    if line.live and line.live.leaves:
        return f"已从清单{Kind(line.live.kind).label}"
    return "依法不再公开"


def _entries_out(register: Register) -> list[str]:
    """Keys of this list's rows that have a page."""
    keys, found = [entry_key(pk) for pk in register.lines.values_list("pk", flat=True)], []
    for some in _chunks(keys):
        found += Shown.objects.live().filter(key__in=some).values_list("key", flat=True)
    return found


def _place(register: Register, line: Line) -> tuple:
    """Section by section in the kind's own order; the latest first where rows carry a day, else by number."""
    kind, said = register.kind, _live(line).values
    choices = kind.fields[kind.section].choices if kind.section else ()
    section = said.get(kind.section, "") if kind.section else ""
    return (choices.index(section) if section in choices else len(choices), line.key)


def _runs(change: Change, today: date) -> bool:
    return (change.starts is None or change.starts <= today) and (change.lapses is None or change.lapses >= today)


def _turns(lines: list[Line], today: date) -> list[date]:
    days = [one.lapses + DAY for one in map(_live, lines) if one.lapses]
    return [day for day in (*days, *(one.starts for one in map(_live, lines) if one.starts)) if day > today]


def _live(line: Line) -> Change:
    assert line.live is not None
    return line.live


def _chunks(keys: list) -> Iterable[list]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _day(moment: datetime) -> date:
    return moment.astimezone(BEIJING).date()
