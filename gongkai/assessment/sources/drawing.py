"""抽样: a seed, a frame with its strata and a size give the same picks on every machine, whoever draws again."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Frame = Sequence[Sequence[str]]  # [key, title, stratum]


@dataclass(frozen=True)
class Drawn:
    """What is looked at: ``place`` is its number in the order of its stratum, ``instead_of`` what it stands in for."""

    key: str
    title: str
    stratum: str
    place: int
    instead_of: str = ""


def draw(seed: str, frame: Frame, size: int, *, shared: bool, gone: Iterable[str] = ()) -> list[Drawn]:
    """The picks, stratum by stratum. ``size`` is for each stratum, or with ``shared`` over all of them in proportion.

    What is ``gone``, in the order in which it went, is replaced by the next of its stratum; with none left by nothing.
    """
    ordered = _ordered(seed, frame)
    sizes = {name: len(some) for name, some in ordered.items()}
    wanted = shares(sizes, size) if shared else dict.fromkeys(sizes, size)
    found: list[Drawn] = []
    for name, some in ordered.items():
        number = wanted[name]
        picked = [Drawn(key, title, name, place) for place, (key, title) in enumerate(some[:number], 1)]
        rest = [Drawn(key, title, name, place) for place, (key, title) in enumerate(some, 1)][number:]
        for key in gone:
            at = next((place for place, one in enumerate(picked) if one.key == key), None)
            if at is None:
                continue
            former = picked.pop(at)
            if rest:
                following = rest.pop(0)
                stands_for = former.instead_of or former.key
                picked.append(Drawn(following.key, following.title, name, following.place, stands_for))
        found += picked
    return found


def shares(sizes: dict[str, int], size: int) -> dict[str, int]:
    """How many of each stratum: in proportion, the largest remainders first (the earlier of two equal ones)."""
    total = sum(sizes.values())
    size = min(size, total)
    exact = {name: Fraction(size * number, total) for name, number in sizes.items()} if total else {}
    found = {name: int(part) for name, part in exact.items()}
    places = list(sizes)
    by_rest = sorted(places, key=lambda name: (-(exact[name] - found[name]), places.index(name)))
    for name in by_rest[: size - sum(found.values())]:
        found[name] += 1
    return found


def fingerprint(frame: Frame) -> str:
    """Hash (64 hex) of a frame: whoever draws again sees whether it is the same."""
    return hashlib.sha256(json.dumps([list(one) for one in frame], ensure_ascii=False).encode()).hexdigest()


def _ordered(seed: str, frame: Frame) -> dict[str, list[tuple[str, str]]]:
    """(key, title) by stratum, in the order the seed gives: by SHA-256 of seed and key."""
    strata: dict[str, list[tuple[str, str]]] = {}
    for key, title, stratum in frame:
        strata.setdefault(stratum, []).append((key, title))
    rank = lambda one: hashlib.sha256(f"{seed}\n{one[0]}".encode()).hexdigest()
    return {name: sorted(some, key=rank) for name, some in strata.items()}
