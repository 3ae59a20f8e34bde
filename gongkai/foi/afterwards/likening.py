"""多人申请同一信息 (条例-44): found without anybody's reading, by keyed digests of what is asked for.

The words are cut into pieces of two signs; of sixteen keyed orders of these pieces the first one is kept, two to a
digest. Requests that are alike share some digest with near certainty, others hardly ever; the digests tell nothing
without the key and go with the words.
"""

import hashlib
import hmac
import re
import struct
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Count, Max, Q, When

from gongkai.accounts.models import Post
from gongkai.foi.models import Request, Trait

ORDERS, TO_A_DIGEST = 16, 2
ALIKE = 0.5  # of their pieces together
SEVERAL = 2  # applicants; 条例-44 says 多个
LATELY = timedelta(days=365)
AT_ONCE = 500
LOOK_BACK = 2000  # keys: what was written beside a younger request is not passed over
MOST = 50
AROUND = re.compile(
    r"申请(?:公开|获取|提供)?|公开|我们?|本人|本公司|想要?|需要|要求|希望|请|提供|了解|知道|获取|查询|查阅|关于|有关|相关|一份|"
    r"复印件|政府信息|信息|材料|情况|[的了和与及在是之为对由将把被等]|[\W_0-9A-Za-z]"
)
Pieces = frozenset[str]


@dataclass(frozen=True)
class Group:
    """Requests for the same thing, oldest first, by so many applicants."""

    requests: list[Request]
    applicants: int


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
    """Makes and keeps them; a wish that says too little is kept by a digest that nobody shares."""
    rows = Request.objects.filter(pk__in=list(keys)).values_list("pk", "described")
    with transaction.atomic():
        Trait.objects.bulk_create(
            Trait(request_id=key, digest=digest) for key, words in rows for digest in (traits(words or "") or [-key])
        )


def groups(post: Post, now: datetime) -> list[Group]:
    """What several applicants asked for within a year and nobody has published since; the most asked for first."""
    rows = Request.objects.visible_to(post).filter(at__gt=now - LATELY, erasure=None, proactive=None)
    rows = rows.exclude(case__status__in=("withdrawn", "merged", "split"))
    who = Case(When(request__by_paper="", then="request__by_name"), default="request__by_paper")
    shared = Trait.objects.filter(request__in=rows).values("digest").annotate(who=Count(who, distinct=True))
    shared = shared.filter(who__gt=1)  # what one applicant asks for again and again is not gathered
    buckets: dict[int, list[int]] = defaultdict(list)
    found = Trait.objects.filter(request__in=rows, digest__in=shared.values("digest"))
    for digest, key in found.order_by("request").values_list("digest", "request"):
        buckets[digest].append(key)
    together = _joined(buckets.values(), {key for keys in buckets.values() for key in keys})
    made = [Group(some, _applicants(some)) for some in together]
    several = [one for one in made if one.applicants >= SEVERAL]
    return sorted(several, key=lambda one: (-one.applicants, -len(one.requests), one.requests[0].pk))[:MOST]


def _joined(buckets: Iterable[list[int]], keys: set[int]) -> list[list[Request]]:
    """Requests that are alike in their very words to the first of their bucket, gathered."""
    rows = Request.objects.filter(Q(pk__in=keys)).select_related("case__unit").in_bulk()
    said = {key: pieces(row.described or "") for key, row in rows.items()}
    heads = {key: key for key in keys}

    def head(key: int) -> int:
        while heads[key] != key:
            heads[key] = heads[heads[key]]
            key = heads[key]
        return key

    for bucket in buckets:
        for key in bucket[1:]:
            if _alike(said[bucket[0]], said[key]):
                heads[head(key)] = head(bucket[0])
    gathered: dict[int, list[Request]] = defaultdict(list)
    for key in sorted(keys):
        gathered[head(key)].append(rows[key])
    return [some for some in gathered.values() if len(some) > 1]


def _alike(one: Pieces, other: Pieces) -> bool:
    return len(one & other) >= ALIKE * len(one | other) > 0


def _applicants(requests: list[Request]) -> int:
    return len({one.by_paper or one.by_name or str(one.pk) for one in requests})
