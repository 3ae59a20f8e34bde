"""Matters of the demonstration followed through their stages, and a theme: played by the very steps that staff take."""

from datetime import date
from functools import cache

import yaml
from django.db import transaction
from django.utils.html import format_html_join

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.catalogue.placing import usual_topic
from gongkai.demo import county
from gongkai.demo.papers import hand, moment, paper, publish
from gongkai.disclosures.models import Disclosure
from gongkai.dossiers import drafting
from gongkai.dossiers.drafting import Founding, Head
from gongkai.dossiers.models import Dossier

WAY = (
    ("propose", Role.PROPOSER, 9), ("clear", Role.SECRECY, 10), ("approve", Role.REVIEWER, 11),
    ("publish", Role.PUBLISHER, 14),
)  # fmt: skip


def play() -> None:
    """Every matter of the file that is not there yet, whole or not at all."""
    for told in written():
        if not Dossier.objects.filter(case__title=told["title"]).exists():
            with transaction.atomic():
                _play(told)


@cache
def written() -> list[dict]:
    """The file as it stands."""
    return yaml.load((county.HERE / "followed.yaml").read_text("utf-8"), yaml.CSafeLoader)


def _play(told: dict) -> None:
    unit, day, by = told["unit"], told["day"], hand(told["unit"], Role.PROPOSER)
    stages = {name: _said(unit, day - 1, one) for name, one in told["stages"].items()}
    topic = usual_topic(shelf.dossier_type(told["type"]).columns)
    assert topic is not None
    at = moment(2026, 1, day, 8)
    dossier = drafting.open_dossiers([Founding(by.unit, told["type"], topic, by, at, told["title"])])[0]
    drafting.save_head(dossier, Head(told["summary"], told.get("particulars", {})), by, at)
    for name, said in stages.items():
        drafting.save_stage(dossier, name, said, by, at)
    for step, role, hour in WAY:
        dossier.case.take(step, by=hand(unit, role), at=moment(2026, 1, day, hour))
        if step == told.get("reach"):
            break


def _said(unit: str, day: int, told: dict) -> dict:
    """A stage as a revision keeps it; a paper of its own is published the day before."""
    said = {"state": "shown", "says": told.get("says", ""), "links": []}
    if "paper" in told:
        said["links"] = [{"case": _published(unit, day, told["paper"]).pk}]
    elif "explained" in told:
        said["links"] = [{"case": pk} for pk in _explained(unit, told["explained"])]
    elif "due" in told:
        said |= {"state": "waiting", "due": told["due"].isoformat()}
    else:
        said |= {"state": "never", "says": told["never"]}
    return said


def _published(unit: str, day: int, told: dict) -> Disclosure:
    html = format_html_join("", "<p>{}</p>", ((text,) for text in told["text"]))
    values = {"kind": told.get("kind", "信息"), "element": told.get("element", "")}
    return publish(paper(unit, told["topic"], told["title"], date(2026, 1, day), html, **values), day)


def _explained(unit: str, many: int) -> list[int]:
    """The unit's latest papers whose interpretation is out."""
    told = Disclosure.objects.filter(live__interprets__isnull=False).values("live__interprets")
    found = Disclosure.objects.filter(pk__in=told, live__isnull=False, case__unit__name=unit)
    return list(found.order_by("-published").values_list("pk", flat=True)[:many])
