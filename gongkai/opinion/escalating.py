"""逾期上报: a clock that has run out goes before the leading group, once, on the desk and by mail (BW-8.3).

The letter names the kind and the number of the case and its address, and neither title nor place.
"""

from datetime import datetime

from django.urls import reverse

from gongkai import shelf
from gongkai.accounts.models import Post, Role, WorkMail
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Due
from gongkai.acts.taking import Take, take_many
from gongkai.opinion import clocks
from gongkai.opinion.models import Alarm
from gongkai.opinion.vocabulary import OPEN
from gongkai.outbox import sending
from gongkai.outbox.models import Message
from gongkai.publication import stamps
from gongkai.publication.frame import frame
from gongkai.workflow import notices

LETTER, STEP = "opinion", "escalate"
AT_ONCE = 50


def overdue(now: datetime) -> list[Due]:
    """Limits of events in earnest that have passed and were not told of."""
    rows = Due.objects.filter(limit__in=(*clocks.GRAVE, *clocks.OTHER), done=None, due__lt=now)
    rows = rows.filter(case__kind=clocks.KIND, case__status__in=OPEN, case__opinion_event__drill=False)
    waiting = list(rows.select_related("case").order_by("due"))
    acts = Act.objects.filter(step=STEP, case__in=[due.case_id for due in waiting])
    told = {(case, said["limit"], said["round"]) for case, said in acts.values_list("case_id", "detail")}
    return [due for due in waiting if (due.case_id, due.limit, due.round) not in told][:AT_ONCE]


def escalate(due: Due, now: datetime) -> None:
    """Done by the date, by nobody's hand."""
    limit = shelf.here()[due.limit]
    detail = {"limit": due.limit, "round": due.round, "says": f"{limit.title}，{clocks.left(due.due, now)}"}
    take_many(clocks.KIND, STEP, [Take(due.case, None, now, follows=True, detail=detail)])


def escalated(cases, takes, acts) -> None:
    """The leading group is told on its desk, and by a letter each who gave an address."""
    for take, act in zip(takes, acts, strict=True):
        leaders = _leaders(act.at)
        notices.tell((person, act) for person in leaders)
        for person in leaders:
            row, _ = Alarm.objects.get_or_create(
                event_id=act.case_id, limit=take.detail["limit"], person_id=person, defaults={"at": act.at}
            )
            sending.put(f"{LETTER}:{act.pk}:{person}", LETTER, row.pk, act.at)


def letter(message: Message) -> sending.Mail | None:
    """The letter itself; nothing where it was answered meanwhile, or there is no confirmed address."""
    row = Alarm.objects.select_related("event__case", "person").filter(pk=message.about).first()
    if row is None:
        return None
    mail = WorkMail.objects.filter(person=row.person_id, confirmed__isnull=False, address__isnull=False).first()
    due = Due.objects.filter(case=row.event_id, limit=row.limit, done=None).order_by("-round").first()
    if mail is None or mail.address is None or due is None or not row.person.is_active:
        return None
    around, limit = frame(stamps.of_scope("all")[1]), shelf.here()[row.limit]
    address = f"{around.base or 'http://127.0.0.1:8000'}{reverse('opinion:record', args=[row.event_id])}"
    day = due.due.astimezone(BEIJING)
    until = f"{day.month}月{day.day}日 {day:%H:%M}"
    text = f"舆情事件第 {row.event_id} 号，{limit.title}已经超过期限（{until}），请过问。\n{address}\n"
    return sending.Mail(mail.address, f"{around.face.name}工作台：舆情回应超期", text, around.face.domain)


def _leaders(at: datetime) -> list[int]:
    posts = Post.objects.held_on(at.astimezone(BEIJING).date()).filter(role=Role.LEADING_GROUP)
    return list(posts.order_by("person").values_list("person", flat=True).distinct())
