"""A year of 12345: some 250 cases, late ones, repeated ones, complaints about openness, a platform.

People, numbers and places are made up. Every move is a step that staff take, done for many at once.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import yaml
from django.db import transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.demo import county, hotline_aside, hours
from gongkai.demo.assessing import post
from gongkai.demo.dice import Dice
from gongkai.hotline import answering, taking_in
from gongkai.hotline.models import Plea
from gongkai.hotline.taking_in import Said
from gongkai.hotline.vocabulary import Outcome, Sort

SEED, MANY, REPEATS = "gongkai demo hotline", 240, 9
CHANNELS = {"phone": 70, "web": 18, "letter": 3, "mailbox": 4, "counter": 5}
RATINGS = {"satisfied": 63, "basic": 22, "not": 10, "unreached": 5}
WHY = {"not": "办得太慢，只说了一遍就没有下文", "unreached": "两天里打了三次，没有人接"}
NAMES = "李王张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗"
DONE = {Sort.HELP: "solved", Sort.CONSULT: "explained", Sort.SUGGEST: "planned"}
BAD = {"complaint": {"upheld": 45, "partly": 25, "unfounded": 30}}


@dataclass
class Move:
    """One step at a moment; ``detail`` as the act keeps it."""

    step: str
    at: datetime
    by: Post | None
    words: str = ""
    detail: dict = field(default_factory=dict)


@dataclass
class Story:
    """A case: what was told, who handles it, and its moves in order."""

    said: Said
    unit: str
    matter: list
    moves: list[Move] = field(default_factory=list)


def play() -> None:
    """Once: played before, it stays as it is."""
    if Plea.objects.exists():
        return
    with transaction.atomic():
        hotline_aside.open_lines()
        _play(_Teller().stories())
        hotline_aside.bring_platform()
        hotline_aside.judge_repeats()
        hotline_aside.pursue()
        hotline_aside.publish(Topic.objects.get(code="gonggao"))


def written() -> dict:
    return yaml.load((county.HERE / "hotline.yaml").read_text("utf-8"), yaml.CSafeLoader)


class _Teller:
    """Draws the stories: the same for the same seed."""

    def __init__(self) -> None:
        self.dice, self.told = Dice(SEED), written()
        self.office, self.clerk = post("gkb"), post("gkb2")
        self.units = {one.name: one for one in Unit.objects.all()}
        rows = Post.objects.filter(role__in=(Role.PROPOSER, Role.REVIEWER)).select_related("unit", "person")
        self.hands = {(one.unit.name, one.role): one for one in rows.order_by("-pk")}

    def stories(self) -> list[Story]:
        every = list(self.told["matters"])
        units = [*every, *(self.dice.pick(every) for _ in range(MANY - len(every)))]
        found = [self._story(self._day(), unit) for unit in units]
        found += [self._again(one) for one in self._repeated(found)]
        found += [self._of_openness(nth, row) for nth, row in enumerate(self.told["openness"])]
        came = [(one.said.at or hours.NOW, nth, one) for nth, one in enumerate(found)]
        return [one for at, _, one in sorted(came) if at < hours.NOW]

    def _day(self) -> datetime:
        """Any hour of any day, most of them by daylight; more of them in the last weeks."""
        back = self.dice.number(0, 370) if self.dice.chance(0.9) else self.dice.number(0, 12)
        seconds = self.dice.number(8 * 3600, 20 * 3600) if self.dice.chance(0.85) else self.dice.number(0, 86_399)
        return hours.at(hours.LAST - timedelta(days=back), seconds)

    def _story(self, at: datetime, unit: str) -> Story:
        matter = self.dice.pick(self.told["matters"][unit])
        place = self.dice.pick(self.told["places"])
        sort, gist, words, reply = (one.replace("{地}", place) for one in matter)
        return self._told(sort, gist, words, reply, unit, at)

    def _told(self, sort: str, gist: str, words: str, reply: str, unit: str, at: datetime, **more) -> Story:
        dice = self.dice
        channel = dice.weighed(list(CHANNELS), list(CHANNELS.values()))
        by = None if channel == "web" else self.clerk if dice.chance(0.8) else self.hands[unit, Role.PROPOSER]
        who = {"name": f"{dice.pick(NAMES)}某", "phone": f"139{dice.number(10_000_000, 99_999_999)}"} | more
        said = Said(
            sort, channel, words, gist=gist if by else "", by=by, at=at, entered=at + timedelta(minutes=3),
            open_to_all=dice.chance(0.3), token=f"demo {at.isoformat()} {dice.number(0, 10**6)}", **who,
        )  # fmt: skip
        story = Story(said, unit, [sort, gist, reply])
        story.moves = [one for one in self._moves(story) if one.at < hours.NOW]
        return story

    def _moves(self, story: Story, about: str = "", against: str = "", result: tuple[str, str] = ("", "")):
        """Its way as it would go; what lies after today has not happened."""
        dice, unit, at = self.dice, story.unit, story.said.at or hours.NOW
        sort, gist, reply = story.matter
        writer, head = self.hands[unit, Role.PROPOSER], self.hands[unit, Role.REVIEWER]
        accepted = at + timedelta(minutes=dice.number(5, 400))
        yield Move(
            "accept",
            accepted,
            self.clerk,
            detail={"sort": sort, "gist": gist, "about": about, "says": Sort(sort).label},
        )
        given = (
            hours.on_later_day(dice, accepted, 0)
            if _works(accepted)
            else hours.moment(dice, hours.later(_day(accepted), 1), high=600)
        )
        code, joint = self.units[unit].code, []
        if dice.chance(0.05):
            joint = [self.units[dice.pick([one for one in self.told["matters"] if one != unit])].code]
        detail = {"unit": code, "joint": joint, "against": self.units[against or unit].code, "says": f"派{unit}主办"}
        yield Move("dispatch", given, self.office, detail=detail)
        if dice.chance(0.04):
            back = hours.after(dice, given, 20, 90)
            yield Move("send_back", back, writer, "主管部门不是本单位，请再核对")
            given = hours.after(dice, back, 20, 200)
            yield Move("uphold", given, self.office, "三定方案写明由你单位主管")
        up = hours.on_later_day(dice, given, dice.weighed([0, 1], [3, 2]))
        yield Move("take_up", up, writer, detail={"promised": "", "says": "按时限答复"})
        for part in joint:
            name = next(one for one, row in self.units.items() if row.code == part)
            yield Move("assist", hours.on_later_day(dice, up, 2), self.hands[name, Role.PROPOSER], "本单位已到场配合")
        yield from self._ending(story, given, up, writer, head, reply, result)

    def _ending(self, story, given, up, writer, head, reply, result) -> Iterator[Move]:
        dice, sort = self.dice, story.matter[0]
        limit = 5 if sort == "consult" else 15
        late = dice.chance(0.08)
        took = limit + dice.number(2, 6) if late else dice.number(1, limit - 2)
        if late:
            overdue = hours.at(hours.later(_day(given), limit), 86_400 + 60)
            yield Move("escalate", overdue, None)
            yield Move(
                "supervise",
                hours.moment(dice, hours.later(_day(overdue), 1), high=640),
                self.office,
                "已经超期，请两日内答复",
            )
        drafted = hours.on_later_day(dice, max(given, up), max(took, 1))
        outcome, consequence = result if result[0] else self._outcome(sort)
        yield Move(
            "draft_reply", drafted, writer, detail={"reply": reply, "outcome": outcome, "consequence": consequence}
        )
        replied = hours.on_later_day(dice, drafted, 0)
        yield Move("reply", replied, head)
        closed = hours.on_later_day(dice, replied, dice.number(0, 1))
        yield Move("close", closed, writer)
        rating = "not" if late and dice.chance(0.6) else dice.weighed(list(RATINGS), list(RATINGS.values()))
        called = hours.on_later_day(dice, closed, dice.number(1, 3))
        says = {"satisfied": "满意", "basic": "基本满意", "not": "不满意", "unreached": "没有联系上"}[rating]
        yield Move("call_back", called, self.clerk, WHY.get(rating, ""), {"rating": rating, "says": says})
        if rating == "not" and dice.chance(0.5):
            again = hours.on_later_day(dice, called, 1)
            yield Move("reopen", again, self.office, "来电人不满意，请重新办理")
            said = {"reply": f"{reply}已再次到现场核实，请您监督。", "outcome": outcome, "consequence": consequence}
            yield Move("draft_reply", hours.on_later_day(dice, again, 3), writer, detail=said)
            last = hours.on_later_day(dice, again, 4)
            yield Move("reply", last, head)
            yield Move("close", hours.on_later_day(dice, last, 1), writer)
            yield Move(
                "call_back", hours.on_later_day(dice, last, 2), self.clerk, "", {"rating": "basic", "says": "基本满意"}
            )

    def _outcome(self, sort: str) -> tuple[str, str]:
        if sort != "complaint":
            return DONE[Sort(sort)], ""
        found = self.dice.weighed(list(BAD["complaint"]), list(BAD["complaint"].values()))
        return found, "" if found == "unfounded" else "责令改正，落实到人"

    def _repeated(self, stories: list[Story]) -> list[Story]:
        good = [one for one in stories if one.matter[0] == "complaint" and (one.said.at or hours.NOW).month < 10]
        return self.dice.some(good, REPEATS)

    def _again(self, before: Story) -> Story:
        """The same caller, the same matter, some weeks after it was said to be settled."""
        at = (before.said.at or hours.NOW) + timedelta(days=self.dice.number(40, 80), minutes=self.dice.number(0, 300))
        sort, gist, reply = before.matter
        words = before.said.words + self.dice.pick(self.told["again"])
        return self._told(sort, gist, words, reply, before.unit, at, name=before.said.name, phone=before.said.phone)

    def _of_openness(self, nth: int, row: list[str]) -> Story:
        """Against one unit, looked into by another."""
        against, gist, about, words, reply, found, consequence = row
        at = hours.at(date(2025, 3 + 2 * nth, 6 + nth), 36_000 + 600 * nth)
        story = self._told("complaint", gist, words, reply, "政府办", at)
        moves = self._moves(story, about, against, (found, consequence))
        story.moves = [one for one in moves if one.at < hours.NOW]
        return story


def _works(moment: datetime) -> bool:
    local = moment + hours.OFFSET
    minute = local.hour * 60 + local.minute
    return hours.OPENS <= minute < hours.CLOSES - 90 and bool(hours.workdays(local.date(), local.date()))


def _day(moment: datetime) -> date:
    return hours.day_of(moment)


def _play(stories: list[Story]) -> None:
    """All of them opened, then the first move of each, then the second …, each step once for all that take it."""
    pleas = _open(stories)
    waiting = [(pleas[one.said.token], list(one.moves)) for one in stories]
    while waiting := [(plea, moves) for plea, moves in waiting if moves]:
        by_step: dict[str, list[tuple[Plea, Move]]] = defaultdict(list)
        for plea, moves in waiting:
            move = moves.pop(0)
            by_step[move.step].append((plea, move))
        for step, some in sorted(by_step.items()):
            _take(step, some)


def _open(stories: list[Story]) -> dict[str, Plea]:
    """By token."""
    found: dict[str, Plea] = {}
    for step in ("enter", "file"):
        some = [one.said for one in stories if one.said.step == step]
        taken = taking_in.take_in_many(some, hours.NOW)
        found |= {said.token: one.plea for said, one in zip(some, taken, strict=True)}
    return found


def _take(step: str, some: list[tuple[Plea, Move]]) -> None:
    if step == "draft_reply":
        said = [
            answering.Reply(plea, move.detail["reply"], Outcome(move.detail["outcome"]), move.detail["consequence"],
                            _by(move), move.at)
            for plea, move in some
        ]  # fmt: skip
        answering.draft_many(said, hours.NOW)
        return
    if step == "assist":
        hotline_aside.assist([(plea, move.by, move.at, move.words) for plea, move in some])
        return
    takes = [
        Take(plea.case, move.by, move.at, words=move.words, detail=move.detail, follows=move.by is None)
        for plea, move in some
    ]
    take_many("plea", step, takes)


def _by(move: Move) -> Post:
    assert move.by is not None
    return move.by
