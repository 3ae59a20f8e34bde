"""A year of requests of the demonstration: three hundred, by every way in, to every outcome, some corrected, consulted
on, extended, charged, withdrawn, some late. What would lie after the told moment has not happened yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Role
from gongkai.acts.taking import Take, take_many
from gongkai.demo import hours
from gongkai.demo.dice import Dice
from gongkai.demo.hours import later, moment
from gongkai.demo.wanted import BODIES, LAST, MANY, SEED, Story, found_of, stories
from gongkai.foi import confirming, receiving
from gongkai.foi.handling import charging, consulting, correcting, deciding, delivering, explaining, extending, parting
from gongkai.foi.models import Request

ROLES = (Role.PROPOSER, Role.SECRECY, Role.REVIEWER)
APPROVES_ON = 3  # the heads sign on Thursdays


def play() -> None:
    """Once: played before, it stays as it is."""
    if Request.objects.count() > MANY // 2:
        return
    with transaction.atomic():
        Year(stories()).play()


class Year:
    """The stories, and who does what in each unit."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = stories
        self.dice = Dice(f"{SEED} 办理")
        rows = Post.objects.filter(unit__name__in=BODIES, role__in=ROLES).select_related("unit", "person")
        self.posts: dict[tuple[str, str], Post] = {}
        for post in rows.order_by("pk"):
            self.posts.setdefault((post.unit.name, post.role), post)

    def play(self) -> None:
        self._take_in()
        self._correct()
        for end, asks in (("third_party", self._third_party), ("excessive", self._reasons), ("no_payment", self._fee)):
            asks([one for one in self._open() if one.end == end])
        self._withdraw()
        self._extend()
        self._decide()

    def _officer(self, one: Story) -> Post:
        return self.posts[one.unit, Role.PROPOSER]

    def _open(self) -> list[Story]:
        return [one for one in self.stories if one.row and one.request.case.status != "withdrawn"]

    def _take_in(self) -> None:
        wishes, known = [], [one for one in self.stories if one.came <= LAST]
        for nth, one in enumerate(known):
            online = one.channel == "online"
            by, at = None if online else self._officer(one), moment(self.dice, one.came)
            unit = self._officer(one).unit
            came = None if online else one.came
            wishes.append(receiving.Wish(unit, one.channel, one.said, f"{SEED} {nth}", came=came, by=by, at=at))
        for one, taken in zip(known, receiving.take_in_many(wishes, hours.NOW), strict=True):
            one.row = taken.request
        for one in known:
            if one.request.case.status == "arrived" and one.received <= LAST:
                at = moment(self.dice, one.received, 17 * 60 + 31, 18 * 60)
                confirming.confirm(one.request, one.received, "电话确认", self._officer(one), at)
        waiting = [one for one in known if one.request.case.status == "received"]
        self._take("register", [(one, later(one.came, 1)) for one in waiting], Role.PROPOSER)

    def _correct(self) -> None:
        """What is missing is asked for, and supplied, but by those who never answer."""
        for one in self._open():
            one.starts = one.received
            if not (one.corrects or one.end in ("unclear", "no_correction")) or not self._stands(one):
                continue
            asked = later(one.received, self.dice.number(2, 6))
            if not self._past(asked):
                continue
            until, at = later(asked, 15), moment(self.dice, asked)
            items = "请写明所要信息的文件名称、文号或者年份，以便查找"
            correcting.ask_many([correcting.Asked(one.request, items, until, asked, self._officer(one))], at)
            came = later(asked, self.dice.number(3, 12))
            if one.end == "no_correction":
                one.starts = until
            elif self._past(came):
                words = "要的是去年全年的，文号不清楚"
                supplied = correcting.Supplied(one.request, words, came, self._officer(one))
                correcting.supply_many([supplied], moment(self.dice, came))
                one.starts = came

    def _third_party(self, some: Iterable[Story]) -> None:
        for one in some:
            sent = later(one.starts, 3)
            if not self._stands(one) or not self._past(later(sent, 2)):
                continue
            at, by = moment(self.dice, sent), self._officer(one)
            asked = consulting.Asked(one.request, "third_party", "某建设集团有限公司（虚构）", sent, by)
            rows = consulting.ask_many([asked], at)
            reached, heard = later(sent, 2), later(sent, self.dice.number(5, 12))
            consulting.reach_many(rows, reached, by, moment(self.dice, reached))
            if self._past(heard):
                why = "含有本公司报价和工艺，属于商业秘密"
                consulting.hear_many(rows, "refuse", heard, by, moment(self.dice, heard), why)

    def _reasons(self, some: Iterable[Story]) -> None:
        for one in some:
            asked = later(one.starts, 4)
            given = later(asked, 5)
            if self._stands(one) and self._past(given):
                by = self._officer(one)
                explaining.ask_many(
                    [explaining.Asked(one.request, 63, asked, by, later(asked, 10))], moment(self.dice, asked)
                )
                words = "想全面了解情况，没有别的理由"
                explaining.give_many([explaining.Given(one.request, words, given, by)], moment(self.dice, given))

    def _fee(self, some: Iterable[Story]) -> None:
        for one in some:
            asked = later(one.starts, 5)
            reached = later(asked, 3)
            if self._stands(one) and self._past(reached):
                by = self._officer(one)
                charged = charging.Charged(one.request, "page", self.dice.number(120, 260), asked, by)
                charging.charge_many([charged], moment(self.dice, asked))
                charging.reach_many([charging.Reached(one.request, reached, by)], moment(self.dice, reached))
                one.starts = later(reached, 20)

    def _withdraw(self) -> None:
        for one in self._open():
            day = later(one.starts, 6)
            if one.end == "withdrawn" and self._stands(one) and self._past(day):
                withdrawn = parting.Withdrawn(one.request, day, self._officer(one))
                parting.withdraw_many([withdrawn], moment(self.dice, day))

    def _extend(self) -> None:
        for one in self._open():
            asked = later(one.starts, 15)
            if not one.extends or not self._stands(one) or not self._past(later(asked, 2)):
                continue
            proposed = extending.Proposed(one.request, "要到县档案馆调取历年案卷", self._officer(one))
            extending.propose_many([proposed], moment(self.dice, asked))
            by, agreed, told = self.posts[one.unit, Role.REVIEWER], later(asked, 1), later(asked, 2)
            one.request.case.take("extend", by=by, at=moment(self.dice, agreed))
            extending.tell_many([one.request], told, self._officer(one), moment(self.dice, told))

    def _decide(self) -> None:
        """Answers are proposed at the beginning of a week, signed on its Thursday, sent the day after, filed later."""
        weeks: dict[date, list[Story]] = defaultdict(list)
        for one in self._open():
            if one.request.case.status in deciding.DRAFTED_IN and one.end != "withdrawn":
                weeks[self._signed(one)].append(one)
        past = {day: some for day, some in sorted(weeks.items()) if self._past(day)}
        decided = [(one, day) for day, some in past.items() for one in some]
        deciding.draft_many(
            [deciding.Draft(one.request, one.end, found_of(one), self._officer(one)) for one, _ in decided]
        )
        outcomes = shelf.replies().outcomes
        given = [(one, later(day, -2)) for one, day in decided if outcomes[one.end].supplies]
        self._take("propose_decision", given, Role.PROPOSER)
        others = [(one, later(day, -2)) for one, day in decided if not outcomes[one.end].supplies]
        self._take("propose_refusal", others, Role.PROPOSER)
        self._take("clear", [(one, later(day, -1)) for one, day in given], Role.SECRECY)
        for day, some in past.items():
            self._take("approve", [(one, day) for one in some], Role.REVIEWER)
        self._deliver([(one, later(day, 1)) for one, day in decided if self._past(later(day, 1))])

    def _deliver(self, some: list[tuple[Story, date]]) -> None:
        handed = []
        for one, day in some:
            route = one.said["route"]
            slip = f"XB{self.dice.number(10_000_000, 99_999_999)}51" if route == "post" else ""
            at = moment(self.dice, day)
            handed.append(delivering.Handed(one.request, route, day, self._officer(one), slip, at=at))
        delivering.deliver_many(handed, hours.NOW)
        filed = [(one, later(day, 10)) for one, day in some if self._past(later(day, 10))]
        self._take("archive", filed, Role.PROPOSER)

    def _signed(self, one: Story) -> date:
        """The Thursday on which its answer is signed, within the limit; some weeks after it where it is late."""
        waits = (
            self.dice.number(26, 40)
            if one.late
            else self.dice.number(24, 31)
            if one.extends
            else self.dice.number(6, 13)
        )
        if one.end == "third_party":
            waits = 17
        if one.end in ("no_correction", "no_payment"):
            waits = 4
        day = later(one.starts, waits)
        return later(day + timedelta((APPROVES_ON - day.weekday()) % 7) - timedelta(1), 1)

    def _take(self, step: str, some: Iterable[tuple[Story, date]], role: str) -> None:
        takes = [
            Take(one.request.case, self.posts[one.unit, role], moment(self.dice, day))
            for one, day in some
            if self._past(day)
        ]
        if takes:
            take_many("request", step, takes)

    def _stands(self, one: Story) -> bool:
        return one.request.case.status == "registered"

    def _past(self, day: date) -> bool:
        return day < hours.LAST
