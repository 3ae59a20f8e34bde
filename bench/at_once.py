"""Two people do the same to a campaign in the same moment, on a served site: one wins, the other is told.

[GONGKAI_DATABASE_URL=… an empty database] python -m bench.at_once [--write]
"""

import os
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.kills_campaign import PEOPLE, WAS, Beside
from bench.load import write_section
from tests.house import prepared, site
from tests.house.staff import Staff

TOLD = {"appeals against one leaf": (302, 409), "marks of one row": (302, 422), "a mark, a composition": (302, 409)}


def main() -> None:
    database = {name: os.environ[name] for name in ("GONGKAI_DATABASE_URL",) if name in os.environ}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        env = {"GONGKAI_DATA": str(data), **database}
        prepared.prepare(env)
        beside = Beside(env)
        laid = beside.ask("lay")
        running = site.start(data, database)
        try:
            found = raced({name: Staff(running.url, name) for name in PEOPLE}, Staff(running.url, "xin"), laid)
            verified = beside.ask("look", laid=laid)["verified"]
        finally:
            running.kill()
            beside.end()
    figures = [(f"two at once: {what}", f"{many}", "") for (what, _), many in sorted(found.items())]
    other = sum(many for (what, answers), many in found.items() if answers != TOLD[what])
    figures.append(("answered otherwise than one done and one refused in words", f"{other}", "0"))
    figures.append(("faults that `gongkai verify` finds afterwards", f"{sum(verified)}", "0"))
    for one in figures:
        print(*one)
    if "--write" in sys.argv:
        where = " on PostgreSQL" if database else ""
        write_section(f"## Two at once in a campaign{where}", "python -m bench.at_once", figures)


def raced(people: dict[str, Staff], colleague: Staff, laid: dict) -> Counter:
    """How often which two answers came, by what was done."""
    found: Counter = Counter()
    xin, kao, other, ban = (people[name] for name in ("xin", "kao", "kaoer", "ban"))
    campaign = f"/staff/assessment/{laid['marking']}"
    for leaf in laid["all"]:
        place = f"/staff/assessment/{laid['heard']}/sheets/{laid['unit']}/appeal/{leaf}/"
        answers = both((xin, place, {"claim": "甲"}), (colleague, place, {"claim": "乙"}))
        found["appeals against one leaf", answers] += 1
    for number, leaf in enumerate(laid["leaves"]["office"] * 3):
        place = f"{campaign}/marks/{leaf}/"
        first, second = (marked(kao.get(place), f"{who}{number}") for who in "甲乙")
        found["marks of one row", both((kao, place, first), (other, place, second))] += 1
        for who, source in (("kao", "office"), ("san", "third")):
            people[who].post(f"/staff/assessment/scorings/{laid['parts'][source]}/hand_in/")
        third = marked(kao.get(place), f"丙{number}")
        answers = both((kao, place, third), (ban, f"{campaign}/compose/", {"words": ""}))
        found["a mark, a composition", answers] += 1
        ban.post(f"{campaign}/reopen/", words="再看一遍")
    return found


def marked(page: str, why: str) -> dict[str, str]:
    """The form of a marking page as somebody fills it in who sees it as it stands."""
    rows = WAS.findall(page)
    said = {f"was_{unit}": key for unit, key in rows} | {f"reason_{unit}": why for unit, _ in rows}
    return said | {f"value_{unit}": "3" for unit, _ in rows}


def both(*tasks: tuple[Staff, str, dict]) -> tuple[int, ...]:
    """The two answers, the smaller number first."""
    with ThreadPoolExecutor(2) as hands:
        sent = [hands.submit(who.post, place, **said) for who, place, said in tasks]
        return tuple(sorted(done.result()[0] for done in sent))


if __name__ == "__main__":
    main()
