"""舆情回应 in the demonstration: a year of events by the steps staff take, one late by minutes, a rumour, a drill."""

from datetime import datetime, timedelta
from pathlib import Path

import yaml
from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.accounts.models import Role, Unit
from gongkai.acts.clock import BEIJING
from gongkai.demo import handling, hours
from gongkai.demo.assessing import post
from gongkai.demo.papers import hand
from gongkai.disclosures.models import Conference, Disclosure
from gongkai.files import store
from gongkai.opinion import collecting, escalating, judging, releasing, writing
from gongkai.opinion.collecting import Founding, Seen
from gongkai.opinion.models import Event
from gongkai.opinion.patterns import keeping as patterns
from gongkai.opinion.rumours import verifying
from gongkai.opinion.vocabulary import CHECKS

TOLD = Path(__file__).with_suffix(".yaml")
HEARD = "群众留言（演示用）"


def play() -> None:
    """Once: played before, it stays as it is."""
    if Event.objects.exists():
        return
    told = yaml.safe_load(TOLD.read_text("utf-8"))
    with transaction.atomic():
        patterns.enter(list(told["patterns"].items()), post("gkb"), _moment("2025-01-20 10:00"))
        for said in told["events"]:
            _Story(said).play()


class _Story:
    """One event with its hands; each part of it is told or left out."""

    def __init__(self, said: dict) -> None:
        self.said, self.unit = said, Unit.objects.get(name=said["unit"])
        self.noticed = _moment(said["noticed"])
        self.writer, self.leader = hand(self.unit.name, Role.PROPOSER), hand(self.unit.name, Role.REVIEWER)
        self.next_day = (self.noticed + timedelta(days=1)).astimezone(BEIJING).day  # of January, as rumours are told
        self.sender, self.office = hand(self.unit.name, Role.PUBLISHER), post("gkb")
        self.event = collecting.collect([self._founding()], self.writer, self.after(said["entered"]))[0]

    def play(self) -> None:
        for name in ("confer", "judge", "text", "rumour", "releases", "respond", "press", "leave", "reopen"):
            if name in self.said:
                getattr(self, f"_{name}")(self.said[name])
        if "evaluate" in self.said:
            self._evaluate(*self.said["evaluate"])

    def after(self, minutes: int) -> datetime:
        return self.noticed + timedelta(minutes=minutes)

    def _founding(self) -> Founding:
        said = self.said
        place = Unit.objects.get(name=said["place"]) if said["place"] else None
        happened = _moment(said["happened"]) if "happened" in said else None
        seen = [Seen(said["platform"], said["title"], self.noticed, "", HEARD)]
        return Founding(
            self.unit, said["title"], said["summary"], said["came"], self.noticed, said["sort"], said["grade"], place,
            happened, said.get("drill", False), seen,
        )  # fmt: skip

    def _take(self, step: str, by, at: datetime, **how) -> None:
        self.event.case.take(step, by=by, at=at, **how)

    def _confer(self, told: list) -> None:
        minutes, there, concluded = told
        at = self.after(minutes)
        detail = {"there": there, "concluded": concluded, "says": f"参加：{there}。{concluded}"}
        self._take("confer", self.writer, at, effective=at - timedelta(minutes=20), detail=detail)

    def _judge(self, minutes: int) -> None:
        said = {name: self.said.get(name, "") for name in judging.SAID} | {"unit": self.unit.pk}
        self._take("judge", self.leader, self.after(minutes), detail=said | {"says": judging.told(said)})

    def _text(self, told: list) -> None:
        review = self.said.get("review")
        begun = self.after(review - 15) if review else self.noticed + timedelta(minutes=self.said["judge"] + 5)
        self._write(told, begun, self.after(review) if review else None)

    def _write(self, told: list, begun: datetime, reviewed: datetime | None) -> None:
        title, body = told
        writing.save(self.event, writing.Said(title, body, self.event.texts.count()), self.writer, begun)
        if reviewed:
            checks = list(CHECKS)
            says = "、".join(CHECKS[name].partition("：")[0] for name in checks)
            content = self.event.case.content
            self._take("review", self.leader, reviewed, read=content, detail={"checks": checks, "says": says})

    def _out(self, step: str, released: datetime, channel: str, rank: str, content: str, record=None) -> None:
        link = "" if self.event.drill or record else f"https://weixin.example.cn/{self.event.pk}-{released:%d%H%M}"
        said = {
            "channel": channel, "rank": rank, "content": content, "unit": self.unit.pk, "record": record, "link": link,
            "papers": [],
        }  # fmt: skip
        detail = said | {"says": f"{releasing.told(said, released)}：{content}"}
        self._take(step, self.sender, released + timedelta(minutes=6), effective=released, detail=detail)

    def _releases(self, told: list) -> None:
        before = self.said["respond"][0]
        self._escalate(self.after(told[0][0] - 11))
        for minutes, *how in told:
            if minutes < before:
                self._out("release", self.after(minutes), *how)

    def _escalate(self, at: datetime) -> None:
        """What was late then went before the leading group."""
        for due in escalating.overdue(at):
            if due.case_id == self.event.pk:
                escalating.escalate(due, at)

    def _press(self, minutes: int) -> None:
        row = Conference.objects.filter(case__title=self.said.get("conference", "")).first()
        held = self.after(minutes)
        known = max(held, self.after(self.said["respond"][0] + 15))
        if row and row.held:
            known = max(known, hours.at(row.held, 0) + timedelta(hours=34))  # entered in the register the day after
        detail = {"conference": row.pk if row else None, "says": f"{held.astimezone(BEIJING):%Y-%m-%d %H:%M}"}
        self._take("press", self.writer, known, effective=held, detail=detail)

    def _respond(self, told: list) -> None:
        minutes, *how = told
        self._out("respond", self.after(minutes), *how)
        for later, *more in self.said.get("releases", ()):
            if later > minutes:
                self._out("release", self.after(later), *more)

    def _leave(self, told: list) -> None:
        minutes, words = told
        self._take("leave", self.leader, self.after(minutes), words=words)

    def _reopen(self, told: list) -> None:
        """People asked on; a second text answered them."""
        days, words = told
        at = self.noticed + timedelta(days=days)
        self._take("reopen", self.writer, at, effective=at - timedelta(hours=1), words=words)
        self._write(self.said["again"], at + timedelta(hours=2), at + timedelta(hours=3))
        days, *how = self.said["respond_again"]
        self._out("respond", self.noticed + timedelta(days=days), *how)

    def _rumour(self, told: dict) -> None:
        at = self.after(20)
        row = verifying.enter(self.event, told["title"], told["claim"], self.writer, at)
        proof = store.keep(
            ContentFile(f"{told['checked_by']}：{told['found']}\n".encode()), name="核实记录.txt", at=at,
            by=self.writer.person,
        )  # fmt: skip
        said = {"checked_by": told["checked_by"], "found": told["found"], "evidence": [[proof.pk, "核实记录.txt"]]}
        detail = said | {"says": f"{told['checked_by']}：{told['found']}"}
        row.case.take("refute", by=self.writer, at=self.after(75), detail=detail)
        record = self._clarification(told["title"])
        row.case.take("clarify", by=self.leader, at=handling.at(self.next_day, 14, 15), detail={"record": record.pk})

    def _clarification(self, about: str) -> Disclosure:
        """A record of its own, by the ordinary steps of the next day."""
        title, body = self.said["text"]
        day = self.next_day
        link = {"kind": "clarifies", "title": about, "number": "", "issuer": "微信群", "url": ""}
        code = hand(self.unit.name, Role.PROPOSER).person.username.partition("-")[0]
        record = handling.write("gonggao", "澄清", title, handling.at(day, 9, 10), [body], of=code, links=[link])
        handling.go(record, day, "propose", "clear", "approve", "publish", of=code)
        record.refresh_from_db()
        return record

    def _evaluate(self, days: int, effect: str, helped: str, followed: str, lessons: str) -> None:
        at = self.noticed + timedelta(days=days, hours=2)
        said = {"effect": effect, "helped": helped, "followed": followed, "lessons": lessons}
        self._take("evaluate", self.office, at, detail=said | {"says": lessons and f"要改：{lessons}"})
        if at < hours.NOW - timedelta(days=10):
            self._take("archive", self.writer, at + timedelta(days=1))


def _moment(said) -> datetime:
    return datetime.fromisoformat(str(said)).replace(tzinfo=BEIJING)
