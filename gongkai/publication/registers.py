"""Where all lists (清单) of the county come together: by kind, then by the unit that keeps them (SQ-2.1)."""

from gongkai import shelf
from gongkai.publication.frame import Frame
from gongkai.publication.gathered import Gathering, Named

LAST = 100  # where kinds stand that the shelf does not know any more


def _whole(kinds: list[dict], around: Frame) -> Named:
    known = shelf.register_types()
    kinds.sort(key=lambda kind: (known[kind["code"]].place if kind["code"] in known else LAST, kind["code"]))
    return "registers", {"kinds": [kind | {"rows": _in_order(kind["rows"], around)} for kind in kinds]}


def _one(kind: dict, around: Frame) -> Named:
    rows = _in_order(kind["rows"], around)
    return "registers_kind", {"rows": rows, "name": kind["name"], "total": sum(row["many"] for row in rows)}


def _in_order(rows: list[dict], around: Frame) -> list[dict]:
    """With the units' names, in the units' order."""
    places = {code: place for place, code in enumerate(around.units)}
    known = sorted(rows, key=lambda row: places.get(row["unit"], len(places)))
    return [row | {"unit_name": around.units[row["unit"]].name if row["unit"] in places else ""} for row in known]


LISTS = Gathering(
    sort="register", root="/l/", title="清单", keywords="清单",
    says="各单位的权力清单、责任清单、公共服务清单、抽查清单和信用名单",
    order=lambda row: (row["code"], row["title"]), whole=_whole, one=_one, more={"many": "count"},
)  # fmt: skip
