"""An emergency of the demonstration that is over: ice on the roads, told release by release, one of them taken back."""

from datetime import datetime

from django.db import transaction

from gongkai.catalogue.models import Topic
from gongkai.demo.assessing import post
from gongkai.demo.papers import moment
from gongkai.emergencies import running
from gongkai.emergencies.models import Emergency

TITLE, HOTLINE, BUREAU = "寒潮冰冻道路管制", "0825-7820555", "县交通运输局"
FIRST = "今晨全县降温，国道318线大英段、蓬莱至卓筒井公路桥面结冰，即时起限速40公里，货车禁止上桥。请尽量不驾车外出。"
LOG = (
    # hour, minute, source, words
    (7, 20, BUREAU, "客运站今日首班车推迟到9时，已购票的全额退票。"),
    (8, 5, "县教育和体育局", "城区学校停课一天，住校学生由学校照看。"),
    (8, 12, "县教育和体育局", "蓬莱、隆盛两镇的中小学上午推迟到10时上课，城区学校照常。此前一条有误，以本条为准。"),
    (10, 30, BUREAU, "桥面除冰完成三座，国道318线恢复双向通行，仍限速40公里。"),
    (14, 0, BUREAU, "全部桥面除冰完成，管制解除，客运班车恢复正常。夜间仍可能结冰，请减速。"),
)
WRONG = 3  # of the releases, counted from 1


def play() -> None:
    """Once: played before, it stays as it is."""
    if Emergency.objects.exists():
        return
    office, leaders, topic = post("gkb"), post("ldxz"), Topic.objects.get(code="yingji")
    with transaction.atomic():
        said = running.Start(TITLE, topic, "副县长陈立群", FIRST, BUREAU, HOTLINE)
        case = running.start(said, office, _at(6, 50)).case
        for number, (hour, minute, source, words) in enumerate(LOG, start=2):
            case.take("release", by=office, at=_at(hour, minute), words=words, detail={"source": source})
            if number == WRONG:
                why = "停课范围转述有误，按教育部门的通知更正"
                case.take("retract", by=office, at=_at(hour, minute + 3), words=why, detail={"number": number})
        case.take("agree", by=leaders, at=_at(9, 0))
        case.take("end", by=office, at=_at(16, 30), words="管制解除，没有人员伤亡")


def _at(hour: int, minute: int) -> datetime:
    return moment(2026, 1, 6, hour, minute)
