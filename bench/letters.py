"""How many letters of requests are made a second, from the case's facts to the bytes of the PDF?

    python -m bench.letters [--write] [--many 400]

Every paper of the catalogue of replies in turn, each for another applicant: filled in, read over for errors, typeset.
The first round warms the typesetter and is not counted. ``--write`` puts the figures into RESULTS.md.
"""

import argparse
import time
from dataclasses import replace
from datetime import date
from itertools import cycle, islice

from bench.load import write_section
from gongkai import shelf
from gongkai.law.replies import Replies
from gongkai.papers import typeset, word
from gongkai.papers.letters.assembling import assemble, official
from gongkai.papers.letters.checking import check
from gongkai.papers.letters.matter import REFUSED, Asked, Matter, Organ

SECTION = "## Letters of requests"
WANTED = 50  # a second
DAY = date(2026, 2, 12)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    parser.add_argument("--many", type=int, default=400)
    args = parser.parse_args()
    figures = measured(args.many)
    for question, found, limit in figures:
        print(f"{question:64} {found:>28}   {limit}")
    if args.write:
        write_section(SECTION, "python -m bench.letters", figures)


def measured(many: int) -> list[tuple[str, str, str]]:
    """(question, what was found, the limit if there is one)."""
    replies = shelf.replies()
    wanted = list(matters(replies, many))
    for one in wanted[: len(replies.outcomes) + len(replies.papers)]:
        typeset.pdf(official(replies, one, assemble(replies, one)))
    said, alone = timed(lambda: [assemble(replies, one) for one in wanted])
    _, read = timed(lambda: [check(replies, one, words) for one, words in zip(wanted, said, strict=True)])
    papers = [official(replies, one, words) for one, words in zip(wanted, said, strict=True)]
    made, pdf = timed(lambda: [typeset.pdf(paper) for paper in papers])
    _, docx = timed(lambda: [word.docx(paper) for paper in papers])
    assert len({*map(len, made)}) > 1 and all(one.startswith(b"%PDF") for one in made)
    whole = alone + read + pdf
    return [
        ("letters filled in, read over and typeset as PDF", f"{many / whole:,.0f}/s", f"≥ {WANTED}/s"),
        ("of that: filling in and reading over", f"{(alone + read) / many * 1000:.2f} ms a letter", ""),
        ("the same as DOCX", f"{many / docx:,.0f}/s", ""),
    ]


def timed(do):
    started = time.perf_counter()
    found = do()
    return found, time.perf_counter() - started


def matters(replies: Replies, many: int):
    """So many examples, the papers in turn, no two alike."""
    organ = Organ("试县交通运输局", "试县人民政府", "试县人民法院", "试交公开")
    every = [*replies.outcomes.values(), *replies.papers.values()]
    for number, paper in enumerate(islice(cycle(every), many), start=1):
        found = {name: said for name, said in paper.sample.items() if name != "described"}
        asked = tuple(_asked(record, far) for record, far in paper.needs.items())
        matter = Matter(paper.id, DAY, organ, f"2026-003-{number:04}", f"李小河{number}", paper.sample["described"],
                        date(2026, 1, 15), found=found, asked=asked, due=DAY)  # fmt: skip
        yield replace(matter, letter_number=f"试交公开〔2026〕{number}号" if paper.numbered else "")


def _asked(record: str, standing: str) -> Asked:
    answered = None if standing == "lapsed" else date(2026, 2, 2)
    return Asked(record, date(2026, 1, 19), date(2026, 2, 9), answered, REFUSED)


if __name__ == "__main__":
    main()
