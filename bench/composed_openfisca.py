"""The table of bench/composed.py in OpenFisca-core, vectorised: one variable for each indicator and source.

Needs bench/requirements.txt. OpenFisca's numbers are 32-bit floats, so its totals may be off by a hundredth.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core import entities, indexed_enums, periods, taxbenefitsystems, variables
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulations import SimulationBuilder

from bench import composed

YEAR = "2025"
unit = entities.SingleEntity("unit", "units", "A unit that is assessed", "")


class Upkeep(indexed_enums.Enum):
    current = "及时"
    explained = "已说明"
    empty = "空白"


def figures() -> dict[str, Any]:
    """The table's numbers as a tree of parameters, where OpenFisca keeps them."""
    said = lambda value: {"values": {"2020-01-01": value}}
    edges = [{"threshold": said(edge), "amount": said(worth)} for edge, worth in ((0, 0), (8, 1), (12, 3), (16, 5))]
    return {
        "judged": {name: said(points) for name, points in composed.JUDGED.items()},
        "points": {name: said(points) for name, (points, _) in composed.LOST.items()},
        "rates": {name: said(float(rate)) for name, (_, rate) in composed.LOST.items()},
        "volume": {key: said(n) for key, n in {"points": 20, "short": 0.3, "over": 0.2, "most": 4, "cap": 24}.items()},
        "done": said(6),
        "rate": {"points": said(6), "wanted": said(0.96), "lost": said(30)},
        "upkeep": {"current": said(8), "explained": said(4.4), "empty": said(0)},
        "channels": {"each": said(2), "most": said(6)},
        "topics": {"metadata": {"type": "single_amount"}, "brackets": edges},
        "weights": {source: said(weight / 100) for source, weight in composed.WEIGHTS.items()},
    }


def variable(name: str, formula: Callable | None = None, kind: type = float) -> type:
    """A variable of a unit and a year, as one would write a class for it."""
    body: dict[str, Any] = {"value_type": kind, "entity": unit, "label": name}
    body["definition_period"] = periods.DateUnit.YEAR
    if kind is indexed_enums.Enum:
        body |= {"possible_values": Upkeep, "default_value": Upkeep.current}
    if formula is not None:
        body["formula"] = formula
    return type(name, (variables.Variable,), body)


def judged(name: str, source: str):
    return lambda units, period, parameters: np.minimum(
        units(f"{name}_{source}", period), parameters(period).judged[name]
    )


def lost(name: str, source: str):
    def formula(units, period, parameters):
        said = parameters(period)
        return np.maximum(said.points[name] - said.rates[name] * units(f"{name}_{source}", period), 0)

    return formula


def others(source: str) -> dict[str, Callable]:
    """Formulas of the leaves that are neither judged nor counted off, by name."""

    def volume(units, period, parameters):
        said = parameters(period).volume
        gap = units(f"volume_{source}", period) - units(f"target_{source}", period)
        short, over = said.short * np.maximum(-gap, 0), said.over * (np.maximum(gap, 0) // 10)
        return np.clip(said.points - short + np.minimum(over, said.most), 0, said.cap)

    def done(units, period, parameters):
        return parameters(period).done * np.minimum(units(f"done_{source}", period), 1)

    def rate(units, period, parameters):
        said = parameters(period).rate
        gap = np.maximum(said.wanted - units(f"rate_{source}", period), 0)
        return np.maximum(said.points - said.lost * gap, 0)

    def upkeep(units, period, parameters):
        return parameters(period).upkeep[units(f"upkeep_{source}", period)]

    def channels(units, period, parameters):
        said = parameters(period).channels
        return np.minimum(said.each * units(f"channels_{source}", period), said.most)

    def topics(units, period, parameters):
        return parameters(period).topics.calc(units(f"topics_{source}", period))

    found = (volume, done, rate, upkeep, channels, topics)
    return {formula.__name__: formula for formula in found}


def system(leaves: dict[str, list[str]]) -> Any:
    """The table as a system; `leaves` gets the names of each source's scores."""
    found = taxbenefitsystems.TaxBenefitSystem([unit])
    found.parameters = ParameterNode("", data=figures())
    for source in composed.WEIGHTS:
        for name in (*composed.JUDGED, *composed.LOST, *composed.OTHERS):
            kind = float if name in (*composed.JUDGED, "done", "rate") else int
            found.add_variable(variable(f"{name}_{source}", kind=indexed_enums.Enum if name == "upkeep" else kind))
        formulas = {name: judged(name, source) for name in composed.JUDGED}
        formulas |= {name: lost(name, source) for name in composed.LOST} | others(source)
        leaves[source] = [f"{name}_{source}_score" for name in formulas]
        for name, formula in formulas.items():
            found.add_variable(variable(f"{name}_{source}_score", formula))
    found.add_variable(variable("total", total(leaves)))
    return found


def total(leaves: dict[str, list[str]]):
    def formula(units, period, parameters):
        weights = parameters(period).weights
        parts = (weights[source] * sum(units(name, period) for name in names) for source, names in leaves.items())
        return np.floor(sum(parts) * 100 + 0.5) / 100

    return formula


def made_ready(arrays: composed.Arrays, n: int) -> Callable:
    """A function (best, results) → (CPU seconds, totals that differ from the results)."""
    leaves: dict[str, list[str]] = {}
    simulation = SimulationBuilder().build_default_simulation(system(leaves), count=n)
    for source, given in arrays.items():
        for name, values in given.items():
            by = 100 if name in composed.JUDGED else 10000 if name in ("done", "rate") else 1
            simulation.set_input(f"{name}_{source}", YEAR, values / by if by > 1 else values)
    computed = [*(name for names in leaves.values() for name in names), "total"]

    def run() -> Any:
        for name in computed:
            simulation.delete_arrays(name)
        totals = simulation.calculate("total", YEAR)
        cents = np.rint(totals * 100).astype(np.int32)
        return cents, *composed.graded(cents, n)

    def measured(best: Callable, results: Any) -> tuple[float, int]:
        seconds = best(run)
        num = results.totals["total"].num
        return seconds, int((run()[0].astype(np.int64) * num.d != num.n.astype(np.int64) * 100).sum())

    return measured
