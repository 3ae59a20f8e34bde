"""The routes' demands on a disclosure's steps: who sits at a station, whether a meeting decides, who countersigns."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from gongkai.accounts.models import Unit
from gongkai.acts.models import Act, Case
from gongkai.disclosures.editions import editions
from gongkai.disclosures.elements import clarifying
from gongkai.disclosures.gazette import issues
from gongkai.disclosures.interpretation import interpreting
from gongkai.disclosures.routes import addressing
from gongkai.workflow import booking, countersigning, meetings, notices, receipts, routes, seating, takedowns
from gongkai.workflow.models import Countersign
from gongkai.workflow.routes import Place, Ruling

MOMENT = timedelta(microseconds=1)
EARLIER = ("propose", "clear", "approve", "publish", "emergency")  # whose doers are told when a record goes back


def is_seated(step: str):
    """The check that whoever takes a step is whom the route names for it."""

    def check(cases, takes) -> dict[int, list[str]]:
        if found := rulings(cases, takes):
            seating.ask_seats(step, takes, found)
        return {}

    return check


def is_decided_together(cases, takes) -> dict[int, list[str]]:
    """What a route sends to a meeting is approved by confirmed minutes alone (TZ-4.2)."""
    found = rulings(cases, takes)
    wanted = [case for case in cases if found and found[case.pk].collective]
    decided = meetings.agreed(wanted) if wanted else set()
    return {
        case.pk: ["按流程须经集体研究：请“提请会议”，会议纪要确认后即为审核通过"]
        for case in wanted
        if case.pk not in decided
    }


def is_countersigned(cases, takes) -> dict[int, list[str]]:
    """Nothing goes out while a unit that it concerns has not agreed to these very words (条例-11, SQ-6.2)."""
    found, asked, touched = rulings(cases, takes), _asked(cases), _concerned(cases)
    if not found and not asked and not touched:
        return {}
    reasons = {}
    for case in cases:
        wanted = [*(found[case.pk].signers if found else []), *touched.get(case.pk, ())]
        if said := countersigning.open_objections(case, wanted, asked.get(case.pk, [])):
            reasons[case.pk] = said
    return reasons


def ask_countersigns(cases, takes, acts) -> None:
    """With the secrecy review passed, the units that the route names are asked, those whose documents the record sets
    right, and those whose answer fell."""
    found, asked, touched = rulings(cases, takes), _asked(cases), _concerned(cases)
    if not found and not asked and not touched:
        return
    by, at = {take.case.pk: take.by for take in takes}, {act.case_id: act.at for act in acts}
    for case in cases:
        wanted = [*(found[case.pk].signers if found else []), *touched.get(case.pk, ())]
        countersigning.ask(case, wanted, by[case.pk], at[case.pk], demanded=True)
        fell = [one.case.unit for one in asked.get(case.pk, []) if _fell(one, case) and one.case.unit not in wanted]
        countersigning.ask(case, fell, by[case.pk], at[case.pk], again=True)


def take_back(cases, takes, acts) -> None:
    """A record that goes back to its writer: nothing booked happens, open questions fall, earlier hands are told."""
    at, by = {act.case_id: act.at for act in acts}, {take.case.pk: take.by for take in takes}
    booking.cancel(cases, max(at.values()))
    countersigning.lapse(cases, by, at)
    notices.tell_earlier(acts, EARLIER)


def leave(cases, takes, acts) -> None:
    """A record that leaves the public: its copies elsewhere are to be taken down, earlier hands are told."""
    take_back(cases, takes, acts)
    leave_elsewhere(cases, takes, acts)


def leave_elsewhere(cases, takes, acts) -> None:
    """What is public no more need not be signed for, is taken down from every channel, and nothing booked happens."""
    booking.cancel(cases, max(act.at for act in acts))
    receipts.lapse(cases, {take.case.pk: take.by for take in takes}, {act.case_id: act.at for act in acts})
    takedowns.ask(cases, takes, acts)


def rulings(cases: list[Case], takes) -> dict[int, Ruling]:
    """What the routes say of each case; empty where there are none."""
    last = max(take.at for take in takes).astimezone(routes.BEIJING).date()
    known = routes.Routes(last)
    if not known:
        return {}
    places, days = places_of(cases), {take.case.pk: take.at.astimezone(routes.BEIJING).date() for take in takes}
    return {case.pk: known.ruling(places[case.pk], days[case.pk]) for case in cases}


def places_of(cases: list[Case]) -> dict[int, Place]:
    stands = editions(cases)
    return {case.pk: (case.unit_id, stands[case.pk].topic_id) for case in cases}


def went_out(cases, takes, acts) -> None:
    """Out: what was booked for it is done, the document it explains is explained, its addressees get it."""
    booking.cancel(cases, acts[0].at, what=("publish",))
    interpreting.close(cases, takes, acts)
    stands = editions(cases)
    addressing.send(cases, takes, acts, stands)
    issues.tell_papers(takes, acts, stands)


def _asked(cases) -> dict[int, list[Countersign]]:
    """Questions by document, of this round: those asked since it last went out."""
    found: dict[int, list[Countersign]] = {}
    rows = countersigning.of(cases)
    out = _last_out(one.document_id for one in rows)
    for one in rows:
        if one.case.opened > out.get(one.document_id, one.case.opened - MOMENT):
            found.setdefault(one.document_id, []).append(one)
    return found


def _concerned(cases: list[Case]) -> dict[int, list[Unit]]:
    return clarifying.concerned(editions(cases), {case.pk: case.unit_id for case in cases})


def _last_out(keys: Iterable[int]) -> dict[int, datetime]:
    acts = Act.objects.filter(case__in=set(keys), step__in=("publish", "emergency")).order_by("number")
    return dict(acts.values_list("case_id", "at"))


def _fell(one: Countersign, document: Case) -> bool:
    return one.case.status != "recalled" and (one.content != document.content or one.case.status == "lapsed")
