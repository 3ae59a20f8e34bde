"""How fast is the demonstration county loaded, and does it stay as fast while it grows?

    python -m bench.load [--write]

The county is made anew in a folder of its own, on SQLite unless GONGKAI_DATABASE_URL names an empty database: every
disclosure with its edition, trail, due dates, search index and stored HTML, by the bulk form of the steps that staff
take. What was loaded is then counted again and the trail verified. ``--write`` puts the figures into RESULTS.md.
"""

import argparse
import datetime
import gc
import os
import re
import tempfile
import time
from itertools import pairwise
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
SECTION = "## Demo load"
TENTHS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GONGKAI_DATA": folder, "DJANGO_SETTINGS_MODULE": "gongkai.settings"}
        figures = measured()
    for question, found, limit in figures:
        print(f"{question:64} {found:>28}   {limit}")
    if args.write:
        write_section(SECTION, "python -m bench.load", figures)


def measured() -> list[tuple[str, str, str]]:
    """(question, what was found, the limit if there is one)."""
    import django

    started = time.perf_counter()
    django.setup()
    from django.db import connection

    from gongkai import birth
    from gongkai.demo import foundation, playing, year

    birth.migrate()
    foundation.lay()
    ready = time.perf_counter() - started
    stories = year.plan()
    planned = time.perf_counter() - started - ready
    playing.CHUNK = -(-len(stories) // TENTHS)
    marks = [(time.perf_counter(), time.process_time())]
    gc.collect()
    held = memory(anew=True)
    playing.play(stories, lambda many: marks.append((time.perf_counter(), time.process_time())))
    peak = memory()
    acts, faults = recounted(stories)
    wall, cpu = (marks[-1][i] - marks[0][i] for i in (0, 1))
    tenths = [after[1] - before[1] for before, after in pairwise(marks)]
    first, last = (rate(stories, playing.CHUNK, tenths, place) for place in (0, -1))
    return [
        (f"disclosures loaded on {connection.vendor}, with their acts", f"{len(stories):,} with {acts:,}", ""),
        ("disclosures a second, wall clock", f"{len(stories) / wall:,.0f}", "1,000 on SQLite"),
        ("disclosures a CPU second", f"{len(stories) / cpu:,.0f}", ""),
        ("acts a CPU second", f"{acts / cpu:,.0f}", ""),
        ("disclosures a CPU second, first tenth, last tenth", f"{first[0]:,.0f}, {last[0]:,.0f}", ""),
        ("the last tenth to the first", f"{last[0] / first[0]:.2f}", "at least 0.8"),
        ("the same by acts written", f"{last[1] / first[1]:.2f}", ""),
        ("memory over what the plan holds, at its peak", f"{peak - held:,.0f} MB", "200 MB"),
        ("tables, units, people, catalogue; the year's plan", f"{ready:.1f} s, {planned:.1f} s", ""),
        ("faults of the trail, disclosures missing or double", faults, "0, 0"),
    ]


def rate(stories, chunk: int, tenths: list[float], place: int) -> tuple[float, float]:
    """Disclosures and acts a CPU second of one tenth."""
    some = [stories[start : start + chunk] for start in range(0, len(stories), chunk)][place]
    return len(some) / tenths[place], sum(len(story.moves) + 1 for story in some) / tenths[place]


def memory(*, anew: bool = False) -> float:
    """Most memory this process has held, in MB (Linux); ``anew``: from here on."""
    if anew:
        Path("/proc/self/clear_refs").write_text("5")
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024


def recounted(stories) -> tuple[int, str]:
    """How many acts there are, and what the trail's own check and a second count find wrong."""
    from gongkai.acts import verify
    from gongkai.acts.models import Act
    from gongkai.disclosures.models import Disclosure

    faults = sum(1 for _ in verify.faults())
    keys = sorted(map(int, Disclosure.objects.values_list("origin_key", flat=True)))
    wrong = len(set(keys) ^ {story.key for story in stories}) + len(keys) - len(set(keys))
    return Act.objects.count(), f"{faults}, {wrong}"


def write_section(section: str, command: str, figures: list[tuple[str, str, str]]) -> None:
    """Puts this run's table in place of the former one; what is said around it stays."""
    head = f"{section} (`{command}`, {datetime.datetime.now(tz=datetime.UTC).date()})\n"
    lines = [f"| {question} | {found} | {limit} |".replace("|  |", "| |") for question, found, limit in figures]
    table = "\n".join(["| question | found | limit |", "| --- | --- | --- |", *lines, ""])
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else "# Results\n"
    former = re.compile(rf"^{section} \([^\n]*\n((?:(?!#)[^\n]*\n)*?)(?:^\|[^\n]*\n)+", re.MULTILINE)
    if former.search(text):
        text = former.sub(lambda found: head + found[1] + table, text)
    else:
        text = f"{text.rstrip()}\n\n{head}\n{table}"
    RESULTS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
