"""What an applicant does himself, by code and secret: bring what was lacking, take the case back, say how it was."""

from datetime import datetime

from django.db import transaction

from gongkai.acts.taking import Take, take_many
from gongkai.windows.models import ServiceCase

OPEN = ("filed", "lacking", "handling")


def ways(row: ServiceCase) -> list[str]:
    """Names of what is open to the applicant now."""
    status = row.case.status
    found = ["supply"] if status == "lacking" else []
    found += ["rate"] if status == "answered" and row.satisfied is None else []
    return found + (["drop"] if status in OPEN else [])


def act(row: ServiceCase, name: str, said: dict, at: datetime) -> str:
    """Does it and says so. Raises what the step refuses."""
    with transaction.atomic():
        if name == "supply":
            asks = f"{row.asks or ''}\n补正：{said['asks']}".strip()
            row.asks = asks
            row.save(update_fields=["asks"])
        detail = {"satisfied": said["satisfied"]} if name == "rate" else {}
        take_many("service_case", name, [Take(row.case, None, at, detail=detail, follows=True)])
    return {"supply": "已收到补正", "rate": "谢谢评价", "drop": "已撤回，不再办理"}[name]
