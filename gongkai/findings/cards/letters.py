"""发牌通知: one letter a day to each of the unit's people with a confirmed address; composed when it goes.

It says how many cards wait and where; what was explained or withdrawn meanwhile is not in it.
"""

from collections.abc import Iterable
from datetime import datetime

from gongkai.accounts.models import Post, Role, WorkMail
from gongkai.acts.clock import BEIJING
from gongkai.findings.models import Card, CardLevel
from gongkai.outbox import sending
from gongkai.outbox.models import Message
from gongkai.publication import stamps
from gongkai.publication.frame import frame

KIND = "card"
TOLD = (Role.PROPOSER, Role.REVIEWER)


def put(units: Iterable[int], at: datetime) -> None:
    """Puts today's letter for whoever answers for these units; put before, it is not put again."""
    day = at.astimezone(BEIJING).date()
    people = Post.objects.held_on(day).filter(role__in=TOLD, unit__in=units).values("person")
    rows = WorkMail.objects.filter(person__in=people, confirmed__isnull=False, address__isnull=False)
    for key in rows.values_list("pk", flat=True):
        sending.put(f"{KIND}:{key}:{day}", KIND, key, at)


def letter(message: Message) -> sending.Mail | None:
    row = WorkMail.objects.select_related("person").filter(pk=message.about, confirmed__isnull=False).first()
    if row is None or row.address is None or not row.person.is_active:
        return None
    day = message.at.astimezone(BEIJING).date()
    units = Post.objects.held_on(day).filter(person=row.person, role__in=TOLD).values("unit")
    found = list(Card.objects.filter(case__unit__in=units, case__status="issued").order_by("due"))
    if not found:
        return None
    around = frame(stamps.of_scope("all")[1])
    base, red = around.base or "http://127.0.0.1:8000", sum(one.level == CardLevel.RED for one in found)
    lines = [
        f"{one.get_level_display()}，{one.matter}\n   {base}/staff/findings/cards/{one.pk}/\n" for one in found[:30]
    ]
    text = f"电子监察发牌 {len(found)} 张等您单位说明，其中红牌 {red} 张。\n\n" + "\n".join(lines)
    subject = f"{around.face.name}工作台：{len(found)} 张牌待说明"
    return sending.Mail(row.address, subject, text, around.face.domain)
