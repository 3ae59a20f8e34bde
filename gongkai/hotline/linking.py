"""关联 (TZ-5.3): a complaint about openness names what it is about by its permanent address, and nothing else of it."""

import re

from gongkai.acts.models import Case
from gongkai.hotline.models import Plea
from gongkai.publication.models import Shown

PUBLIC, REQUEST = re.compile(r"/d/([a-z]{10})/"), re.compile(r"/staff/foi/([0-9]{1,12})/")


def names_something(cases, takes) -> dict[int, list[str]]:
    """The address leads somewhere."""
    return {
        take.case.pk: ["请填公开页面的永久地址，如 /d/abcdefghij/，或者公开申请在工作台的地址，如 /staff/foi/12/"]
        for take in takes
        if not take.only_asks and not _leads(str(take.detail.get("link", "")))
    }


def linked(cases, takes, acts) -> None:
    for take in takes:
        Plea.objects.filter(pk=take.case.pk).update(link=take.detail["link"])


def _leads(address: str) -> bool:
    if found := PUBLIC.fullmatch(address):
        return Shown.objects.filter(address=found[1]).exists()
    asked = REQUEST.fullmatch(address)
    return asked is not None and Case.objects.filter(kind="request", pk=int(asked[1])).exists()
