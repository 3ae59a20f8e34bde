"""What surrounds a record on its page: its pair, its countersigning, remarks, bookings; and steps that pairs share."""

from datetime import datetime

from django.urls import reverse

from gongkai.accounts.models import Post, Role
from gongkai.acts import ways
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Take, take_many
from gongkai.disclosures import drafting, forms
from gongkai.disclosures.interpretation import interpreting
from gongkai.disclosures.interpretation.interpreting import Partner
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.routes import addressing, remarks, routing
from gongkai.disclosures.steps import KIND, UNDER_WAY
from gongkai.workflow import countersigning, notices, receipts, seating
from gongkai.workflow.models import Booking
from gongkai.workflow.steps import RECEIPT

UNREAD = ""  # no record has this hash: what was not on the screen was not read


def take(row: Disclosure, name: str, by: Post, at: datetime, *, read: str | None, posted: dict, **how) -> list[Act]:
    """Takes a step for a record and for what goes with it; ``posted`` tells what of those was on the screen."""
    takes = [Take(row.case, by, at, forms.effective(name, how.get("detail", {})), read=read, **how)]
    for partner in beside(row.case, name, by, at):
        takes.append(Take(partner.case, by, at, read=posted.get(f"with-{partner.case.pk}", UNREAD), **how))
    return take_many(KIND.name, name, takes)


def beside(case: Case, name: str, by: Post, at: datetime) -> list[Partner]:
    return interpreting.beside(case, name, [Take(case, by, at)])


def besides(case: Case, by: Post, at: datetime) -> ways.Beside:
    """For the panel: the cases that take a step together with this one."""
    return lambda step: [partner.case for partner in beside(case, step.name, by, at)]


def page(row: Disclosure, post: Post, at: datetime) -> dict:
    """Context of ``disclosures/around.html``."""
    notices.see(post.person, row.pk, at)
    ruling = routing.rulings([row.case], [Take(row.case, post, at)]).get(row.pk)
    forward = [step.name for step in KIND.ahead(row.case.status)]
    mine = bool(forward) and post.role in KIND.steps[forward[-1]].roles
    asked = countersigning.of([row.case])
    return {
        "partners": interpreting.partners_of(row),
        "together": beside(row.case, forward[-1], post, at) if mine else [],
        "to_explain": _to_explain(row, post) if _wants(row, ruling) else None,
        "plan": interpreting.plan_of(row.pk),
        **_receipts(row, post),
        "strangers": addressing.strangers(row.live, at.astimezone(BEIJING).date()) if row.live else [],
        "countersigns": [_countersign(one, row) for one in asked],
        "remarks": _remarks(row, post),
        "bookings": Booking.objects.filter(case=row.case, ended=None).select_related("post__person").order_by("at"),
        "way": _way(row, ruling, at),
        "ask_url": reverse("disclosures:ask", args=[row.pk]) if _may_ask(row, post) else "",
        "meeting_url": f"{reverse('disclosures:new-meeting')}?case={row.pk}" if _may_meet(row, post) else "",
    }


def _wants(row: Disclosure, ruling) -> bool:
    return bool(ruling and ruling.interpretation and interpreting.is_paper(row.edition))


def _to_explain(row: Disclosure, post: Post) -> dict | None:
    """What is next on the way to an interpretation, with the way there for who writes it; none where it stands."""
    plan = interpreting.plan_of(row.pk)
    if plan.get("mode") == "exempt" or interpreting.partners_of(row):
        return None
    writes = post.role == Role.PROPOSER and (bool(plan) or row.case.status in drafting.EDITABLE)
    if not plan:
        link = "填写解读方案", reverse("disclosures:step", args=[row.pk, "plan"])
        more = "先填写解读方案，或说明不需解读的理由；再起草解读，两件一起送审。"
    else:
        link = "起草解读", f"{reverse('disclosures:form')}?interprets={row.pk}"
        more = "解读方案已填，还没有解读稿。写好以后，两件一起送审。"
    return {"more": more, "link": link if writes else ""}


def _countersign(one, row: Disclosure) -> dict:
    fell = one.content != row.case.content and one.case.status not in countersigning.GONE
    return {
        "unit": one.case.unit.name,
        "status": "文件改过，已作废" if fell else one.case.status_label,
        "url": reverse("disclosures:countersign", args=[one.pk]),
    }


def _receipts(row: Disclosure, post: Post) -> dict:
    """Whom the paper went to, who signed for it and when, and where this post reminds the others."""
    rows = receipts.of(row.case)
    acts = Act.objects.filter(case__in=[one.pk for one in rows], step="sign").select_related("person")
    signed = {act.case_id: act for act in acts}
    keys, waiting = post.unit_keys(), sum(one.case.status == receipts.WAITING for one in rows)
    may = waiting and post.role in RECEIPT.steps["remind"].roles and (keys is None or row.case.unit_id in keys)
    return {
        "receipts": [{"row": one, "signed": signed.get(one.pk)} for one in rows],
        "unsigned": waiting, "remind": reverse("disclosures:remind", args=[row.pk]) if may else "",
    }  # fmt: skip


def _remarks(row: Disclosure, post: Post) -> list[dict]:
    """Remarks with their answers, oldest first; onlookers read none."""
    if post.looks_on():
        return []
    acts = Act.objects.filter(case=row.pk, step__in=("remark", "respond")).select_related("person", "remark")
    answers: dict[int, list[Act]] = {}
    for act in acts.order_by("number"):
        if act.step == "respond":
            answers.setdefault(act.detail["to"], []).append(act)
    still = {act.number for act in remarks.open_remarks([row.case]).get(row.pk, [])}
    answer = reverse("disclosures:step", args=[row.pk, "respond"])
    mine = post.role == Role.PROPOSER and row.case.status in UNDER_WAY
    return [
        {
            "said": act, "answers": answers.get(act.number, []), "open": act.number in still,
            "changed": act.content != row.case.content,
            "url": answer if mine and act.number in still else "",
        }
        for act in acts.order_by("number")
        if act.step == "remark"
    ]  # fmt: skip


def _way(row: Disclosure, ruling, at: datetime) -> list[tuple[str, str]]:
    """Who will get this, station by station, as the routes say now."""
    if ruling is None or not ruling.routes or row.case.status not in UNDER_WAY:
        return []
    found = []
    posts = Post.objects.held_on(at.astimezone(BEIJING).date()).filter(unit=row.case.unit_id).select_related("person")
    for step in seating.stations_of():
        seated = "、".join(str(one.person.name) for one in ruling.seats.get(step.name, ()))
        others = "、".join(str(post.person.name) for post in posts if post.role in step.roles) or "还没有人任职"
        who = seated or (f"席位空缺，由{others}办理" if step.name in ruling.vacant else others)
        found.append((step.label, f"{who}{'，经集体研究' if step.name == 'approve' and ruling.collective else ''}"))
    if ruling.signers:
        found.append(("会签", "、".join(unit.name for unit in ruling.signers)))
    return found


def _may_ask(row: Disclosure, post: Post) -> bool:
    return post.role == Role.PROPOSER and row.case.status in UNDER_WAY


def _may_meet(row: Disclosure, post: Post) -> bool:
    return row.case.status == "cleared" and post.role in (Role.PROPOSER, Role.REVIEWER)
