"""澄清: a notice against false or incomplete words names what it sets right, and asks whom it concerns (条例-6)."""

from collections.abc import Iterable

from gongkai.accounts.models import Unit
from gongkai.disclosures.editions import Reasons
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.disclosures.vocabulary import LinkKind

KIND = "澄清"


def names_what_it_clarifies(cases, stands: dict[int, Edition]) -> Reasons:
    """The public learns which statement is set right: one here by its number, one elsewhere by its title."""
    lacks = "澄清要写明针对哪一条信息：在“关联”里选“澄清的信息”，写名称；本站的写索引号，站外的写网址"
    found = {key: _targets(edition) for key, edition in stands.items() if edition.kind == KIND}
    return {key: [lacks] for key, links in found.items() if not links}


def concerned(stands: dict[int, Edition], own: dict[int, int]) -> dict[int, list[Unit]]:
    """By case, other units whose document a clarification sets right; ``own`` is each case's unit."""
    wanted = {key: _targets(edition) for key, edition in stands.items() if edition.kind == KIND}
    keys = {link["to"] for links in wanted.values() for link in links if "to" in link}
    if not keys:
        return {}
    rows = Disclosure.objects.select_related("case__unit").in_bulk(keys)
    return {key: _others(links, rows, own[key]) for key, links in wanted.items()}


def _others(links: Iterable[dict], rows: dict[int, Disclosure], own: int) -> list[Unit]:
    units = {rows[link["to"]].case.unit_id: rows[link["to"]].case.unit for link in links if link.get("to") in rows}
    return [unit for key, unit in units.items() if key != own]


def _targets(edition: Edition) -> list[dict]:
    return [link for link in edition.links if link["kind"] == LinkKind.CLARIFIES]
