"""What was done to a request beside its steps, as rows of a summary: for those who handle it, and for who asked."""

from collections.abc import Iterator
from datetime import date

from gongkai import shelf
from gongkai.foi.handling.deciding import findings_of
from gongkai.foi.models import Request
from gongkai.look.words import riqi

Rows = list[tuple[str, object]]
Section = tuple[str, Rows]


def to_officers(row: Request) -> list[Section]:
    """Every procedure with what was said in it."""
    return [one for one in _sections(row) if any(value for _, value in one[1])]


def to_applicant(row: Request) -> Rows:
    """What the applicant has to know: never who else was asked, never what was found before it is decided."""
    found: Rows = []
    if asked := getattr(row, "correction", None):
        found += [("请您补正", asked.items), ("补正期限", _day(asked.until)), ("收到您的补正", _day(asked.answered_on))]
    for one in row.consultations.order_by("pk"):
        until = _day(one.answered_on) or "收到意见为止，最长十五个工作日"
        found.append((f"征求{one.get_kind_display()}意见", f"{_day(one.asked_on)}发出，到{until}不计入答复期限"))
    longer = getattr(row, "extension", None)
    if longer and longer.told_on:
        found.append(("延长答复期限", f"{_day(longer.told_on)}告知，理由：{longer.reason}"))
    if fee := getattr(row, "fee", None):
        found += [
            ("信息处理费", f"{fee.amount}元（{fee.get_basis_display()}，{fee.many}）"), ("缴费日", _day(fee.paid_on)),
        ]  # fmt: skip
    if volume := getattr(row, "volume", None):
        found += [
            ("请您说明理由", "您的申请数量、频次较多，请说明理由"), ("说明期限", _day(volume.until)),
            ("延迟到", _day(volume.delayed_to)),
        ]  # fmt: skip
    return [*found, *_ended(row)]


def _ended(row: Request) -> Rows:
    found: Rows = [("分成几件办理", "、".join(f"{one.number}（{one.case.status_label}）" for one in _parts(row)))]
    if row.into:
        found.append(("并入", f"{row.into.number}，一并答复"))
    if handed := getattr(row, "delivery", None):
        told = shelf.replies().outcomes.get(row.decision.reply)
        found += [
            ("答复", told.name if told else ""), ("送达", handed.get_route_display()),
            ("送达日", _day(handed.given_on)),
        ]  # fmt: skip
    return found


def _parts(row: Request) -> list[Request]:
    return list(row.parts.select_related("case").order_by("pk"))


def _sections(row: Request) -> Iterator[Section]:
    if asked := getattr(row, "correction", None):
        yield "补正", [
            ("缺什么", asked.items), ("告知日", _day(asked.asked_on)), ("补正期限", _day(asked.until)),
            ("补正日", _day(asked.answered_on)), ("补正内容", asked.answer),
        ]  # fmt: skip
    for one in row.consultations.order_by("pk"):
        yield f"征求{one.get_kind_display()}意见", [
            ("征求谁的意见", one.whom), ("发出日", _day(one.asked_on)), ("对方收到日", _day(one.received_on)),
            ("答复期限", _day(one.due)), ("意见", one.get_answer_display()), ("答复日", _day(one.answered_on)),
            ("理由", one.opinion),
        ]  # fmt: skip
    if longer := getattr(row, "extension", None):
        agreed = {True: "同意", False: "不同意", None: "待批"}[longer.agreed]
        yield "延长", [("理由", longer.reason), ("审批", agreed), ("告知日", _day(longer.told_on))]
    if fee := getattr(row, "fee", None):
        yield "信息处理费", [
            ("计收", f"{fee.get_basis_display()}，{fee.many}"), ("金额", f"{fee.amount}元"),
            ("通知日", _day(fee.asked_on)), ("收到通知日", _day(fee.received_on)), ("缴费日", _day(fee.paid_on)),
        ]  # fmt: skip
    if volume := getattr(row, "volume", None):
        yield "说明理由", [
            ("同一申请人的申请数", volume.many), ("要求日", _day(volume.asked_on)),
            ("说明期限", _day(volume.until)), ("理由", volume.reasons), ("延迟到", _day(volume.delayed_to)),
        ]  # fmt: skip
    if decision := getattr(row, "decision", None):
        yield "答复", decided(decision)
    if handed := getattr(row, "delivery", None):
        yield "送达", [
            ("方式", handed.get_route_display()), ("送达日", _day(handed.given_on)), ("单号", handed.slip),
            ("签收日", _day(handed.signed_on)), ("申请人首次下载", handed.fetched and _day(handed.fetched.date())),
        ]  # fmt: skip


def decided(decision) -> Rows:
    """The outcome with its findings, by the names of the catalogue."""
    told = shelf.replies().outcomes.get(decision.reply)
    if told is None:
        return [("答复种类", "未经答复即结束")]
    found = findings_of(decision)
    asked = [(one.name, found.get(name)) for name, one in told.asks.items()]
    return [("答复种类", told.name), ("依据", "、".join(told.cite)), *asked, ("决定日", _day(decision.decided_on))]


def _day(day: date | None) -> str:
    return riqi(day) if day else ""
