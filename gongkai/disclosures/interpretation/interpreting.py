"""三同步 (BW-7.3, SQ-5.1): a policy and what explains it are planned, reviewed and published together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from gongkai.accounts.models import Post
from gongkai.acts import sitting
from gongkai.acts.models import Case
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.disclosures.editions import editions
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.disclosures.vocabulary import PAPER_KINDS
from gongkai.look.words import titled
from gongkai.workflow import routes, setting
from gongkai.workflow.models import Interpretation
from gongkai.workflow.routes import Place

KIND, FOLLOW_LIMIT = "解读", "interpretation.follow"
POLICIES = ("guifan", "redian")  # columns whose documents must be explained
OUT = frozenset({"published", "archived", "emergent"})
PASSED = {"approve": OUT | {"approved"}, "publish": OUT}  # where the other one is once it has gone through a step
TOGETHER = ("propose", "clear", "approve", "publish", "schedule")  # steps that a pair takes side by side
LOST = ("withdrawn", "withheld")


@dataclass(frozen=True)
class Partner:
    """The other one of a pair as staff read it now; ``out``: the public has it, in this edition or a former one."""

    case: Case
    edition: Edition
    out: bool = False


def plans_its_interpretation(cases, takes) -> dict[int, list[str]]:
    """提出 asks for a plan, and for the draft that the plan promises (BW-7.3)."""
    found = _demanding(cases, takes)
    plans, told = _plans(found), _explaining(found)
    faults = {key: _plan_faults(one.disclosure, plans.get(key), told.get(key)) for key, one in found.items()}
    return {key: reasons for key, reasons in faults.items() if reasons}


def goes_with_its_pair(step: str):
    """The check of a step that a document and its interpretation pass together or not at all."""

    def check(cases, takes) -> dict[int, list[str]]:
        here, reasons = {case.pk for case in cases}, {}
        for key, partners in _pairs(cases, takes).items():
            for partner in partners:
                if not (partner.out or partner.case.pk in here or partner.case.status in PASSED[step]):
                    reasons[key] = [_alone(step, partner)]
        for key in _unexplained(cases, takes) if step == "approve" else ():
            reasons[key] = ["这件文件须同步解读，还没有解读稿：请退回，由信息员填写解读方案、起草解读后一并送审"]
        return reasons

    return check


def follows_its_document(cases, takes) -> dict[int, list[str]]:
    """Where documents must be explained, an interpretation never comes out before what it explains."""
    if not routes.demand(max(take.at for take in takes)):
        return {}
    stands = editions(cases)
    explained = {key: edition.interprets_id for key, edition in stands.items() if edition.interprets_id}
    if not explained:
        return {}
    here = {case.pk for case in cases}
    asked = Disclosure.objects.filter(pk__in=set(explained.values()) - here, published=None)
    hidden = dict(asked.values_list("pk", "case__title"))
    return {
        key: [f"所解读的{titled(hidden[paper])}还没有公开，请与它一起公开"]
        for key, paper in explained.items()
        if paper in hidden
    }


def beside(case: Case, step: str, takes) -> list[Partner]:
    """Who takes a step together with a case: the partners that stand where it stands."""
    if step not in TOGETHER:
        return []
    states = case.kind_of.steps[step].frm
    partners = _pairs([case], takes).get(case.pk, [])
    return [one for one in partners if one.case.status in states]


def cases_beside(case: Case, step: str, post: Post, at: datetime) -> list[Case]:
    """``beside`` for the table of steps."""
    return [one.case for one in beside(case, step, [Take(case, post, at)])]


def partners_of(record: Disclosure) -> list[Partner]:
    """The other one, for the record's page: interpretations of a document, the document of an interpretation."""
    edition = record.edition
    if edition.interprets_id:
        other = Disclosure.objects.select_related("case__unit", "draft", "live").get(pk=edition.interprets_id)
        return [Partner(other.case, other.edition)]
    return [Partner(one.disclosure.case, one) for one in _explaining([record.pk]).get(record.pk, [])]


def lay_routes(by: Post, at: datetime) -> None:
    """What a new installation begins with: policy documents are explained together with their publication (BW-7.3)."""
    for topic in Topic.objects.filter(code__in=POLICIES).order_by("order"):
        said = setting.Setting(
            None, topic, at.astimezone(routes.BEIJING).date(), interpretation=Interpretation.TOGETHER
        )
        setting.put(said, by, at)


def is_paper(edition: Edition) -> bool:
    return edition.kind in PAPER_KINDS


def plan_of(key: int) -> dict:
    """What the plan of this round says: ``mode`` (draft or exempt), ``speaker``, ``rank``, ``forms``, ``channels``."""
    return _plans([key]).get(key, {})


def excused(keys: Iterable[int]) -> set[int]:
    """Of these documents, the ones whose plan says why they are not explained."""
    return {key for key, plan in _plans(list(keys)).items() if plan["mode"] == "exempt"}


def close(cases, takes, acts) -> None:
    """With an interpretation out, its document is explained: the document's trail says so (SQ-5.1)."""
    if not routes.demand(max(act.at for act in acts)):
        return
    stands = editions(cases)
    explained = {edition.interprets_id: key for key, edition in stands.items() if edition.interprets_id}
    if not explained:
        return
    here = {case.pk: case for case in cases}
    papers = list(Disclosure.objects.filter(pk__in=explained, live__isnull=False).select_related("case", "live"))
    places = {row.pk: (row.case.unit_id, row.live.topic_id) for row in papers if row.live}
    owed = with_clock(places, [row.case for row in papers])
    by, at = {take.case.pk: take.by for take in takes}, {act.case_id: act.at for act in acts}
    todo = []
    for row in papers:
        key = explained[row.pk]
        if row.pk in owed and row.case.status in ("published", "archived"):
            case = here.get(row.pk, row.case)
            todo.append(Take(case, by[key], at[key], detail={"says": stands[key].title}, follows=True))
    if todo:
        take_many("disclosure", "explain", todo)


def with_clock(places: Mapping[int, Place], cases: Iterable[Case]) -> set[int]:
    """Documents whose interpretation runs against the clock: demanded on the day they were opened, not excused."""
    cases = list(cases)
    last = max((case.opened for case in cases), default=None)
    if last is None or not routes.demand(last):
        return set()
    days = {case.pk: case.opened.astimezone(routes.BEIJING).date() for case in cases}
    known = routes.Routes(max(days.values()))
    wanted = {key for key, day in days.items() if known.ruling(places[key], day).interpretation}
    if not wanted:
        return set()
    papers = Edition.objects.filter(Q(pk=F("disclosure__draft")) | Q(pk=F("disclosure__live")))
    wanted = set(papers.filter(disclosure__in=wanted, kind__in=PAPER_KINDS).values_list("disclosure", flat=True))
    plans = _plans(wanted)
    return {key for key in wanted if plans.get(key, {}).get("mode") != "exempt"}


def _plan_faults(record: Disclosure, plan: dict | None, told: list[Edition] | None) -> list[str]:
    if record.live_id and told:
        return []  # a change of what is public and explained
    if plan is None:
        return ["这件文件须解读：请先“填写解读方案”，写明由谁解读、用什么形式，或说明不需解读的理由"]
    if plan["mode"] == "draft" and not told:
        return ["解读方案已填，还没有解读稿：请新建一件体裁为“解读”的信息，选定解读的文件为本件"]
    return []


def _alone(step: str, partner: Partner) -> str:
    verb = {"approve": "审核", "publish": "公开"}[step]
    what = "解读" if partner.edition.kind == KIND else "文件"
    return (
        f"须与{what}{titled(partner.edition.title)}一起{verb}，它现在是“{partner.case.status_label}”："
        f"请等它也到这一步，打开任一件办理，两件一并办成"
    )


def _demanding(cases, takes, *modes: str) -> dict[int, Edition]:
    """Editions, by case, of the documents that must be explained; nothing is read where no route asks for it."""
    known = routes.Routes(max(take.at for take in takes).astimezone(routes.BEIJING).date())
    if not any(row.interpretation for row in known.rows):
        return {}
    days = {take.case.pk: take.at.astimezone(routes.BEIJING).date() for take in takes}
    found = {}
    for case, (key, edition) in zip(cases, editions(cases).items(), strict=True):
        asked = known.ruling((case.unit_id, edition.topic_id), days[key]).interpretation
        if is_paper(edition) and asked and (not modes or asked in modes):
            found[key] = edition
    return found


def _pairs(cases, takes) -> dict[int, list[Partner]]:
    """By case: the others that go with it. A document of another unit makes no pair, nor one that was given up."""
    known = routes.Routes(max(take.at for take in takes).astimezone(routes.BEIJING).date())
    if not any(row.interpretation == Interpretation.TOGETHER for row in known.rows):
        return {}
    stands = editions(cases)
    units = {case.pk: case.unit_id for case in cases}
    found: dict[int, list[Partner]] = {}
    demanding = _demanding(cases, takes, Interpretation.TOGETHER)
    for key, told in _explaining(demanding).items():
        found[key] = [Partner(one.disclosure.case, one, one.disclosure.live_id is not None) for one in told]
    day = max(take.at for take in takes).astimezone(routes.BEIJING).date()
    explained = {key: edition.interprets_id for key, edition in stands.items() if edition.interprets_id}
    papers = Disclosure.objects.select_related("case__unit", "draft", "live").in_bulk(set(explained.values()))
    for key, document in explained.items():
        paper = papers[document]
        asked = known.ruling((paper.case.unit_id, paper.edition.topic_id), day).interpretation
        if asked == Interpretation.TOGETHER and is_paper(paper.edition):
            found[key] = [Partner(paper.case, paper.edition, paper.live_id is not None)]
    return {
        key: [one for one in partners if one.case.unit_id == units[key] and one.case.status not in LOST]
        for key, partners in found.items()
    }


def _unexplained(cases, takes) -> list[int]:
    found = _demanding(cases, takes)
    plans, told = _plans(found), _explaining(found)
    return [key for key in found if plans.get(key, {}).get("mode") != "exempt" and key not in told]


def _explaining(keys: Iterable[int]) -> dict[int, list[Edition]]:
    """Interpretations by the key of their document, as staff read them now; withdrawn ones explain nothing."""
    keys = list(keys)
    if not keys:
        return {}
    rows = Edition.objects.filter(interprets__in=keys, kind=KIND).exclude(disclosure__case__status__in=LOST)
    now = rows.filter(Q(pk=F("disclosure__draft")) | Q(pk=F("disclosure__live"), disclosure__draft=None))
    found: dict[int, list[Edition]] = {}
    for edition in now.select_related("disclosure__case__unit").order_by("disclosure"):
        found.setdefault(edition.interprets_id or 0, []).append(edition)
    return found


def _plans(keys: Iterable[int]) -> dict[int, dict]:
    """The last plan of each document since its clocks last began."""
    found: dict[int, dict] = {}
    for key, acts in sitting.acts_of(keys, ("plan", "form", "change", "import")).items():
        if acts[-1].step == "plan":
            found[key] = acts[-1].detail
    return found
