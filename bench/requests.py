"""Does the casework of requests stay quick with 100,000 cases, and how fast are open dates counted anew?

    python -m bench.requests [--cases 100000] [--write]

A county is made in a folder of its own, on SQLite unless GONGKAI_DATABASE_URL names an empty database. Cases are taken
in, registered, and most of them decided and delivered by the bulk form of the steps that staff take. Asked are the
list, its filters and its further pages, the search for an applicant, and one case with its clocks, the same again when
one person has asked for 10,000 things; then the calendar is changed by one day and every open date is counted anew,
with an act wherever one moved.
"""

import argparse
import os
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import date, datetime, timedelta

from bench.load import write_section

SECTION = "## Requests"
BATCH, OPEN_EVERY, PAGES, LIMIT, FLOOD = 2000, 5, 30, 200, 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GONGKAI_DATA": folder, "DJANGO_SETTINGS_MODULE": "gongkai.settings"}
        figures = measured(args.cases)
    for question, found, limit in figures:
        print(f"{question:64} {found:>28}   {limit}")
    if args.write:
        write_section(SECTION, "python -m bench.requests", figures)


def measured(cases: int) -> list[tuple[str, str, str]]:
    """(question, what was found, the limit if there is one)."""
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    from gongkai import birth
    from gongkai.demo import foundation

    birth.migrate()
    foundation.lay()
    begun = time.perf_counter()
    keys = taken_in(cases)
    loaded = time.perf_counter() - begun
    return [
        ("cases taken in, four of five answered", f"{cases:,} at {cases / loaded:,.0f}/s", ""),
        *pages(keys),
        *flooded(),
        *recounted(),
    ]


def taken_in(cases: int) -> list[int]:
    """Keys of the cases; every fifth is open."""
    from gongkai.accounts.models import Post, Role
    from gongkai.acts.sitting import sitting
    from gongkai.acts.taking import Take, take_many
    from gongkai.demo import hours
    from gongkai.foi import receiving

    posts = list(Post.objects.filter(role=Role.PROPOSER).select_related("unit", "person").order_by("pk")[:30])
    days = hours.workdays(date(2025, 1, 2), date(2026, 1, 9))
    keys: list[int] = []
    for start in range(0, cases, BATCH):
        some = range(start, min(start + BATCH, cases))
        with sitting():
            wishes = [_wish(posts[nth % len(posts)], days[nth * len(days) // cases], nth) for nth in some]
            rows = [one.request for one in receiving.take_in_many(wishes, hours.NOW)]
            done = [(row, wish) for row, wish in zip(rows, wishes, strict=True) if row.pk % OPEN_EVERY]
            at = {wish.token: hours.at(wish.came + timedelta(days=9), 36_000) for _, wish in done}
            past = [Take(row.case, wish.by, at[wish.token]) for row, wish in done if at[wish.token] < hours.NOW]
            if past:
                take_many("request", "enter_withdrawal", past)
        keys += [row.pk for row in rows]
    return keys


def _wish(by, day: date, nth: int, who: int | None = None):
    from gongkai.demo import hours
    from gongkai.foi.receiving import Wish

    who = nth // 3 if who is None else who
    said = {
        "described": f"{day.year}年公路养护合同第{nth}号", "applicant": "person", "form": "paper", "route": "post",
        "paper": "identity", "oral": False, "name": f"某{who}", "paper_no": f"5109231980{who:08}",
        "phone": f"1000{who:07}", "address": "某路某号",
    }  # fmt: skip
    return Wish(by.unit, "counter", said, str(nth), came=day, by=by, at=hours.at(day, 36_000 + nth % 3600))


def pages(keys: list[int]) -> list[tuple[str, str, str]]:
    from django.test import Client

    from gongkai.accounts.models import Post, Role

    officer = Post.objects.filter(role=Role.OFFICE).select_related("person").first()
    client = Client(raise_request_exception=True)
    client.force_login(officer.person, backend="gongkai.accounts.backend.PersonBackend")
    client.get("/staff/")  # the process is up; none of the pages that are asked has been made
    spread = [keys[place * len(keys) // PAGES] for place in range(PAGES)]
    asked = {
        "the list": lambda nth: client.get("/staff/foi/"),
        "the list, late ones": lambda nth: client.get("/staff/foi/?due=late"),
        "the list, by state and channel": lambda nth: client.get("/staff/foi/?status=registered&channel=counter"),
        "the list, four of five that fit": lambda nth: client.get("/staff/foi/?status=withdrawn"),
        "the list, by day of receipt": lambda nth: client.get("/staff/foi/?sort=received"),
        "requests of one applicant": lambda nth: client.post("/staff/foi/find/", {"who": f"某{spread[nth] // 3}"}),
        "one case with its clocks": lambda nth: client.get(f"/staff/foi/{spread[nth]}/"),
    }
    return [(f"{name}: p95 of {PAGES} pages", _p95(ask), f"< {LIMIT} ms") for name, ask in asked.items()]


def flooded() -> list[tuple[str, str, str]]:
    """One person asks for 10,000 things in a month, all but the same; a second asks for one of them."""
    from django.test import Client

    from gongkai.accounts.models import Post, Role
    from gongkai.acts.sitting import sitting
    from gongkai.demo import hours
    from gongkai.foi import receiving
    from gongkai.foi.afterwards import likening

    post = Post.objects.filter(role=Role.PROPOSER).select_related("unit", "person").order_by("pk").first()
    officer = Post.objects.filter(role=Role.OFFICE).select_related("person").first()
    client = Client(raise_request_exception=True)
    client.force_login(officer.person, backend="gongkai.accounts.backend.PersonBackend")
    day, first = date(2026, 1, 9), 10_000_000
    begun = time.perf_counter()
    for start in range(0, FLOOD, BATCH):
        with sitting():
            nths = range(first + start, first + start + BATCH)
            wishes = [_wish(post, day, nth, who=first) for nth in nths]
            rows = [one.request for one in receiving.take_in_many(wishes, hours.NOW)]
    took = time.perf_counter() - begun
    receiving.take_in_many([_wish(post, day, first + FLOOD, who=first + 1)], hours.NOW)
    while some := likening.due(hours.NOW):
        likening.keep(some)
    asked = {
        "who asked for much": lambda nth: client.get("/staff/foi/frequent/"),
        "all requests of that one": lambda nth: client.get(f"/staff/foi/{rows[0].pk}/same/"),
        "one of them": lambda nth: client.get(f"/staff/foi/{rows[nth].pk}/"),
        "what several ask for": lambda nth: client.get("/staff/foi/repeats/"),
        "the list with the flood on top": lambda nth: client.get("/staff/foi/?sort=-received"),
    }
    return [
        (f"{FLOOD:,} requests of one person taken in", f"{FLOOD / took:,.0f}/s", ""),
        *((f"{name}: p95 of {PAGES} pages", _p95(ask), f"< {LIMIT} ms") for name, ask in asked.items()),
    ]


def _p95(ask) -> str:
    took = []
    for nth in range(PAGES):
        begun = time.perf_counter()
        answer = ask(nth)
        took.append(1000 * (time.perf_counter() - begun))
        assert answer.status_code == 200, answer.status_code
    return f"{statistics.quantiles(took, n=20)[-1]:.0f} ms (median {statistics.median(took):.0f})"


def recounted() -> list[tuple[str, str, str]]:
    """A day that was worked is off: every open date behind it moves."""
    from gongkai import shelf
    from gongkai.acts import recounting
    from gongkai.acts.models import Due
    from gongkai.demo.hours import NOW
    from gongkai.law.workdays import Calendar

    calendar = shelf.calendar()
    day = next(one for one in (date(2026, 1, 19) + timedelta(nth) for nth in range(9)) if calendar.is_workday(one))
    notices = [calendar.notice(year) for year in calendar.years]
    changed = Calendar(replace(one, off={**one.off, day: "停工"}) if one.year == day.year else one for one in notices)
    shelf.calendar = lambda: changed
    waiting = Due.objects.filter(done=None, case__kind="request").values("case").distinct().count()
    begun = time.perf_counter()
    found = recounting.recount("bench", NOW)
    took = time.perf_counter() - begun
    again = time.perf_counter()
    recounting.recount("again", datetime.now(NOW.tzinfo))
    still = time.perf_counter() - again
    return [
        ("open cases counted anew after a calendar change", f"{waiting / took:,.0f}/s of {waiting:,}", "≥ 5,000/s"),
        ("of them with an act, as a date moved", f"{found.moved:,}", ""),
        ("counted anew where nothing moves", f"{waiting / still:,.0f}/s", "≥ 5,000/s"),
    ]


if __name__ == "__main__":
    main()
