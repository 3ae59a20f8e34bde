"""How fast is an old site of 100,000 pages taken over, does it stay as fast while it grows, and how much does it hold?

    python -m bench.intake [--count 100000] [--write]

The pages are written as the demonstration county writes, each once (titles are numbered, so that no two are equal),
into a file of JSON lines; then looked through, agreed to by four people and brought in: every record with its edition,
its trail of five acts, the search index and the stored page. What came in is counted again and the trail verified. On
SQLite unless GONGKAI_DATABASE_URL names an empty database; on a machine left alone.
"""

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.load import memory, write_section

SECTION = "## Taking over an old site"
TENTHS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GONGKAI_DATA": folder, "DJANGO_SETTINGS_MODULE": "gongkai.settings"}
        figures = measured(Path(folder), args.count)
    for question, found, limit in figures:
        print(f"{question:64} {found:>28}   {limit}")
    if args.write:
        from django.db import connection

        where = "" if connection.vendor == "sqlite" else " on PostgreSQL"
        write_section(f"{SECTION}{where}", "python -m bench.intake", figures)


def old_site(path: Path, count: int) -> None:
    """Writes the pages: real kinds, topics and lengths of the demonstration year, again and again until enough."""
    from gongkai.demo import manuscripts, year

    stories = [story for story in year.plan() if story.interprets is None]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            story = stories[number % len(stories)]
            text = manuscripts.wording(story)
            row = {
                "标题": f"{text.title}（{number}）", "栏目": story.topic, "单位": story.body.name,
                "成文日期": story.formed.isoformat(), "正文": manuscripts.html(story, text),
                "原公开时间": f"{story.formed.isoformat()} 17:00", "标识": f"page-{number}",
            }  # fmt: skip
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def agreed(look) -> int:
    """Proposes what was looked through, and lets four people agree."""
    from gongkai.acts.clock import now
    from gongkai.intake import bringing

    posts = hands()
    intake = bringing.propose(look, posts["proposer"], now())
    for name, role in (("clear", "secrecy"), ("approve", "reviewer"), ("agree", "publisher")):
        intake.case.take(name, by=posts[role], at=now(), read=intake.case.content)
    return intake.pk


def hands() -> dict:
    """Four people of the county itself, whose posts reach every unit."""
    from gongkai.accounts.models import Person, Post, Unit

    county = Unit.objects.get(kind=Unit.Kind.GOVERNMENT)
    Unit.objects.filter(parent=None).exclude(pk=county.pk).update(parent=county)  # as a real county enters them
    names = {"proposer": "接收甲", "secrecy": "接收乙", "reviewer": "接收丙", "publisher": "接收丁"}
    for role, name in names.items():
        person, _ = Person.objects.get_or_create(username=f"intake-{role}", defaults={"name": name})
        Post.objects.get_or_create(person=person, unit=county, role=role)
    found = Post.objects.filter(person__username__startswith="intake-").select_related("unit", "person")
    return {post.role: post for post in found}


def measured(folder: Path, count: int) -> list[tuple[str, str, str]]:
    """(question, what was found, the limit if there is one)."""
    import django

    django.setup()
    from django.db import connection

    from gongkai import birth
    from gongkai.acts.clock import now
    from gongkai.demo import foundation
    from gongkai.intake import bringing, looking

    birth.migrate()
    foundation.lay()
    old_site(folder / "old.jsonl", count)
    gc.collect()
    held = memory(anew=True)
    began = time.perf_counter()
    look = looking.look_through(folder / "old.jsonl", hands()["proposer"], now())
    looked = time.perf_counter() - began
    key = agreed(look)
    marks = [(0, time.perf_counter(), time.process_time())]
    bringing.bring(
        key, now(), lambda done: marks.append((marks[-1][0] + done, time.perf_counter(), time.process_time()))
    )
    peak = memory()
    acts, faults, found = recounted()
    wall, cpu = (marks[-1][i] - marks[0][i] for i in (1, 2))
    rates = [(b[0] - a[0]) / (b[2] - a[2]) for a, b in pairwise(marks)]
    tenth = max(1, len(rates) // TENTHS)
    first, last = sum(rates[:tenth]) / tenth, sum(rates[-tenth:]) / tenth
    fast = "1,000" if connection.vendor == "sqlite" else "500"
    return [
        (f"pages brought in on {connection.vendor}, with their acts", f"{found:,} with {acts:,}", f"{look.good:,}"),
        ("looked through and checked before, a second", f"{look.rows / looked:,.0f}", ""),
        ("brought in a second, wall clock", f"{found / wall:,.0f}", fast),
        ("brought in a CPU second", f"{found / cpu:,.0f}", ""),
        ("the last tenth to the first, by CPU", f"{last / first:.2f}", "at least 0.8"),
        ("memory over what the empty county holds, at its peak", f"{peak - held:,.0f} MB", "200 MB"),
        ("faults of the trail; drafts, bad rows", f"{faults}; {look.held}, {look.bad}", "0"),
    ]


def recounted() -> tuple[int, int, int]:
    """Acts, faults of the trail, and published records (those for staff alone are not shown to the public)."""
    from gongkai.acts import verify
    from gongkai.acts.models import Act
    from gongkai.disclosures.models import Disclosure

    faults = sum(1 for _ in verify.faults())
    return Act.objects.count(), faults, Disclosure.objects.exclude(live=None).count()


if __name__ == "__main__":
    main()
