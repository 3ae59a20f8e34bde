"""How much of what must not go out do the checks find, and how often do they cry wolf?

    python -m bench.checks [--seed 7] [--misses] [--speed]

Thousands of invented documents, made by seed, with one thing planted in each or one look-alike of it. Something planted
counts as found when a finding of its kind covers its place and, for personal data, the mask leaves the rest of the
source as it was and the planted words not there. An alarm is false when it stands anywhere else: at a look-alike, or in
a document where something else was planted.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import check_corpus, check_lookalikes, check_papers
from bench.check_corpus import Case
from gongkai.checks import Finding, mask, privacy, secrecy

NUMBERED = {
    "identity", "mistyped identity", "old identity", "mobile", "bank card", "account of a person", "passport", "permit",
    "plate", "personal number",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", action="store_true", help="name every document that was judged wrongly")
    parser.add_argument("--speed", action="store_true", help="microseconds per 1,000 characters instead")
    args = parser.parse_args()
    cases = corpus(args.seed)
    if args.speed:
        for name, cost in speed(cases):
            print(f"{name:40} {cost:8.1f} µs per 1,000 characters")
        return
    for line in report(cases, misses=args.misses):
        print(line)


def corpus(seed: int) -> list[Case]:
    """Every case, planted and clean, the same for the same seed."""
    makers = (check_corpus.private, check_lookalikes.public, check_papers.papers)
    return [case for place, maker in enumerate(makers) for case in maker(Random(seed * 100 + place))]


def judged(case: Case) -> tuple[bool, list[Finding]]:
    """(whether what is planted was found, the findings that are false alarms)."""
    findings = check_papers.CHECKS[case.check](case)
    there = [found for found in findings if found.start < case.end and found.end > case.start]
    right = [found for found in there if found.kind in case.kinds]
    found = bool(right) and (case.check != "privacy" or _masked(case, right))
    # A second finding at the same place tells of the same thing.
    alarms = findings if not case.kinds else [other for other in findings if other not in there]
    return found, alarms


def _masked(case: Case, right: list[Finding]) -> bool:
    """The mask changed the planted words and nothing around them."""
    masked = mask(case.source, right)
    left = len(case.source) - case.end
    inside = masked[case.start : len(masked) - left]
    whole = (
        masked[: case.start] == case.source[: case.start] and masked[len(masked) - left :] == case.source[case.end :]
    )
    return whole and inside != case.source[case.start : case.end] and "*" in inside


def report(cases: Iterable[Case], *, misses: bool) -> list[str]:
    """The table, a line a kind: planted, found, recall; clean documents, those with an alarm, their share."""
    planted, clean = defaultdict(list), defaultdict(list)
    wrong = []
    for case in cases:
        found, alarms = judged(case)
        if case.kinds:
            planted[case.check, case.kind].append(found)
        clean[case.check, case.kind].append(bool(alarms))
        if (case.kinds and not found) or alarms:
            what = "missed" if case.kinds and not found else "alarm"
            words = " | ".join(f"{f.kind} {f.level} {case.source[f.start : f.end]!r}" for f in alarms)
            wrong.append(
                f"{what} {case.check}/{case.kind} [{case.way}] "
                f"{case.source[max(0, case.start - 16) : case.end + 4]!r} {words}"
            )
    lines = [f"{'planted':44} {'cases':>6} {'found':>6} {'recall':>7}"]
    lines += [_line(f"{check}: {kind}", marks) for (check, kind), marks in planted.items()]
    lines += [
        _line("numbered identifiers", [m for (_, kind), marks in planted.items() if kind in NUMBERED for m in marks])
    ]
    lines += [_line("all that is planted", [mark for marks in planted.values() for mark in marks])]
    lines += ["", f"{'documents (false alarms)':44} {'cases':>6} {'alarms':>6} {'rate':>7}"]
    lines += [
        _line(f"{check}: {kind}", marks) for (check, kind), marks in clean.items() if (check, kind) not in planted
    ]
    for check in check_papers.CHECKS:
        lookalikes = [m for (c, kind), marks in clean.items() if c == check and (c, kind) not in planted for m in marks]
        beside = [m for (c, kind), marks in clean.items() if c == check and (c, kind) in planted for m in marks]
        lines += [_line(f"{check}: all look-alikes", lookalikes), _line(f"{check}: beside what is planted", beside)]
    return lines + (["", *wrong] if misses else [])


def _line(name: str, marks: list[bool]) -> str:
    return f"{name:44} {len(marks):6} {sum(marks):6} {sum(marks) / max(1, len(marks)):7.2%}"


def speed(cases: list[Case]) -> list[tuple[str, float]]:
    """Least of five rounds over all documents of personal data and secrecy, text and pages apart, in CPU time."""
    texts = [case.source for case in cases if not case.html]
    # A page of usual length; most of what is published holds nothing private.
    pages = ["".join(case.source for case in cases[at : at + 6] if case.html) for at in range(0, len(cases), 6)]
    plain = ["".join(words) for words in check_papers.ordinary(Random(1), 400)]
    whole = ["".join(f"<p>{line}</p>\n" for line in words) for words in check_papers.ordinary(Random(2), 400)]
    rounds = [
        ("text with numbers, privacy", privacy.find, texts),
        ("text with numbers, secrecy", secrecy.find, texts),
        ("ordinary text, privacy", privacy.find, plain),
        ("ordinary text, secrecy", secrecy.find, plain),
        ("pages full of numbers, both", _both, pages),
        ("ordinary pages, both", _both, whole),
    ]
    return [(name, min(_cost(check, sources) for _ in range(5))) for name, check, sources in rounds]


def _both(page: str) -> None:
    privacy.find_in_html(page)
    secrecy.find_in_html(page)


def _cost(check, sources: list[str]) -> float:
    started = time.process_time()
    for source in sources:
        check(source)
    return (time.process_time() - started) * 1e9 / sum(map(len, sources))


if __name__ == "__main__":
    main()
