"""What happens with a step that reaches the public: the door shows or takes back."""

from datetime import date, datetime

from gongkai.acts.models import Case
from gongkai.catalogue.vocabulary import Audience
from gongkai.dossiers import linking, progress
from gongkai.dossiers.models import Dossier, Revision
from gongkai.law.dossier_types import GENRES, PHASES, Stage
from gongkai.look import words
from gongkai.look.articles import national
from gongkai.publication import door
from gongkai.publication.records import DossierRecord, Edition, Link, StageRow, Term


def publish(dossier: Dossier, at: datetime) -> None:
    if dossier.topic.audience == Audience.PUBLIC:
        door.show(record_of(dossier), at)


def withdraw(dossier: Dossier, at: datetime) -> None:
    """What it pointed to stays where it is."""
    door.withdraw([dossier.door_key], at=at, reason=f"{GENRES[dossier.kind.genre]}已撤回")


def record_of(dossier: Dossier, revision: Revision | None = None) -> DossierRecord:
    """All that the public may see of a dossier, and nothing else; ``revision``: a draft, to look at beforehand."""
    told = revision or dossier.live
    assert told is not None
    kind, unit = dossier.kind, dossier.case.unit
    kinds = dict(Case.objects.filter(pk__in=progress.cases_of(told)).values_list("pk", "kind"))
    rows = [(stage, told.stages[name]) for name, stage in kind.stages.items() if name in told.stages]
    stages = tuple(_row(stage, said, kinds) for stage, said in rows)
    keys = dict.fromkeys(link.to for row in stages for link in row.links if link.to and not link.to.startswith("http"))
    return DossierRecord(
        key=dossier.door_key,
        title=dossier.case.title,
        column=dossier.topic.code,
        unit=unit.code,
        unit_name=unit.full_name or unit.name,
        published=told.published or told.saved,
        dossier=kind.id,
        dossier_name=kind.title,
        genre=kind.genre,
        summary=told.summary,
        cites=national(kind.cite),
        pairs=tuple(Term(one.name, told.particulars[name]) for name, one in kind.particulars.items()
                    if told.particulars.get(name)),
        stages=stages,
        links=tuple(Link("gathers", key) for key in keys),
        history=_history(dossier, told),
    )  # fmt: skip


def _row(stage: Stage, said: dict, kinds: dict[int, str]) -> StageRow:
    return StageRow(
        phase=PHASES[stage.phase],
        name=stage.name,
        state=said["state"],
        says=_sentence(said),
        links=tuple(_link(link, kinds) for link in said["links"]) if said["state"] == "shown" else (),
    )


def _link(link: dict, kinds: dict[int, str]) -> Link:
    """What is here by its key alone: its title is told by its own page, as long as that is out."""
    if "case" in link:
        return Link("gathers", linking.door_key(kinds[link["case"]], link["case"]))
    title = f"{link['title']}（{link['issuer']}）" if link.get("issuer") else link["title"]
    return Link("gathers", link.get("url", ""), title)


def _sentence(said: dict) -> str:
    """What the public is told of a stage besides its papers."""
    says = said.get("says", "")
    if said["state"] == "waiting":
        due = words.riqi(date.fromisoformat(said["due"]))
        return f"预计{due}公开" + (f"：{says}" if says else "")
    return says


def _history(dossier: Dossier, told: Revision) -> tuple[Edition, ...]:
    """What the public is told of earlier rounds; nothing while there is but one."""
    if told.number == 1:
        return ()
    past = dossier.revisions.filter(published__isnull=False, number__lte=told.number).order_by("number")
    return tuple(
        Edition(one.published or one.saved, one.note or ("首次公布" if one.number == 1 else "内容更新")) for one in past
    )
