"""给我回音: a letter to whoever left an address, that the opinion was answered; it holds neither opinion nor answer."""

from gongkai.look.words import titled
from gongkai.outbox import sending
from gongkai.outbox.models import Message
from gongkai.participation.models import Opinion
from gongkai.publication import stamps
from gongkai.publication.frame import frame

KIND = "opinion-answered"


def tell(cases, takes, acts) -> None:
    """Puts a letter for each opinion with an address; put before, it is not put again."""
    at = {take.case.pk: take.at for take in takes}
    for row in Opinion.objects.filter(pk__in=at, email__isnull=False):
        sending.put(f"opinion:{row.pk}", KIND, row.pk, at[row.pk])


def answered(message: Message) -> sending.Mail | None:
    """The letter; None where the address was erased or the answer taken back."""
    row = Opinion.objects.select_related("case__unit", "consultation__case").filter(pk=message.about).first()
    if row is None or not row.email or row.case.status != "settled":
        return None
    around = frame(stamps.of_scope("all")[1])
    unit = row.case.unit.full_name or row.case.unit.name
    text = (
        f"您对{titled(row.consultation.case.title)}提的第{row.number}号意见，{unit}已经答复。\n\n"
        f"请凭回执上的编号和密码查看：{around.base}/consult/status/\n\n这封信由系统发出，请不要直接回复。\n"
    )
    return sending.Mail(row.email, f"第{row.number}号意见已经答复", text, around.face.domain)
