"""Random units for the scoring bench: the same columns for the engine and for the plain Decimal reference."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from gongkai.law import rulebook, scoring
from gongkai.law.facts import Column, Facts

COUNTS = {"delays": 4, "stale": 3, "missing": 5, "slips": 5, "gaps": 3, "errors": 1, "channels": 5, "replies_late": 2}
MARKS = {"office": 2, "staff": 2, "systems": 2, "news": 5, "profile": 2, "secrecy": 2}
STATES = ("current", "explained", "empty")


def columns(n: int, seed: int = 1) -> dict[str, Any]:
    """Arrays by name: counts as they are, marks in hundredths, shares in hundredths of a percent, states as codes."""
    rng = np.random.default_rng(seed)
    bad = rng.gamma(0.9, 0.6, n)
    found = {name: rng.poisson(bad * top * 0.4).astype(np.int32) for name, top in COUNTS.items()}
    found["channels"] = rng.integers(1, 7, n).astype(np.int32)
    found["topics"] = rng.integers(6, 18, n).astype(np.int32)
    for name, top in MARKS.items():
        lost = np.minimum(top * 100, rng.integers(0, top * 60, n) * bad)
        found[name] = (top * 100 - lost.astype(np.int32)).astype(np.int32)
    found["target"] = rng.integers(2, 25, n).astype(np.int32) * 10
    found["volume"] = np.maximum(0, found["target"] + rng.integers(-30, 90, n)).astype(np.int32)
    found["done"] = rng.integers(7000, 12001, n).astype(np.int32)
    found["rate"] = rng.integers(8500, 10001, n).astype(np.int32)
    found["upkeep"] = rng.choice(3, n, p=[0.8, 0.12, 0.08]).astype(np.int32)
    found["ledger"] = (rng.random(n) < 0.9).astype(np.int32)
    for name, part in (("lawsuits", 0.01), ("leaks", 0.02)):
        found[name] = (rng.random(n) < part).astype(np.int32)
    found["awards"] = rng.poisson(0.7, n).astype(np.int32)
    return found


def compiled() -> scoring.Compiled:
    return scoring.compile(rulebook.load(Path(__file__).with_name("county.yaml"), facts="facts: {}\n"))


def facts(rules: scoring.Compiled, arrays: dict[str, Any]) -> Facts:
    n = len(arrays["delays"])
    held = {name: Column(values, *_form(name)) for name, values in arrays.items()}
    return Facts.from_columns(rules.book, [{"unit": str(row)} for row in range(n)], held)


def _form(name: str) -> tuple[Any, ...]:
    if name in MARKS:
        return (100,)
    if name in ("done", "rate"):
        return (10000,)
    return (1, None, STATES) if name == "upkeep" else (1,)


def plain(arrays: dict[str, Any], row: int) -> dict[str, object]:
    """One unit for the reference."""
    unit: dict[str, object] = {name: int(values[row]) for name, values in arrays.items()}
    for name in (*MARKS, "done", "rate"):
        unit[name] = Decimal(int(arrays[name][row])) / 100
    unit["published"], unit["columns"] = unit["volume"], STATES[int(arrays["upkeep"][row])]
    return unit
