"""The pages of a published result: ranking, and where it was so decided one page a unit with every lost point."""

from gongkai.publication.frame import Frame
from gongkai.publication.models import Shown

TEMPLATE = "result_sheet"


def parts(row: Shown) -> list[str]:
    """The parts of its page: ``s1`` … one for each unit's sheet, in the order of the ranking."""
    return [f"s{number}" for number, _ in enumerate(_sheets(row), start=1)]


def reaches(row: Shown, part: str) -> bool:
    return part in parts(row)


def context(said: dict, around: Frame) -> dict:
    """[(line, unit, part of its sheet or empty)], and whether there are grades and sheets among them."""
    sheets = {one["unit"]: f"s{number}" for number, one in enumerate(said.get("sheets", ()), start=1)}
    return {
        "lines": [(line, around.units.get(line["unit"]), sheets.get(line["unit"], "")) for line in said["rows"]],
        "graded": any(line["grade"] for line in said["rows"]),
        "scored": any(line["score"] for line in said["rows"]),
        "sheets": sheets,
    }


def sheet(row: Shown, around: Frame, part: str) -> dict:
    """One unit's sheet: what was lost first, each loss with what is missing and where it would stand."""
    one = _sheets(row)[int(part[1:]) - 1]
    line = next(line for line in row.fields["rows"] if line["unit"] == one["unit"])
    found = _addresses(one)
    leaves = [leaf | {"missing": [_led(each, found, around) for each in leaf["missing"]]} for leaf in one["leaves"]]
    return {
        "line": line,
        "unit": around.units.get(one["unit"]),
        "losses": [leaf for leaf in leaves if leaf["lost"]],
        "kept": [leaf for leaf in leaves if not leaf["lost"]],
        "url": f"/d/{row.address}/",
    }


def _sheets(row: Shown) -> list[dict]:
    return row.fields.get("sheets", [])


def _addresses(one: dict) -> dict[str, str]:
    """Address by key of the records named there that are still out."""
    keys = [each["entry"] for leaf in one["leaves"] for each in leaf["missing"] if each["entry"]]
    rows = Shown.objects.live().filter(key__in=keys).values_list("key", "address")
    return {key: f"/d/{address}/" for key, address in rows}


def _led(each: dict, found: dict[str, str], around: Frame) -> dict:
    column = around.columns.get(each["column"])
    return {"says": each["says"], "url": found.get(each["entry"], "") or (column.url if column else "")}
