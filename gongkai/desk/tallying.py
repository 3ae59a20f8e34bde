"""群机器人: on working mornings the county's numbers to one group: how much is late, and at which units."""

from datetime import datetime

from django.db.models import Count

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Due
from gongkai.desk.waiting import RUNS, SOON
from gongkai.outbox import sending, ways
from gongkai.outbox.models import Message, Way
from gongkai.publication import stamps
from gongkai.publication.frame import frame

KIND, NAMED = "tally", 5


def due(now: datetime) -> list[datetime]:
    """[now] on a working day whose numbers were not told."""
    here = now.astimezone(BEIJING)
    if not ways.has(Way.ROBOT) or here.time() < shelf.ladder().digest or not shelf.calendar().is_workday(here.date()):
        return []
    return [] if Message.objects.filter(key=_key(now)).exists() else [now]


def put(_, now: datetime) -> None:
    """One that was put before and never left does not go."""
    sending.void(KIND, 0, now)
    sending.put(_key(now), KIND, 0, now, way=Way.ROBOT)


def text(message: Message) -> sending.Text | None:
    """Nothing where nothing is late nor due."""
    dues = Due.objects.filter(RUNS, due__lt=message.at + SOON)
    late = dues.filter(due__lt=message.at).values("case__unit__name").annotate(many=Count("pk"))
    units = list(late.order_by("-many", "case__unit__name").values_list("case__unit__name", "many"))
    many = sum(number for _, number in units)
    if not (whole := dues.count()):
        return None
    worst = "、".join(f"{name} {number} 件" for name, number in units[:NAMED])
    name = frame(stamps.of_scope("all")[1]).face.name
    says = f"{name}政务公开：时限已超期 {many} 件，今天和三天内到期 {whole - many} 件。"
    return sending.Text("", says + (f"超期多的单位：{worst}。" if worst else ""))


def _key(now: datetime) -> str:
    return f"{KIND}:{now.astimezone(BEIJING).date()}"
