"""送达 (国办公开办函〔2016〕235号): by the applicant's way; posted counts when posted, handed over when signed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Take, take_many
from gongkai.foi.confirming import moment
from gongkai.foi.models import Delivery, Enclosure, Request
from gongkai.foi.proofs import Kept
from gongkai.foi.severing import keeping as severing
from gongkai.foi.vocabulary import Route
from gongkai.look.words import riqi

Reasons = dict[int, list[str]]
COUNTS = {
    Route.POST: "以交邮的当日为送达日", Route.PICKUP: "以申请人签收的当日为送达日", Route.MAIL: "以发出的当日为送达日",
    Route.FAX: "以发出的当日为送达日", Route.ONLINE: "以放到办理进度里、申请人可以下载的当日为送达日",
}  # fmt: skip


@dataclass(frozen=True)
class Handed:
    """An answer on its way: ``day`` counts by its route; ``papers`` are (file, name, is it a proof); ``at`` is when
    it was entered, where that is told for each of many.
    """

    request: Request
    route: str
    day: date
    by: Post
    slip: str = ""
    papers: Sequence[tuple[Kept, str, bool]] = field(default=())
    at: datetime | None = None


def deliver_many(handed: Sequence[Handed], at: datetime) -> None:
    """Answers were handed over. All or none. Raises ``Unready`` where what is downloaded is missing."""
    for one in handed:
        if one.route == Route.ONLINE and not any(not proof for _, _, proof in one.papers):
            raise Unready(["网上下载的，请上传盖章后的答复书"])
    with transaction.atomic():
        takes = [
            Take(one.request.case, one.by, one.at or at, moment(one.day, one.at or at), detail={"says": _says(one)})
            for one in handed
        ]
        take_many("request", "deliver", takes)
        rows = [
            Delivery(
                request=one.request, route=one.route, given_on=one.day, slip=one.slip,
                signed_on=one.day if one.route == Route.PICKUP else None,
            )
            for one in handed
        ]  # fmt: skip
        Delivery.objects.bulk_create(rows)
        severed = severing.handed_over(one.request for one in handed)
        Enclosure.objects.bulk_create(
            Enclosure(delivery=row, proof=proof, place=kept.place, name=name, ending=kept.ending, size=kept.size)
            for row, one in zip(rows, handed, strict=True)
            for kept, name, proof in (*one.papers, *severed[one.request.pk])
        )


def sign(request: Request, day: date, by: Post, at: datetime) -> None:
    """The applicant signed for it on ``day``."""
    with transaction.atomic():
        request.case.take("sign", by=by, at=at, effective=moment(day, at))
        Delivery.objects.filter(request=request).update(signed_on=day)


def is_not_signed(cases, takes) -> Reasons:
    rows = Delivery.objects.filter(request__in=[case.pk for case in cases]).exclude(signed_on=None)
    return {row.pk: [f"已经登记过签收日{riqi(row.signed_on)}"] for row in rows}


def _says(one: Handed) -> str:
    return f"{Route(one.route).label}，{COUNTS[Route(one.route)]}"
