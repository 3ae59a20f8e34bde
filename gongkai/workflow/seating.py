"""席位: who may take a station of a record, as its routes say; and whose desk it does not wait on."""

from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts import steps
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import NotYourRole
from gongkai.look.words import titled
from gongkai.workflow.routes import Place, Routes, Ruling

STATIONS = ("clear", "approve", "publish")
LIKE = {"withhold": "approve", "ratify": "approve", "disown": "approve", "emergency": "publish", "schedule": "publish"}


def station(step: str) -> str:
    """The station at which a step is taken: what stands in for a step is taken by whoever sits there."""
    return LIKE.get(step, step)


def ask_seats(step: str, takes, rulings: dict[int, Ruling]) -> None:
    """Raises ``NotYourRole`` where a route names others for the step."""
    for take in takes:
        seated = rulings[take.case.pk].seats.get(station(step), [])
        if seated and take.by.pk not in {post.pk for post in seated}:
            who = "、".join(post.person.name for post in seated)
            label = take.case.kind_of.steps[step].label
            raise NotYourRole(f"{titled(take.case.title)}按办理流程由{who}办理“{label}”")


def not_for(post: Post, waiting: dict[int, tuple[str, Place]], at: datetime) -> set[int]:
    """Of cases that wait for a step (by key: step, place), those whose routes name others for it."""
    day = at.astimezone(BEIJING).date()
    known = Routes(day)
    if not known:
        return set()
    found = set()
    for key, (step, place) in waiting.items():
        seated = known.ruling(place, day).seats.get(station(step))
        if seated and post.pk not in {one.pk for one in seated}:
            found.add(key)
    return found


def stations_of(kind: str = "disclosure") -> list[steps.Step]:
    """The stations that a route may fill."""
    return [steps.kind(kind).steps[name] for name in STATIONS]
