"""驻窗人员: posted, moved with the centre's leave or without it, equipped after a move, sent back (KF-T2.1)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.windows.centres import showing
from gongkai.windows.models import Centre, Clerk, Move, Window

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Setting:
    """A window that is set up."""

    unit: Unit
    centre: Centre
    number: str
    name: str
    wanted: int


def set_up_many(settings: list[Setting], by: Post, at: datetime) -> list[Window]:
    """Opens the cases and shows their centres again. Raises ``Unready`` for a number that is taken; all or none."""
    for one in settings:
        if Window.objects.filter(centre=one.centre, number=one.number).exists():
            raise Unready([f"{one.centre.case.title}已经有 {one.number} 号窗口，请换一个窗口号"])
    made: list[Window] = []

    def room(cases: list[Case]) -> None:
        made.extend(
            Window(case=case, centre=one.centre, number=one.number, wanted=one.wanted)
            for case, one in zip(cases, settings, strict=True)
        )
        Window.objects.bulk_create(made)

    with transaction.atomic():
        says = [{"says": f"{one.centre.case.title} {one.number} 号窗口，应派 {one.wanted} 人"} for one in settings]
        openings = [Opening(one.unit, one.name, by, at, detail=said) for one, said in zip(settings, says, strict=True)]
        open_many("service_window", "set_up", openings, room)
        for key in sorted({one.centre.pk for one in settings}):
            showing.again(key, at)
    return made


def closed(cases, takes, acts) -> None:
    """Whoever served there leaves with it; the centre is shown without it."""
    rows = Window.objects.in_bulk([act.case_id for act in acts])
    for act in acts:
        Clerk.objects.filter(window=act.case_id, until=None).update(until=act.at.date())
        showing.again(rows[act.case_id].centre_id, act.at)


def post(window: Window, name: str, since: date, by: Post, at: datetime) -> Clerk:
    """Somebody serves at the window from a day on."""
    return post_many([(window, name, by)], since, at)[0]


def post_many(told: list[tuple[Window, str, Post]], since: date, at: datetime) -> list[Clerk]:
    """One person each at several windows."""
    with transaction.atomic():
        clerks = Clerk.objects.bulk_create(Clerk(window=window, name=name, since=since) for window, name, _ in told)
        says = f"自 {since} 派驻 1 人"
        takes = [
            Take(window.case, by, at, detail={"clerk": clerk.pk, "says": says})
            for clerk, (window, _, by) in zip(clerks, told, strict=True)
        ]
        take_many("service_window", "post", takes)
    return clerks


def ask_move(clerk: Clerk, by: Post, at: datetime, words: str) -> Move:
    """The unit asks the centre for leave."""
    _stands(clerk)
    with transaction.atomic():
        move = Move.objects.create(clerk=clerk, asked=at)
        clerk.window.case.take("ask_move", by=by, at=at, words=words, detail={"move": move.pk})
    return move


def settle(move: Move, step: str, by: Post, at: datetime, words: str = "") -> None:
    """``grant`` or ``deny``: the centre's word on what it was asked."""
    with transaction.atomic():
        said = {"granted": at} if step == "grant" else {"denied": at}
        if not Move.objects.filter(pk=move.pk, granted=None, denied=None, day=None).update(**said):
            raise Unready(["这一申请已经答复过了，请刷新后再看"])
        move.clerk.window.case.take(step, by=by, at=at, words=words, detail={"move": move.pk})


def move(clerk: Clerk, day: date, successor: str, by: Post, at: datetime) -> Move:
    """Somebody else serves from ``day`` on. With leave where the centre gave it before; else without."""
    _stands(clerk)
    if day <= clerk.since:
        raise Unready([f"变动之日应当晚于派驻之日 {clerk.since}，请改正"])
    with transaction.atomic():
        fresh = Clerk.objects.create(window=clerk.window, name=successor, since=day) if successor else None
        row = Move.objects.filter(clerk=clerk, day=None, denied=None).last() or Move(clerk=clerk)
        row.day, row.at, row.successor = day, at, fresh
        row.save()
        Clerk.objects.filter(pk=clerk.pk).update(until=day - DAY)
        leave = "中心已同意" if row.granted else "未经中心同意"
        says = f"{day} 变动 1 人，{leave}，{'接替人员已到岗' if fresh else '还没有接替人员'}"
        clerk.window.case.take("move", by=by, at=at, detail={"move": row.pk, "says": says})
    return row


def equip(move: Move, by: Post, at: datetime) -> None:
    """Clothes and desk are there for who came."""
    with transaction.atomic():
        Move.objects.filter(pk=move.pk).update(equipped=at)
        move.clerk.window.case.take("equip", by=by, at=at, detail={"move": move.pk})


def send_back(clerk: Clerk, day: date, by: Post, at: datetime, words: str) -> None:
    """The centre sends somebody back to the unit."""
    _stands(clerk)
    with transaction.atomic():
        Clerk.objects.filter(pk=clerk.pk).update(until=day, back=True)
        detail = {"clerk": clerk.pk, "says": f"{day} 退回 1 人"}
        clerk.window.case.take("send_back", by=by, at=at, words=words, detail=detail)


def serving(window: Window) -> list[Clerk]:
    return list(window.clerks.filter(until=None))


def waiting(window: Window) -> list[Move]:
    """Leave that was asked for and not answered."""
    return list(Move.objects.filter(clerk__window=window, granted=None, denied=None, day=None).select_related("clerk"))


def unequipped(window: Window) -> list[Move]:
    rows = Move.objects.filter(clerk__window=window, equipped=None, successor__isnull=False)
    return list(rows.select_related("clerk", "successor"))


def somebody_serves(cases, takes) -> dict[int, list[str]]:
    """Asked beforehand: a step about somebody needs somebody."""
    rows = set(
        Clerk.objects.filter(window__in=[case.pk for case in cases], until=None).values_list("window_id", flat=True)
    )
    return {take.case.pk: ["窗口现在没有在岗人员"] for take in takes if take.only_asks and take.case.pk not in rows}


def somebody_waits(cases, takes) -> dict[int, list[str]]:
    """Asked beforehand: leave that was asked for and not answered."""
    asked = [take.case.pk for take in takes if take.only_asks]
    return {row.pk: ["没有待答复的变动申请"] for row in Window.objects.filter(pk__in=asked) if not waiting(row)}


def somebody_lacks(cases, takes) -> dict[int, list[str]]:
    """Asked beforehand: somebody came and was not equipped yet."""
    asked = [take.case.pk for take in takes if take.only_asks]
    return {row.pk: ["没有待配齐的变动"] for row in Window.objects.filter(pk__in=asked) if not unequipped(row)}


def _stands(clerk: Clerk) -> None:
    if Clerk.objects.filter(pk=clerk.pk).exclude(until=None).exists():
        raise Unready(["这名人员已经离开窗口，请刷新后再看"])
