"""Readers of an installation and their letters: ``python -m tests.house.letters`` under its environment.

``readers 9`` makes as many who confirmed, and a paper for them; ``send`` is the worker's sweep, at which every letter
that waits is due; each tells the outcomes.
"""

import json
import os
import sys

from tests.house import nursery


def letters(env: dict, *what: str) -> dict[str, str]:
    """{address: outcome of its letter}."""
    return json.loads(nursery.run("tests.house.letters", *what, env=env, check=True).stdout)


def main(what: str, many: str = "0") -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    import django

    django.setup()
    from gongkai import cli
    from gongkai.acts.clock import now
    from gongkai.outbox.models import Message
    from gongkai.publication import door
    from gongkai.subscriptions.models import Subscription
    from gongkai.subscriptions.subscribing import last_turn
    from tests.publication.samples import document

    if what == "readers":
        for number in range(int(many)):
            Subscription.objects.create(
                code=f"{number:016}", address=f"r{number}@example.cn", wants='{"columns":[],"unit":"","words":[]}',
                daily=False, reader=str(number), sender="", asked=now(), confirmed=now(), seen=last_turn(),
            )  # fmt: skip
        door.show(document(1, column="tzgg", unit="jyj", published=now()), now())
    if what == "send":
        Message.objects.filter(done=None).update(due=now())
        cli.main(["worker", "--once"])
    outcomes = dict(Message.objects.values_list("about", "outcome"))
    print(json.dumps({row.address: outcomes.get(row.pk, "") for row in Subscription.objects.all()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
