"""Calendars, limits, documents, lexicons and kinds: read from the shelf, kept in mind until something is adopted."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from gongkai.checks import lexicon
from gongkai.checks.budget_rules import Budgets
from gongkai.checks.concerns import Concerns
from gongkai.checks.explaining import Explaining
from gongkai.law.annual.form import Form, form_at
from gongkai.law.backing import Backing, read_backing
from gongkai.law.cards import CardRules, read_card_rules
from gongkai.law.citation import Register, read_register
from gongkai.law.dossier_types import DossierType, dossier_type_at
from gongkai.law.fees import Fees, read_fees
from gongkai.law.finding_library import Entry, finding_library_at, rewards_at
from gongkai.law.ladders import Ladder, read_ladder
from gongkai.law.limits import Limits, read_limits
from gongkai.law.reading import Node, read_file
from gongkai.law.register_types import RegisterType, register_type_at
from gongkai.law.replies import Replies, read_replies
from gongkai.law.taking_part import TakingPart, read_taking_part
from gongkai.law.window_demands import WindowDemands, read_window_demands
from gongkai.law.workdays import Calendar, read_notice
from gongkai.shelf.stock import SHIPPED, Edition, adopted, edition, file, files, names

NATIONAL = "national"


def calendar() -> Calendar:
    """The working-day calendar over every notice on the shelf."""
    return _calendar(edition())


def limits(profile: str = NATIONAL) -> Limits:
    """The limits of a profile: the national ones, with the place's own in front of them. Raises `Refused`."""
    return _limits(profile, edition())


def here() -> Limits:
    """The limits in force in this installation: the nation's, then each profile of `$GONGKAI_DATA/rulebooks/here.yaml`
    (`limits: [tz, dy]`) in front of those before it; the nation's alone where there is no such file."""
    return _here(edition())


def documents() -> Register:
    """The register of documents: `.provisions()`, `.resolve("条例-33")`."""
    return _documents(edition())


def rulebook(name: str) -> Path:
    """The file of an assessment rulebook by name (`dy-2018`). Raises `Refused`."""
    return file("assessment", name)


def catalogue(name: str) -> Path:
    """The file of a catalogue by name. Raises `Refused`."""
    return file("catalogue", name)


def register_type(name: str) -> RegisterType:
    """A kind of list by name (`powers`). Raises `Refused`."""
    return register_type_at(file("registers", name))


def register_types() -> dict[str, RegisterType]:
    """All kinds of list by name."""
    return {name: register_type(name) for name in names("registers")}


def dossier_type(name: str) -> DossierType:
    """A kind of matter or theme by name (`projects`). Raises `Refused`."""
    return dossier_type_at(file("dossiers", name))


def dossier_types() -> dict[str, DossierType]:
    """All kinds of matter and theme by name."""
    return {name: dossier_type(name) for name in names("dossiers")}


def report_forms() -> list[Form]:
    """The forms of the yearly report, the newest first."""
    return sorted((form_at(file("reports", name)) for name in names("reports")), key=lambda form: -form.since)


def finding_library() -> dict[str, Entry]:
    """Common problems by their code: the shipped ones; what was adopted here has its own words and adds its places."""
    found: dict[str, Entry] = {}
    for path in files("findings", edition()).values():
        for code, one in finding_library_at(path).items():
            known = found[code].at if code in found else ()
            found[code] = replace(one, at=(*known, *one.at))
    return found


def rewards() -> frozenset[str]:
    """Places of tables (document:indicator) where nothing is owed: the shipped ones and those named here."""
    return frozenset().union(*map(rewards_at, files("findings", edition()).values()))


def backing() -> Backing:
    """What is asked of the organisation behind openness; what was adopted last is in force."""
    return _backing(edition())


def taking_part() -> TakingPart:
    """What is asked of public participation in decisions; what was adopted last is in force."""
    return _taking_part(edition())


def card_rules() -> CardRules:
    """When a date in the house brings a card; what was adopted last is in force."""
    return _card_rules(edition())


def window_demands() -> WindowDemands:
    """What is asked of windows, their guides and centres; what was adopted last is in force."""
    return _window_demands(edition())


def fees() -> Fees:
    """What a request beyond an ordinary number or size costs; what was adopted last is in force."""
    return _fees(edition())


def ladder() -> Ladder:
    """When who is told of a limit; what was adopted last is in force."""
    return _ladder(edition())


def replies() -> Replies:
    """What may be answered to a request, and its papers: the shipped catalogue, what was adopted here over it."""
    return _replies(edition())


def wording() -> lexicon.Wording:
    """The words to be looked at: the shipped lexicon, and what was adopted here over it."""
    return _wording(edition())


def leaders() -> lexicon.Leaders:
    """Who holds which office here; nobody until a lexicon of leaders was adopted."""
    return _leaders(edition())


def elements() -> lexicon.Elements:
    """What papers must hold, by kind and by title."""
    return _elements(edition())


def budgets() -> Budgets:
    """What budgets and final accounts must hold."""
    return _budgets(edition())


def synonyms() -> lexicon.Synonyms:
    """Words that mean the same to those who search."""
    return _synonyms(edition())


def concerns() -> Concerns:
    """Whom a policy may be for (适用对象), and the words that tell."""
    return _concerns(edition())


def explaining() -> Explaining:
    """What an interpretation is made of: its forms, what it tells, how much it may repeat."""
    return _explaining(edition())


@lru_cache(maxsize=4)
def _calendar(edition: Edition) -> Calendar:
    return Calendar(read_notice(read_file(path)) for path in files("calendar", edition).values())


@lru_cache(maxsize=32)
def _limits(profile: str, edition: Edition) -> Limits:
    base = None if profile == NATIONAL else _limits(NATIONAL, edition)
    return read_limits(read_file(file("limits", profile)), base)


@lru_cache(maxsize=4)
def _backing(edition: Edition) -> Backing:
    return read_backing(read_file(list(files("organisation", edition).values())[-1]))


@lru_cache(maxsize=4)
def _taking_part(edition: Edition) -> TakingPart:
    return read_taking_part(read_file(list(files("participation", edition).values())[-1]))


@lru_cache(maxsize=4)
def _card_rules(edition: Edition) -> CardRules:
    return read_card_rules(read_file(list(files("cards", edition).values())[-1]))


@lru_cache(maxsize=4)
def _window_demands(edition: Edition) -> WindowDemands:
    return read_window_demands(read_file(list(files("windows", edition).values())[-1]))


@lru_cache(maxsize=4)
def _fees(edition: Edition) -> Fees:
    return read_fees(read_file(list(files("fees", edition).values())[-1]))


@lru_cache(maxsize=4)
def _ladder(edition: Edition) -> Ladder:
    return read_ladder(read_file(list(files("reminders", edition).values())[-1]))


@lru_cache(maxsize=4)
def _replies(edition: Edition) -> Replies:
    found: Replies | None = None
    for path in files("replies", edition).values():
        found = read_replies(read_file(path), _documents(edition), found)
    assert found is not None
    return found


@lru_cache(maxsize=4)
def _here(edition: Edition) -> Limits:
    found = _limits(NATIONAL, edition)
    for name in _profiles_here():
        found = read_limits(read_file(file("limits", name)), found)
    return found


@lru_cache(maxsize=4)
def _documents(edition: Edition) -> Register:
    shipped = read_file(SHIPPED / "documents.yaml")
    return read_register(shipped, *(read_file(path) for path in files("documents", edition).values()))


@lru_cache(maxsize=4)
def _wording(edition: Edition) -> lexicon.Wording:
    return lexicon.read_wording(_lexicons("wording", edition))


@lru_cache(maxsize=4)
def _leaders(edition: Edition) -> lexicon.Leaders:
    return lexicon.read_leaders(_lexicons("leaders", edition))


@lru_cache(maxsize=4)
def _elements(edition: Edition) -> lexicon.Elements:
    return lexicon.read_elements(_lexicons("elements", edition))


@lru_cache(maxsize=4)
def _budgets(edition: Edition) -> Budgets:
    return lexicon.read_budgets(_lexicons("budgets", edition))


@lru_cache(maxsize=4)
def _synonyms(edition: Edition) -> lexicon.Synonyms:
    return lexicon.read_synonyms(_lexicons("synonyms", edition))


@lru_cache(maxsize=4)
def _concerns(edition: Edition) -> Concerns:
    return lexicon.read_concerns(_lexicons("concerns", edition))


@lru_cache(maxsize=4)
def _explaining(edition: Edition) -> Explaining:
    return lexicon.read_explaining(_lexicons("interpretation", edition))


def _lexicons(kind: str, edition: Edition) -> list[Node]:
    """The lexicons of a kind, shipped ones first."""
    nodes = [read_file(path) for path in files("lexicons", edition).values()]
    return [node for node in nodes if lexicon.kind_of(node) == kind]


def _profiles_here() -> list[str]:
    folder = adopted()
    path = folder / "here.yaml" if folder else None
    if path is None or not path.exists():
        return []
    return [name.string() for name in read_file(path).table(required=("limits",))["limits"].listing()]
