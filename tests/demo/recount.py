"""Counts a demonstration's records by plain SQL, as JSON: ``python -m tests.demo.recount`` under its environment."""

import json
import os

from tests.house import nursery

BEGIN, END = "2024-12-31 16:00:00", "2025-12-31 16:00:00"  # Beijing's 2025 in UTC
ZONE = "+00:00"

PUBLISHED = """
SELECT u.name, count(*) FROM acts_case c
JOIN accounts_unit u ON u.id = c.unit_id
JOIN disclosures_disclosure d ON d.case_id = c.id
JOIN catalogue_topic t ON t.id = d.topic_id
WHERE t.audience = 'public'
  AND (SELECT min(a.at) FROM acts_act a WHERE a.case_id = c.id AND a.step = 'publish') >= %s
  AND (SELECT min(a.at) FROM acts_act a WHERE a.case_id = c.id AND a.step = 'publish') < %s
  AND NOT EXISTS (
    SELECT 1 FROM acts_act w WHERE w.case_id = c.id AND w.step = 'withdraw' AND w.at < %s
      AND w.number > (SELECT max(p.number) FROM acts_act p WHERE p.case_id = c.id AND p.step = 'publish' AND p.at < %s))
GROUP BY u.name
"""
LEAKS = """
SELECT count(*) FROM acts_act WHERE step = 'withdraw' AND CAST(detail AS text) LIKE '%%secret%%'
"""
UNGATED = """
SELECT count(*) FROM acts_act p JOIN acts_case c ON c.id = p.case_id
WHERE c.kind = 'disclosure' AND p.step = 'publish' AND (
  NOT EXISTS (SELECT 1 FROM acts_act a WHERE a.case_id = p.case_id AND a.step = 'clear' AND a.content = p.content
              AND a.number < p.number) OR
  NOT EXISTS (SELECT 1 FROM acts_act a WHERE a.case_id = p.case_id AND a.step = 'approve' AND a.content = p.content
              AND a.number < p.number))
"""
SAME_HANDS = """
SELECT count(*) FROM acts_act a JOIN acts_act b ON a.case_id = b.case_id AND a.content = b.content
WHERE a.step = 'propose' AND b.step IN ('clear', 'approve', 'publish') AND a.person_id = b.person_id AND a.content <> ''
"""


def recount(env: dict) -> dict:
    """What the rows say, beside what the screens say of them."""
    return json.loads(nursery.run("tests.demo.recount", env=env, check=True).stdout)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    from gongkai.accounts.models import Unit
    from gongkai.acts.models import Act, Case
    from gongkai.assessment.models import Count, UnitResult
    from gongkai.demo.assessing import TITLE
    from gongkai.publication.models import Shown

    end = END if connection.vendor == "sqlite" else END + ZONE
    begin = BEGIN if connection.vendor == "sqlite" else BEGIN + ZONE
    with connection.cursor() as cursor:
        cursor.execute(PUBLISHED, [begin, end, end, end])
        published = dict(cursor.fetchall())
        single = {}
        for name, sql in (("leaks", LEAKS), ("ungated", UNGATED), ("same_hands", SAME_HANDS)):
            cursor.execute(sql)
            single[name] = cursor.fetchone()[0]
    counted = Count.objects.filter(fact="disclosures.published", campaign__case__title=TITLE)
    results = UnitResult.objects.filter(result_set__current=True, result_set__campaign__case__title=TITLE)
    print(
        json.dumps(
            {
                **single,
                "published": published,
                "counted": dict(counted.values_list("unit__name", "value")),
                "listed": {c.unit.name: len(c.records) for c in counted.select_related("unit")},
                "totals": dict(results.values_list("unit__name", "total")),
                "complete": results.filter(complete=True).count(),
                "cases": Case.objects.filter(kind="disclosure").count(),
                "acts": Act.objects.count(),
                "units": Unit.objects.count(),
                "out": Shown.objects.live().exclude(kind__in=("column", "unit", "entry", "account")).count(),
                "home": Client(headers={"host": "localhost"}).get("/").content.decode(),
            }
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
