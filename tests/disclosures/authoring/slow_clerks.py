"""Two clerks on one document: no text is lost. ``python -m tests.disclosures.authoring.slow_clerks 1000 [seed]``.

Two browsers, each in a thread of its own with its own connection, open the same draft, type (what the form keeps by
itself) and save, at random moments; whoever comes second saves over the other, or leaves it. Every text that was sent
must be found again on the pages that the two see: in the draft, among the texts that were replaced, among one's own to
go on with; unless somebody had it on the screen and saved another in its place.
"""

import logging
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter

CLERKS = ("xin", "xin2")
MOST = 4  # moves of a clerk in a round
TEXT = re.compile(r"xin2?第\d稿[\d.]+")
VERSION = re.compile(r'name="version" value="(\d+)"')
RESTORE = re.compile(r"\?restore=([\w-]+)")


def main(rounds: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GONGKAI_DATA": folder, "DJANGO_SETTINGS_MODULE": "gongkai.settings", "GONGKAI_DATABASE_URL": ""}
        from tests.house import prepared

        prepared.prepare({"GONGKAI_DATA": folder})
        import django

        django.setup()
        logging.disable(logging.WARNING)  # conflicts are what this is about
        return _rounds(rounds, seed)


def _rounds(rounds: int, seed: int) -> int:
    from gongkai.accounts.models import Person, Post

    xin = Post.objects.get(person__username="xin")
    Post.objects.create(person=Person.objects.create_user("xin2", "第二某", "!"), unit=xin.unit, role=xin.role)
    told, lost = Counter[str](), 0
    for number in range(rounds):
        dice = random.Random(seed * 1_000_003 + number)
        lost += _round(number, dice, told)
        if number % 100 == 99:
            print(f"{number + 1} rounds, {sum(told.values())} answers {dict(told)}, {lost} texts lost", flush=True)
    return 1 if lost else 0


def _round(number: int, dice: random.Random, told: Counter) -> int:
    key = _draft(number)
    sent: dict[str, str] = {}  # what each form sent last, by its token
    read: set[str] = set()  # what somebody had on the screen whose save took its place
    plans = [(name, random.Random(dice.random())) for name in CLERKS]
    threads = [threading.Thread(target=_clerk, args=(name, key, one, sent, read, told)) for name, one in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = _fetched_back(key)
    missing = [text for text in sent.values() if text not in kept and text not in read]
    if missing:
        print(f"round {number}: lost {missing}", flush=True)
    return len(missing)


def _draft(number: int) -> int:
    from gongkai.accounts.models import Post
    from gongkai.acts.clock import now
    from gongkai.catalogue.models import Topic
    from gongkai.disclosures.drafting import Draft, Writing, open_records

    by, at = Post.objects.select_related("unit").get(person__username="xin"), now()
    draft = Draft(
        by.unit, Topic.objects.get(code="tzgg"), f"第{number}件", at.date(), "<p>开头。</p>", {"kind": "信息"}
    )
    return open_records([Writing(draft, by, at, at)])[0].pk


def _clerk(name: str, key: int, dice: random.Random, sent: dict, read: set, told: Counter) -> None:
    from django.db import connection

    try:
        client, url = _browser(name), f"/staff/disclosures/{key}/edit/"
        for move in range(dice.randint(1, MOST)):
            token, text = f"{name}{key:08}{move:02}".ljust(24, "x"), f"{name}第{move}稿{dice.random():.12f}"
            page = client.get(url).content.decode()
            time.sleep(dice.random() * 0.02)
            said = {**_fields(page), "html": f"<p>{text}</p>", "token": token, "record": key}
            sent[token] = text
            if _types(client, said, dice, told) and _saves(client, url, said, dice, told):
                read |= set(TEXT.findall(page))
    finally:
        connection.close()


def _types(client, said: dict, dice: random.Random, told: Counter) -> bool:
    """The form keeps what is typed; whether the clerk goes on to save."""
    if dice.random() < 0.5:
        return True
    answer = client.post("/staff/disclosures/beside/", said)
    assert answer.status_code == 200, answer.status_code
    told["typed"] += 1
    time.sleep(dice.random() * 0.02)
    return dice.random() < 0.6


def _saves(client, url: str, said: dict, dice: random.Random, told: Counter) -> bool:
    """Whether it was saved over what the clerk had read, without a conflict."""
    answer, conflicts = client.post(url, said), 0
    while answer.status_code == 409 and dice.random() < 0.7:
        conflicts += 1
        time.sleep(dice.random() * 0.02)
        said = {**said, "over": "1", "version": VERSION.findall(answer.content.decode())[-1]}
        answer = client.post(url, said)
    assert answer.status_code in (302, 409), answer.status_code
    told["conflict"] += conflicts + (answer.status_code == 409)
    told["saved" if answer.status_code == 302 else "left"] += 1
    return answer.status_code == 302 and not conflicts


def _fields(page: str) -> dict:
    from gongkai.accounts.models import Unit
    from gongkai.catalogue.models import Topic

    return {
        "unit": Unit.objects.get(code="jyj").pk, "topic": Topic.objects.get(code="tzgg").pk, "title": "县道养护",
        "formed_on": "2026-01-05", "kind": "信息", "attribute": "proactive", "version": VERSION.findall(page)[-1],
    }  # fmt: skip


def _fetched_back(key: int) -> str:
    """All that the two find again: the draft, the texts that were replaced, and their own that they may go on with."""
    found, url = [], f"/staff/disclosures/{key}/edit/"
    for name in CLERKS:
        client = _browser(name)
        page = client.get(url).content.decode()
        found.append(page)
        found += [client.get(f"{url}?restore={token}").content.decode() for token in RESTORE.findall(page)]
    return "\n".join(found)


def _browser(name: str):
    from django.test import Client

    from gongkai.accounts.models import Person

    client = Client()
    client.force_login(Person.objects.get(username=name), backend="gongkai.accounts.backend.PersonBackend")
    return client


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 7))
