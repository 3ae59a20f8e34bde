"""How far a matter is open: each stage done, to come, late, not applicable, or nothing said of it (SQ-1, BW-5.2).

Read from what is public at the moment: a paper withdrawn later makes its stage lack again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gongkai.dossiers import linking
from gongkai.dossiers.linking import Paper
from gongkai.dossiers.models import Dossier, Revision
from gongkai.law.dossier_types import PHASES, DossierType, Stage
from gongkai.look.words import titled

STATES = {
    "shown": "已公开", "waiting": "还没有到", "late": "过了预计日期", "never": "不适用", "lost": "已撤回",
    "unexplained": "缺解读", "missing": "还没有填", "silent": "可以不填",
}  # fmt: skip
SETTLED = frozenset({"shown", "waiting", "never", "silent"})


@dataclass
class StageState:
    """One stage of one dossier. ``papers`` are what is public of it, ``outside`` papers of other sites, ``lost`` how
    many links lead nowhere now, ``unexplained`` the titles that lack an interpretation."""

    stage: Stage
    state: str
    says: str = ""
    due: date | None = None
    papers: list[Paper] = field(default_factory=list)
    outside: list[dict] = field(default_factory=list)
    lost: int = 0
    unexplained: list[str] = field(default_factory=list)

    @property
    def word(self) -> str:
        return STATES[self.state]

    @property
    def settled(self) -> bool:
        """Whether nothing is to be done about it now."""
        return self.state in SETTLED

    @property
    def lacks(self) -> str:
        """What is to be done, in a sentence; empty where it is settled."""
        name = self.stage.name
        return {
            "missing": f"“{name}”还没有填",
            "late": f"“{name}”预计{self.due}公开，已经过了，还没有连上公开的信息",
            "lost": f"“{name}”连着的 {self.lost} 件信息已经撤回，请换成现在公开的，或者改写这一环节",
            "unexplained": f"“{name}”里的{'、'.join(titled(one) for one in self.unexplained)}还没有公开的解读",
        }.get(self.state, "")


def phases(states: list[StageState]) -> list[tuple[str, list[StageState]]]:
    """Stages under the words of their phases (决策 执行 管理 服务 结果), in order."""
    found: dict[str, list[StageState]] = {}
    for one in states:
        found.setdefault(PHASES[one.stage.phase], []).append(one)
    return list(found.items())


def of(dossier: Dossier, revision: Revision, today: date) -> list[StageState]:
    """The stages of one revision."""
    return of_many([(dossier.kind, revision)], today)[revision.pk]


def of_many(revisions: Iterable[tuple[DossierType, Revision]], today: date) -> dict[int, list[StageState]]:
    """The stages of revisions by the revision's key, with a handful of queries however many there are."""
    asked = list(revisions)
    linked = {case for _, revision in asked for case in cases_of(revision)}
    known, explained = linking.papers(linked), linking.explained(linked)
    return {
        revision.pk: [_state(stage, revision.stages.get(name), known, explained, today)
                      for name, stage in kind.stages.items()]
        for kind, revision in asked
    }  # fmt: skip


def cases_of(revision: Revision) -> set[int]:
    """Keys of the cases that a revision points to."""
    return {link["case"] for said in revision.stages.values() for link in said["links"] if "case" in link}


def _state(stage: Stage, said: dict | None, known: dict[int, Paper], explained: set[int], today: date) -> StageState:
    if said is None:
        return StageState(stage, "silent" if stage.optional else "missing")
    cases = [link["case"] for link in said["links"] if "case" in link]
    papers = [known[case] for case in cases if case in known]
    outside = [link for link in said["links"] if "case" not in link]
    due = date.fromisoformat(said["due"]) if said.get("due") else None
    told = StageState(stage, said["state"], said.get("says", ""), due, papers, outside, len(cases) - len(papers))
    if stage.explained:
        told.unexplained = [paper.title for paper in papers if paper.case not in explained]
    if told.state == "shown" and (told.lost or not (papers or outside)):
        told.state = "lost"
    elif told.state == "shown" and told.unexplained:
        told.state = "unexplained"
    elif told.state == "waiting" and due and due < today:
        told.state = "late"
    return told
