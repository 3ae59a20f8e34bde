"""Drawing who may come (重大决策条例-16): by a seed that is stored and published, so that anybody can draw again."""

import hashlib
from collections.abc import Iterable
from secrets import token_hex

from django.db.models import QuerySet

from gongkai.participation.models import Gathering, SignUp

RULE = (
    "把种子、一个冒号和报名号连起来，按 SHA-256 算出校验值，从小到大排，排在前面的入选；同样的种子和报名号，谁算都一样"
)


def order(seed: str, numbers: Iterable[int]) -> list[int]:
    """Numbers of those who signed up, those drawn first in front."""
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).hexdigest())


def new_seed() -> str:
    return token_hex(16)


def drawn(row: Gathering) -> QuerySet[SignUp]:
    """Who may come, in the order drawn; the others stand by in theirs."""
    return row.sign_ups.filter(place__lte=row.seats).order_by("place")


def draw(cases, takes, acts) -> None:
    """Every sign-up gets its place; the act keeps seed and places."""
    for take in takes:
        row = Gathering.objects.get(pk=take.case.pk)
        seed = take.detail["seed"]
        rows = {one.number: one for one in row.sign_ups.all()}
        for place, number in enumerate(order(seed, rows), start=1):
            rows[number].place = place
        SignUp.objects.bulk_update(rows.values(), ["place"])
        Gathering.objects.filter(pk=row.pk).update(seed=seed)


def numbers(case, take) -> dict:
    """What the act of drawing keeps besides the seed."""
    row = Gathering.objects.get(pk=case.pk)
    placed = order(take.detail["seed"], row.sign_ups.values_list("number", flat=True))
    said = f"{len(placed)} 人报名，抽取 {min(row.seats, len(placed))} 人，种子 {take.detail['seed']}"
    return {"order": placed, "says": said}
