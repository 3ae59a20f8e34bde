"""Lists of the post's unit that must be looked through soon or are late already."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gongkai.accounts.models import Post, Role
from gongkai.look.clocks import Face
from gongkai.registers import clocks
from gongkai.registers.clocks import Freshness
from gongkai.registers.models import Register

KEEPERS = frozenset({Role.PROPOSER, Role.PUBLISHER, Role.REVIEWER})
RESTING = ("published", "draft", "returned")  # nobody is looking at it just now
SHOWN = 30


@dataclass(frozen=True)
class RegisterDuty:
    """One list: ``says`` tells when it was last published, ``left`` how long it may rest or how late it is."""

    title: str
    says: str
    state: str
    left: str
    url: str


def due(post: Post, at: datetime) -> list[RegisterDuty]:
    """Late and near lists that this post's unit keeps, the worst first; none for those who keep no list."""
    keys = post.unit_keys()
    if post.role not in KEEPERS or not keys:
        return []
    kept = Register.objects.filter(unit__in=keys, case__status__in=RESTING).select_related("case", "unit")
    seen = [one for one in clocks.freshness(kept, at) if one.overdue or one.near]
    return [_duty(one) for one in sorted(seen, key=lambda one: str(one.clock and one.clock.due))][:SHOWN]


def _duty(one: Freshness) -> RegisterDuty:
    assert one.clock is not None
    said = f"上次公布 {one.last}" if one.last else "还没有公布过"
    return RegisterDuty(
        one.register.case.title,
        f"{said}（{one.clock.limit.title}，期限 {one.clock.due}）",
        "late" if one.overdue else "near",
        Face(one.clock).left,
        reverse("registers:record", args=[one.register.pk]),
    )
