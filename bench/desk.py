"""Does the desk stay quick with 20,000 open clocks in a county?

    python -m bench.desk [--clocks 20000] [--write]

A county of eighty units is made in a folder of its own, on SQLite unless GONGKAI_DATABASE_URL names an empty database:
records, requests and rectifications with a clock each, a quarter of them late. Asked is the processor time of the desk
and of the whole lists, for a post of one unit and for posts that see every unit.
"""

import argparse
import os
import statistics
import tempfile
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bench.load import write_section

SECTION = "## The desk"
AT = datetime(2026, 1, 12, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
UNITS, PAGES, LIMIT = 80, 20, 100
KINDS = (
    ("disclosure", "draft", "disclosures.propose"), ("disclosure", "proposed", "disclosures.publish"),
    ("request", "registered", "foi.answer"), ("rectification", "mending", "assessment.mend"),
)  # fmt: skip
ASKED = (
    ("a proposer of one unit", "proposer", 1), ("a secrecy officer over all units", "secrecy", 0),
    ("a proposer over all units", "proposer", 0), ("the office of the county", "office", 0),
    ("the leading group", "leading_group", 0),
)  # fmt: skip
PATHS = (("/staff/", "the desk"), ("/staff/duties/", "the whole list"), ("/staff/duties/others/", "the list of others"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clocks", type=int, default=20_000)
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GONGKAI_DATA": folder, "DJANGO_SETTINGS_MODULE": "gongkai.settings"}
        figures = measured(args.clocks)
    for question, found, limit in figures:
        print(f"{question:64} {found:>28}   {limit}")
    if args.write:
        write_section(SECTION, "python -m bench.desk", figures)


def measured(clocks: int) -> list[tuple[str, str, str]]:
    """(question, what was found, the limit if there is one)."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction

    settings.ALLOWED_HOSTS = ["*"]
    from gongkai import birth

    birth.migrate()
    with transaction.atomic():
        birth.born(told=AT, label="试县", limits=("tz",))
        lay(clocks)
    figures = [("open clocks, a quarter late", f"{clocks:,} in {UNITS} units", "")]
    for path, title in PATHS:
        for whose, role, place in ASKED:
            found = pages(path, role, place)
            says = f"{found[-2]:.0f} ms (median {statistics.median(found):.0f})"
            figures.append((f"{title} of {whose}: p95 of {PAGES} pages, CPU", says, f"< {LIMIT} ms"))
    return figures


def lay(clocks: int) -> None:
    from gongkai.accounts.models import Person, Post, Unit
    from gongkai.acts.models import Case, Due

    top = Unit.objects.create(name="试县", code="shixian", kind="government")
    units = [Unit(name=f"单位{n}", code=f"u{n}", parent=top, order=n) for n in range(UNITS)]
    units = [top, *Unit.objects.bulk_create(units)]
    for _, role, place in ASKED:
        person = Person.objects.create(username=f"{role}{place}", name="某", password="!")
        Post.objects.create(person=person, unit=units[place], role=role)
    cases = []
    for n in range(clocks):
        kind, status, _ = KINDS[n % len(KINDS)]
        cases.append(Case(kind=kind, status=status, unit=units[1 + n % UNITS], title=f"关于第{n}件事的办理", opened=AT))
    Case.objects.bulk_create(cases, batch_size=1000)
    dues = []
    for n, case in enumerate(cases):
        last = AT + timedelta(hours=(n * 37) % (40 * 24) - 10 * 24)
        limit = KINDS[n % len(KINDS)][2]
        dues.append(Due(case=case, limit=limit, role="proposer", started=AT - timedelta(days=30), due=last))
    Due.objects.bulk_create(dues, batch_size=1000)


def pages(path: str, role: str, place: int) -> list[float]:
    """Milliseconds of processor time of each page, the quickest first."""
    from django.test import Client

    from gongkai.accounts.models import Person

    client, found = Client(), []
    person = Person.objects.get(username=f"{role}{place}")
    client.force_login(person, backend="gongkai.accounts.backend.PersonBackend")
    client.get(path)
    for _ in range(PAGES):
        began = time.process_time()
        answer = client.get(path)
        found.append((time.process_time() - began) * 1000)
        assert answer.status_code == 200, answer.status_code
    return sorted(found)


if __name__ == "__main__":
    main()
