"""A letter to the unit's own published mailbox that a request came: its number, never a word of it or of who asks."""

from datetime import datetime

from gongkai.catalogue.models import Contact
from gongkai.foi.models import Request
from gongkai.look.words import riqi
from gongkai.outbox import sending
from gongkai.outbox.models import Message
from gongkai.publication import stamps
from gongkai.publication.frame import frame


def tell(request: Request, contact: Contact, at: datetime) -> None:
    """Puts the letter where the unit has a mailbox; put before, it is not put again."""
    if contact.email:
        sending.put(key_of(request), "request", request.pk, at)


def tell_again(request: Request, at: datetime) -> None:
    """That the applicant did something: corrected, explained, withdrew."""
    contact = Contact.objects.filter(unit=request.case.unit_id).first()
    if contact and contact.email:
        sending.put(f"{key_of(request)}:{request.case.length}", "request-act", request.pk, at)


def acted(message: Message) -> sending.Mail | None:
    """The letter that the applicant did something; what, is read in the system alone."""
    request = Request.objects.select_related("case__unit__contact").filter(pk=message.about).first()
    contact = getattr(request.case.unit, "contact", None) if request else None
    if request is None or contact is None or not contact.email:
        return None
    around = frame(stamps.of_scope("all")[1])
    state = request.case.status_label
    text = f"申请 {request.number} 的申请人在网上办了一步，现在的状态是“{state}”。\n\n请登录工作台查看。\n"
    return sending.Mail(contact.email, f"公开申请 {request.number} 有新情况", text, around.face.domain)


def key_of(request: Request) -> str:
    """The key of its letter in the outbox."""
    return f"request:{request.pk}"


def came(message: Message) -> sending.Mail | None:
    """The letter; None once somebody registered the request."""
    request = Request.objects.select_related("case__unit__contact").filter(pk=message.about).first()
    if request is None or request.case.status != "received":
        return None
    around, contact = frame(stamps.of_scope("all")[1]), getattr(request.case.unit, "contact", None)
    if contact is None or not contact.email:
        return None
    text = (
        f"收到一件网上提交的政府信息公开申请，编号 {request.number}，收到日 {riqi(request.received)}。\n\n"
        "请登录工作台登记办理。申请内容和申请人的信息只在系统里看，不在邮件里。\n"
    )
    return sending.Mail(contact.email, f"收到公开申请 {request.number}", text, around.face.domain)
