"""多人申请同一信息 (条例-44): found without anybody's reading, by keyed digests of what is asked for.

The words are cut into pieces of two signs; of sixteen keyed orders of these pieces the first one is kept, two to a
digest. Requests that are alike share some digest with near certainty, others hardly ever; the digests tell nothing
without the key and go with the words.
"""

import hashlib
import hmac
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, CharField, Count, F, Max, Min, Q, QuerySet, When
from django.db.models.functions import Cast

from gongkai.accounts.models import Post
from gongkai.foi.models import Likeness, Request, Trait

ORDERS, TO_A_DIGEST = 16, 2
ALIKE = 0.5  # of their pieces together
SEVERAL = 2  # applicants; 条例-44 says 多个
LATELY = timedelta(days=365)
AT_ONCE = 500
LOOK_BACK = 2000  # keys: what was written beside a younger request is not passed over
MOST = 50
LISTED = 20
AROUND = re.compile(
    r"申请(?:公开|获取|提供)?|公开|我们?|本人|本公司|想要?|需要|要求|希望|请|提供|了解|知道|获取|查询|查阅|关于|有关|相关|一份|"
    r"复印件|政府信息|信息|材料|情况|[的了和与及在是之为对由将把被等]|[\W_0-9A-Za-z]"
)
Pieces = frozenset[str]
# One applicant: a person of one paper, else of one name; who has neither is another each time.
WHO = Case(
    When(~Q(by_paper=""), then="by_paper"), When(~Q(by_name=""), then="by_name"),
    default=Cast("pk", CharField()),
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """The oldest requests for the same thing; by how many applicants, and how many there are."""

    requests: list[Request]
    applicants: int
    times: int


def pieces(words: str) -> Pieces:
    """What is left of a wish without what people say around it and without numbers, in pairs of signs."""
    plain = AROUND.sub("", words)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def traits(words: str) -> list[int]:
    """The digests of a wish; none where it says too little."""
    said = pieces(words)
    if len(said) < 3:
        return []
    hashes = [hmac.new(settings.KEYS.digest, f"近似 {one}".encode(), hashlib.sha512).digest() for one in said]
    firsts = [min(one[4 * order : 4 * order + 4] for one in hashes) for order in range(ORDERS)]
    some = (b"".join(firsts[at : at + TO_A_DIGEST]) + bytes([at]) for at in range(0, ORDERS, TO_A_DIGEST))
    keyed = (hmac.new(settings.KEYS.digest, one, hashlib.sha256).digest() for one in some)
    return [struct.unpack(">q", one[:8])[0] for one in keyed]


def due(now: datetime) -> list[int]:
    """Keys of requests whose digests are still to be made; looked for among the youngest, as this is asked often."""
    last = Trait.objects.aggregate(last=Max("request"))["last"] or 0
    rows = Request.objects.filter(pk__gt=last - LOOK_BACK, traits=None, erasure=None, described__isnull=False)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def batches(now: datetime) -> list[list[int]]:
    """The same as one piece of work, while there is any."""
    keys = due(now)
    return [keys] if keys else []


def keep(keys: Iterable[int]) -> None:
    """Makes and keeps them, and joins each wish to the first of its kind; one that says too little has a digest that
    nobody shares."""
    said = dict(Request.objects.filter(pk__in=list(keys)).order_by("pk").values_list("pk", "described"))
    made = {key: traits(words or "") or [-key] for key, words in said.items()}
    with transaction.atomic():
        Trait.objects.bulk_create(Trait(request_id=key, digest=one) for key, some in made.items() for one in some)
        _join(made, said)


def _join(made: dict[int, list[int]], said: dict[int, str | None]) -> None:
    """Each to the oldest within a year that shares a digest and is alike in its very words; one that was saved beside
    a younger one, which was joined first, to the oldest of these as well."""
    rows = Trait.objects.filter(digest__in={one for some in made.values() for one in some}, request__gte=_floor(made))
    oldest = _firsts(rows)
    passed = _firsts(rows.filter(request__gt=min(made)).exclude(request__in=made))
    beside = {
        key: {first[one] for first in (oldest, passed) for one in some if one in first} - {key}
        for key, some in made.items()
    }
    near = set().union(*beside.values())
    said = said | dict(Request.objects.filter(pk__in=near - said.keys()).values_list("pk", "described"))
    words = {key: pieces(said[key] or "") for key in near | made.keys()}
    heads = dict(Likeness.objects.filter(request__in=near | made.keys()).values_list("request", "first"))
    for key in sorted(made):
        if kin := {one for one in beside[key] if _alike(words[one], words[key])}:
            _gather(kin | {key}, heads)


def _firsts(rows: QuerySet[Trait]) -> dict[int, int]:
    """By digest the oldest request that has it."""
    return dict(rows.values("digest").annotate(first=Min("request")).values_list("digest", "first"))


def _gather(kin: set[int], heads: dict[int, int]) -> None:
    """These, with all that follow them, follow the first of them, which is its own first."""
    firsts = {heads.get(one, one) for one in kin}
    oldest, lone = min(firsts), kin - heads.keys()
    if moved := firsts - lone - {oldest}:
        Likeness.objects.filter(first__in=moved).update(first=oldest)
        heads.update({one: oldest for one, first in heads.items() if first in moved})
    Likeness.objects.bulk_create(Likeness(request_id=one, first_id=oldest) for one in sorted(lone))
    heads.update(dict.fromkeys(lone, oldest))


def _floor(made: Iterable[int]) -> int:
    """The least key of a request that came in within a year before the oldest of these."""
    since = Request.objects.filter(pk__in=list(made)).aggregate(at=Min("at"))["at"] - LATELY
    return Request.objects.filter(at__gt=since).aggregate(least=Min("pk"))["least"]


def groups(post: Post, now: datetime) -> list[Group]:
    """What several applicants asked for within a year and nobody has published since; the most asked for first."""
    rows = Request.objects.visible_to(post).filter(at__gt=now - LATELY, erasure=None, proactive=None)
    rows = rows.exclude(case__status__in=("withdrawn", "merged", "split"))
    rows = rows.filter(likeness__isnull=False).annotate(first=F("likeness__first"), who=WHO)
    asked = rows.values("first").annotate(applicants=Count("who", distinct=True), times=Count("pk"))
    most = asked.filter(applicants__gte=SEVERAL).order_by("-applicants", "-times", "first")[:MOST]
    return [Group(_listed(rows, one["first"]), one["applicants"], one["times"]) for one in most]


def _listed(rows: QuerySet[Any], first: int) -> list[Request]:
    return list(rows.filter(first=first).select_related("case__unit").order_by("likeness__pk")[:LISTED])


def _alike(one: Pieces, other: Pieces) -> bool:
    return len(one & other) >= ALIKE * len(one | other) > 0
