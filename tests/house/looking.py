"""What an installation holds, as JSON: ``python -m tests.house.looking`` under its environment."""

import json
import os

from tests.house import nursery


def look(env: dict) -> dict:
    """Cases with their steps, state and whether the public sees them; what the index holds; keys of unit and topic."""
    return json.loads(nursery.run("tests.house.looking", env=env, check=True).stdout)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    import django

    django.setup()
    print(json.dumps(found()))


def found() -> dict:
    """The same, in a process that has read the settings."""
    from gongkai.accounts.models import Unit
    from gongkai.acts.models import Act, Case
    from gongkai.catalogue.models import Topic
    from gongkai.disclosures.models import Disclosure
    from gongkai.publication.models import Shown
    from gongkai.search import index

    steps: dict[int, list[str]] = {}
    for case, step in Act.objects.order_by("case_id", "number").values_list("case_id", "step"):
        steps.setdefault(case, []).append(step)
    shown = {row.key: row for row in Shown.objects.live().filter(kind="document")}
    addresses = dict(Shown.objects.filter(kind="document").values_list("key", "address"))
    live = set(Disclosure.objects.filter(live__isnull=False).values_list("pk", flat=True))
    return {
        "cases": {
            str(key): {"status": status, "steps": steps.get(key, []), "live": key in live,
                       "shown": f"disclosure:{key}" in shown, "address": addresses.get(f"disclosure:{key}", "")}
            for key, status in Case.objects.filter(kind="disclosure").values_list("pk", "status")
        },
        "indexed": sorted(index.find("public", "县道", limit=100_000).ids),
        "out": sorted(row.docid for row in shown.values()),
        "unit": Unit.objects.get(code="jyj").pk,
        "topic": Topic.objects.get(code="tzgg").pk,
    }  # fmt: skip


if __name__ == "__main__":
    main()
