"""A marker in every private word of every table, and every public answer that could give one away."""

import io
import re
import warnings
import zipfile
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from gongkai.acts import guards
from gongkai.acts.models import Case
from gongkai.assessment.models import Paper, PaperKind
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.organisation.models import Composition, Seat, SeatSort
from gongkai.registers.models import Line
from gongkai.search import index
from gongkai.search.models import INDEXES
from tests.county import moment
from tests.house import public_words

MARKER = re.compile(r"密\d{3}(?:x\d+)?语")
PLACE = r"(?:https?://[^/\"<]+)?(/[^\"#<]*)"
LINK = re.compile(rf'(?:href|src|action)="{PLACE}"|<loc>{PLACE}</loc>|"(?:path|next|url|home_page_url)": "{PLACE}"')
ITEM = re.compile(r"/d/([a-z]{10})/")
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
OF_THE_HOUSE = "gongkai."
# What goes out bears the name of its case.
TITLED = ("register", "dossier", "campaign", "cleanup", "emergency", "media_account", "survey", "bulletin")
TITLED += ("service_centre", "service_item", "service_bulletin")
TITLED += ("consultation", "decision", "decision_catalogue", "gathering")
AT = moment("2025-06-02 10:00")


def tables() -> list[type[models.Model]]:
    return [one for one in apps.get_models() if one.__module__.startswith(OF_THE_HOUSE)]


def words_of(model: type[models.Model]) -> list[str]:
    """Names of the fields that can hold somebody's words."""
    return [one.name for one in model._meta.local_fields if isinstance(one, WORDS) and not one.choices]


def declared() -> dict[str, dict[str, str]]:
    """Table → field → why it is not planted, or not everywhere."""
    found: dict[str, dict[str, str]] = {}
    for table, fields, why in public_words.PUBLIC:
        found.setdefault(table, {}).update(dict.fromkeys(fields.split(), why))
    for table, fields in public_words.CODES.items():
        found.setdefault(table, {}).update(dict.fromkeys(fields.split(), "a code"))
    return found


def private(model: type[models.Model]) -> list[str]:
    known = declared().get(model._meta.label, {})
    return [name for name in words_of(model) if name not in known]


def plant() -> dict[str, int]:
    """Puts a marker of its own into every private word of every row; returns how many rows of each table got one."""
    planted = {}
    _unguard()
    for model in tables():
        names = private(model)
        if names:
            halves = public_words.OUT_WITH_ITS_EDITION.get(model._meta.label, "").split()
            planted[model._meta.label] = len([_mark(row, names, halves) for row in model._base_manager.all()])
    guards.put_back()
    return planted


def _mark(row: models.Model, names: list[str], halves: list[str]) -> None:
    keep = halves if halves and is_out(row) else ()
    said = {name: _marked(row, name) for name in names if name not in keep}
    if said:
        type(row)._base_manager.filter(pk=row.pk).update(**said)


def _marked(row: models.Model, name: str):
    field, label = row._meta.get_field(name), f"密{_numbers()[row._meta.label, name]}"
    if isinstance(field, models.JSONField):
        return _deep(getattr(row, name), f"{label}语")
    if isinstance(field, models.BinaryField):
        return f"{label}语".encode()
    return f"{label}x{row.pk}语" if isinstance(row.pk, int) else f"{label}语"


@cache
def _numbers() -> dict[tuple[str, str], int]:
    """A number for each private word, so that a marker found tells where it came from."""
    return {place: n for n, place in enumerate(((m._meta.label, name) for m in tables() for name in private(m)), 101)}


def source(marker: str) -> str:
    """密104语 → accounts.Person.name"""
    number = int(re.search(r"\d+", marker)[0])
    return next(".".join(place) for place, n in _numbers().items() if n == number)


def _deep(value, marker: str):
    """Every word in it that is Chinese becomes the marker; codes stay, so that what reads them still can."""
    if isinstance(value, dict):
        return {name: _deep(one, marker) for name, one in value.items()} | {"planted": marker}
    if isinstance(value, list):
        return [_deep(one, marker) for one in value]
    return marker if isinstance(value, str) and not value.isascii() else value


def is_out(row: models.Model) -> bool:
    """Whether the edition, revision or list that a row belongs to is before the public, or on its way there."""
    if isinstance(row, Edition):
        to_come = row.disclosure.case.status == "approved"
        return row.attribute == "on_request" or to_come or Disclosure.objects.filter(live=row.pk).exists()
    if isinstance(row, Case):
        return row.kind in TITLED
    if isinstance(row, Paper):
        return row.kind == PaperKind.CIRCULAR and row.issued is not None
    if hasattr(row, "edition"):
        return is_out(row.edition)
    if isinstance(row, Seat):
        return row.sort != SeatSort.STAFF and row.composition.agreed is not None
    if isinstance(row, Composition):
        return row.agreed is not None
    if isinstance(row, Line):
        return row.live_id is not None and not row.live.withheld
    revision = getattr(row, "revision", row)
    return revision.published is not None and not getattr(row, "withheld", "")


def fill() -> list[str]:
    """A row in every private table that has none, its words to be planted; names those where none could be made."""
    left = []
    for model in tables():
        if private(model) and not model._base_manager.exists():
            try:
                with transaction.atomic():
                    _put(model)
            except (IntegrityError, ValueError, AttributeError) as fault:
                left.append(f"{model._meta.label}: {fault}")
    return left


def _put(model: type[models.Model]) -> None:
    """One row; an index is filled by what it is an index of, as a database keeps more of it than the model tells."""
    for name, kept in INDEXES.items():
        if model is kept:
            index.put_many(name, [(1, "x", "x", {})])
            return
    model._base_manager.bulk_create([model(**_least(model))])


def _least(model: type[models.Model]) -> dict:
    """The least a row must say: the first row there is where it points, empty words, no count, the present day."""
    said = {}
    for field in model._meta.local_concrete_fields:
        if field.has_default() or (field.null and not isinstance(field, WORDS)) or isinstance(field, models.AutoField):
            continue
        said[field.attname] = _value(field)
    return said


def _value(field: models.Field):
    if field.remote_field:
        return field.related_model._base_manager.values_list("pk", flat=True).first()
    for kind, value in ((models.DateTimeField, AT), (models.DateField, AT.date()), (models.BinaryField, b"")):
        if isinstance(field, kind):
            return value
    return "x" if isinstance(field, WORDS) else 1


def _unguard() -> None:
    with connection.cursor() as cursor:
        for table in guards.GUARDED:
            for name in [one for one in guards._names() if one.startswith(f"{table}_no_")]:
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def stores() -> dict[str, str]:
    """All that the door and the public index keep, by table and key."""
    found = {}
    for model in tables():
        if model._meta.app_label == "publication" or model._meta.label == "search.PublicText":
            for row in model._base_manager.values():
                found[f"{model._meta.label} {next(iter(row.values()))}"] = str(row)
    return found


SEEDS = (
    "/hotline/", "/hotline/status/", "/apply/", "/apply/status/", "/apply/answers/", "/survey/",
    "/service/", "/service/status/", "/consult/", "/consult/status/", "/consult/waiting/",
    "/", "/sitemap.xml", "/feed.xml", "/robots.txt", "/c/", "/u/", "/l/", "/g/", "/c/catalogue.xlsx", "/correct/",
    "/c/catalogue.json", "/search/?q=公开", "/search/", "/correct/status/", "/glance/", "/now/", "/now.json", "/data/",
    "/api/v1/documents?limit=100", "/api/v1/columns", "/api/v1/units", "/api/v1/search?q=公", "/api/v1/changes?limit=9",
    "/api/v1/openapi.json", "/data/index.json", "/feed.json", "/calendar.ics",
    "/api/v1/", "/api/", "/nowhere/", "/d/abcdefghij/", "/staff/", "/search/?q=%22%27%5B(&unit=x&after=%00",
)  # fmt: skip


def answers(client, *more: str) -> dict[str, str]:
    """Everything a stranger can fetch, by address: status line, headers, and the words of the body, unpacked."""
    found: dict[str, str] = {}
    fresh = {*SEEDS, *more}
    while fresh:
        path = fresh.pop()
        if path.startswith("/static/"):
            continue
        found[path], body = _answer(client, path)
        linked = {"".join(some).replace("&amp;", "&") for some in LINK.findall(body)}
        linked |= {
            f"/api/v1/{part}" for one in ITEM.findall(path) for part in (f"documents/{one}", f"lists/{one}/rows")
        }
        fresh |= linked - found.keys()
    return found


def _answer(client, path: str) -> tuple[str, str]:
    answer = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    words = unpacked(body)
    headers = "\n".join(f"{name}: {unquote(value)}" for name, value in answer.items())
    return f"{path}\n{answer.status_code}\n{headers}\n{words}", words


def files(top: Path) -> dict[str, str]:
    """Every file below a folder, its name first."""
    found = [one for one in sorted(top.rglob("*")) if one.is_file() and "static" not in one.parts]
    return {str(one.relative_to(top)): f"{one.relative_to(top)}\n{unpacked(one.read_bytes())}" for one in found}


def unpacked(body: bytes) -> str:
    """Words of a file with its names and particulars: archives by their members, papers by their text."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(
                f"{one.filename} {one.comment!r} {unpacked(archive.read(one))}" for one in archive.infolist()
            )
    if body[:4] == b"%PDF":
        return _paper(body)
    return body.decode("utf-8", "replace")


def _paper(body: bytes) -> str:
    import pypdfium2

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        paper = pypdfium2.PdfDocument(body)
        pages = "\n".join(page.get_textpage().get_text_bounded() for page in paper)
        return f"{paper.get_metadata_dict()}\n{pages}"


def leaks(found: dict[str, str], pattern: re.Pattern = MARKER) -> dict[str, set[str]]:
    """Address → what leaked there, by table and field for a marker."""
    seen = {path: set(pattern.findall(body)) for path, body in found.items()}
    return {path: {source(one) if pattern is MARKER else one for one in some} for path, some in seen.items() if some}
