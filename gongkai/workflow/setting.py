"""Setting routes (A2): acts of the office or of a unit's leader; a change ends a route and sets the next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.workflow import seating
from gongkai.workflow.models import Interpretation, Route, Seat, Signer

DAY = timedelta(days=1)


@dataclass
class Setting:
    """A route as written: for whom, who sits where (posts by step), and what it demands besides."""

    unit: Unit | None
    topic: Topic | None
    since: date
    collective: bool = False
    interpretation: str = ""
    seats: dict[str, list[Post]] = field(default_factory=dict)
    signers: list[Unit] = field(default_factory=list)


def put(said: Setting, by: Post, at: datetime, *, instead: Route | None = None) -> Route:
    """Sets a route; ``instead`` of another, which ends the day before. Raises ``Unready`` for one that cannot work."""
    _ask_reach(said.unit, by)
    if reasons := faults(said):
        raise Unready(reasons)
    made: list[Route] = []

    def room(cases: list[Case]) -> None:
        made.append(_written(said, cases[0]))

    opening = Opening(said.unit or by.unit, name_of(said.unit, said.topic), by, at, detail={"says": told(said)})
    with transaction.atomic():
        if instead:
            end(instead, said.since - DAY, f"自{said.since:%Y-%m-%d}起改用新的流程", by, at)
        open_many("route", "set", [opening], room)
    return made[0]


def end(route: Route, last: date, why: str, by: Post, at: datetime) -> None:
    """The route holds on ``last`` and no longer."""
    _ask_reach(route.unit, by)
    with transaction.atomic():
        route.until = last
        route.save(update_fields=["until"])
        route.case.take("end", by=by, at=at, words=why, detail={"says": f"末日 {last:%Y-%m-%d}"})


def hand_over(former: Post, heir: Post, since: date, by: Post, at: datetime) -> int:
    """Every seat of a post passes to another of the same role and unit; each route's trail says so."""
    if reasons := _heir_faults(former, heir, since):
        raise Unready(reasons)
    every = Seat.objects.filter(post=former).select_related("route__case", "route__unit", "post")
    seats = [seat for seat in every if seat.until is None or seat.until >= since]
    with transaction.atomic():
        for seat in seats:
            _ask_reach(seat.route.unit, by)
            seat.until = since - DAY
            seat.save(update_fields=["until"])
            Seat.objects.create(route=seat.route, step=seat.step, post=heir, since=since)
            says = f"{former.person.name}的席位自{since:%Y-%m-%d}起由{heir.person.name}接任"
            seat.route.case.take("hand_over", by=by, at=at, detail={"says": says})
    return len(seats)


def faults(said: Setting) -> list[str]:
    """Why a route could not be worked by: it fills the steps, and none of the separations between them may fall."""
    reasons, only = [], {}
    for step in seating.stations_of():
        seated = said.seats.get(step.name, [])
        reasons += [f"{post.person.name}不是{_roles(step.roles)}，不能办理“{step.label}”" for post in seated
                    if post.role not in step.roles]  # fmt: skip
        reasons += [f"{post.person.name}不管{said.unit.name}的事项，不能坐“{step.label}”的席位" for post in seated
                    if said.unit and not _covers(post, said.unit)]  # fmt: skip
        people = {post.person_id for post in seated}
        if len(people) == 1:
            only[step.name] = (people.pop(), step)
    for person, step in only.values():
        for name in step.not_by:
            if name in only and only[name][0] == person:
                reasons.append(f"“{only[name][1].label}”和“{step.label}”不能都只由一个人办理，请另定一人")
    if not (said.seats or said.collective or said.interpretation or said.signers):
        reasons.append("这条流程没有任何要求，请至少填一项")
    return reasons


def name_of(unit: Unit | None, topic: Topic | None) -> str:
    return f"{unit.name if unit else '各单位'} · {topic.name if topic else '所有栏目'}"


def told(said: Setting) -> str:
    """A route in one sentence, for the trail."""
    labels = {step.name: step.label for step in seating.stations_of()}
    parts = [f"{labels[step]}：{'、'.join(post.person.name for post in posts)}" for step, posts in said.seats.items()]
    parts += ["须集体研究"] if said.collective else []
    parts += [f"解读{Interpretation(said.interpretation).label}"] if said.interpretation else []
    parts += [f"会签：{'、'.join(unit.name for unit in said.signers)}"] if said.signers else []
    return f"自{said.since:%Y-%m-%d}起；" + "；".join(parts)


def setting_of(route: Route, day: date) -> Setting:
    """What a route says on a day, e.g. to begin its change with."""
    seats: dict[str, list[Post]] = {}
    for seat in route.seats.select_related("post__person", "post__unit"):
        if seat.standing_on(day):
            seats.setdefault(seat.step, []).append(seat.post)
    signers = [one.unit for one in route.signers.select_related("unit")]
    return Setting(route.unit, route.topic, route.since, route.collective, route.interpretation, seats, signers)


def _written(said: Setting, case: Case) -> Route:
    route = Route.objects.create(
        case=case, unit=said.unit, topic=said.topic, since=said.since, collective=said.collective,
        interpretation=said.interpretation,
    )  # fmt: skip
    Seat.objects.bulk_create(
        Seat(route=route, step=step, post=post, since=said.since)
        for step, posts in said.seats.items()
        for post in posts
    )
    Signer.objects.bulk_create(Signer(route=route, unit=unit) for unit in said.signers)
    return route


def _ask_reach(unit: Unit | None, by: Post) -> None:
    """The office sets any route; a unit's leader those of the unit and of what stands under it."""
    keys = by.unit_keys()
    if keys is not None and (unit is None or unit.pk not in keys):
        raise NotYourRole("全县的流程由政务公开办设定；您可以设定本单位的流程")


def _covers(post: Post, unit: Unit) -> bool:
    keys = post.unit_keys()
    return keys is None or unit.pk in keys


def _heir_faults(former: Post, heir: Post, since: date) -> list[str]:
    if heir.pk == former.pk:
        return ["接任的还是原来的岗位，请另选一个"]
    if heir.role != former.role or heir.unit_id != former.unit_id:
        return [f"接任的须是同一单位的{former.get_role_display()}，请另选"]
    return [] if heir.held_on(since) else [f"{heir.person.name}在{since:%Y-%m-%d}不任此岗，请核对日期"]


def _roles(roles: Iterable[str]) -> str:
    return "、".join(str(Role(role).label) for role in sorted(roles))
